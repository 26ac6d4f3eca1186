#include "faulttable.h"
#include "manualpages.h"
#include "querywords.h"
#include "ramaction.h"
#include "synctask.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QStringList &manualLanguages()
{
    static const QStringList all{u"en"_s, u"zh_CN"_s};
    return all;
}

const ManualPage *pageOf(const std::vector<ManualPage> &pages, const QString &key)
{
    const auto found = std::ranges::find(pages, key, &ManualPage::key);
    return found == pages.end() ? nullptr : &*found;
}

bool holdsAnchor(const ManualPage &page, const QString &anchor)
{
    return anchor.isEmpty() || page.markdown.contains(u'⟦' + anchor + u'⟧');
}

/// "1 First steps", then its headings and paragraphs: "2 demo: Try it".
QStringList drawn(const ManualPage &page)
{
    QStringList lines;
    for (const ManualSection &section : page.sections)
        lines << QString::number(section.level) + u' ' + section.place.anchor + u": " +
                     section.title;
    return lines;
}

void addLanguages()
{
    QTest::addColumn<QString>("language");
    for (const QString &language : manualLanguages())
        QTest::newRow(language.toLatin1().constData()) << language;
}

} // namespace

class ManualPagesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPageIsTitlesAndWhatCanBePointedAt();
    void anchorsBelongToWhatFollowsThem();
    void wordsAreFoundInTitlesFirst();
    void bothLanguagesHaveTheSamePagesAndAnchors();
    void everyLinkLeadsSomewhere_data() { addLanguages(); }
    void everyLinkLeadsSomewhere();
    void everyCauseHasItsParagraph_data() { addLanguages(); }
    void everyCauseHasItsParagraph();
    void everyFieldOfTheQueryIsExplained_data() { addLanguages(); }
    void everyFieldOfTheQueryIsExplained();
    void everyPermissionThatIsAskedForIsNamed_data() { addLanguages(); }
    void everyPermissionThatIsAskedForIsNamed();
};

void ManualPagesTest::aPageIsTitlesAndWhatCanBePointedAt()
{
    const ManualPage page = manualPage(u"x"_s, u"# First *steps*\n"
                                               "\n"
                                               "Read [this](that.md#there) `now`.\n"
                                               "\n"
                                               "<a id=\"one\"></a>\n"
                                               "## One\n"
                                               "\n"
                                               "<a id=\"cause\"></a>\n"
                                               "**`CAUSE`**: It failed.\n"_s);
    const QStringList expected{u"1 : First steps"_s, u"2 one: One"_s, u"3 cause: CAUSE"_s};
    QCOMPARE(drawn(page), expected);
    QCOMPARE(page.title(), u"First steps"_s);
    QVERIFY(page.sections.front().text.contains(u"Read this now."));
}

void ManualPagesTest::anchorsBelongToWhatFollowsThem()
{
    const ManualPage page = manualPage(u"x"_s, u"# T\n\n<a id=\"a\"></a>\n<a id=\"b\"></a>\n## H\n"
                                               "\n<a id=\"c\"></a>\nText\n"_s);
    QVERIFY(page.markdown.contains(u"## ⟦a⟧⟦b⟧H\n"));
    QVERIFY(page.markdown.contains(u"\n⟦c⟧Text\n"));
    QVERIFY(!page.markdown.contains(u"<a"));
}

void ManualPagesTest::wordsAreFoundInTitlesFirst()
{
    const std::vector<ManualPage> pages = {
        manualPage(u"one"_s, u"# One\n\nsays retry and stop\n\n## Two\n\nnothing\n"_s),
        manualPage(u"two"_s, u"# Retry\n\nand STOP\n"_s)};
    const std::vector<ManualSection> found = findInManual(pages, u"retry  stop"_s);
    QCOMPARE(found.size(), 2U);
    QVERIFY(findInManual(pages, u"retry"_s).front().place.page == u"two");
    QVERIFY(findInManual(pages, u"retry absent"_s).empty());
    QVERIFY(findInManual(pages, u" "_s).empty());
}

void ManualPagesTest::bothLanguagesHaveTheSamePagesAndAnchors()
{
    const auto places = [](const QString &language) {
        QStringList all;
        for (const ManualPage &page : readManual(language)) {
            for (const ManualSection &section : page.sections)
                all << page.key + u'#' + section.place.anchor + u' ' +
                           QString::number(section.level);
        }
        return all;
    };
    QVERIFY(places(u"en"_s).size() > 100);
    QCOMPARE(places(u"zh_CN"_s), places(u"en"_s));
}

void ManualPagesTest::everyLinkLeadsSomewhere()
{
    QFETCH(const QString, language);
    const std::vector<ManualPage> pages = readManual(language);
    const QRegularExpression link(u"\\]\\(([^)#]*)(?:#([^)]*))?\\)"_s);
    int links = 0;
    for (const ManualPage &page : pages) {
        for (auto it = link.globalMatch(page.markdown); it.hasNext(); ++links) {
            const QRegularExpressionMatch match = it.next();
            const QString file = match.captured(1);
            const ManualPage *target = file.isEmpty() ? &page : pageOf(pages, file.chopped(3));
            QVERIFY2(target && holdsAnchor(*target, match.captured(2)),
                     qPrintable(page.key + u": " + match.captured()));
        }
    }
    QVERIFY(links > 10);
}

void ManualPagesTest::everyCauseHasItsParagraph()
{
    QFETCH(const QString, language);
    const std::vector<ManualPage> pages = readManual(language);
    const ManualPage *causes = pageOf(pages, u"causes"_s);
    QVERIFY(causes);
    QStringList codes = knownFaults();
    for (const QStringView word :
         {u"OSS_POLICY_UNAUTHORIZED", u"TAG_CONFLICT", u"UNSUPPORTED_FORMAT", u"INTERNAL_ERROR",
          u"NETWORK_ERROR", u"DATA_LENGTH_EXCEEDED"})
        codes << word.toString();
    codes << u"unknown-cause"_s;
    for (const QString &code : std::as_const(codes))
        QVERIFY2(holdsAnchor(*causes, manualAnchor(code)),
                 qPrintable(u"resources/manual/"_s + language + u"/causes.md has no <a id=\""_s +
                            manualAnchor(code) + u"\"></a> with a paragraph about "_s + code));
}

void ManualPagesTest::everyFieldOfTheQueryIsExplained()
{
    QFETCH(const QString, language);
    const std::vector<ManualPage> pages = readManual(language);
    const QString text = pageOf(pages, u"query"_s)->markdown;
    for (const QueryFieldName &field : queryFieldNames()) {
        const QRegularExpression use(u"`[^`]*\\b%1[:<>][^`]*`"_s.arg(field.name));
        QVERIFY2(text.contains(use), qPrintable(u"resources/manual/"_s + language +
                                                u"/query.md does not show "_s + field.name));
    }
}

void ManualPagesTest::everyPermissionThatIsAskedForIsNamed()
{
    QFETCH(const QString, language);
    const std::vector<ManualPage> pages = readManual(language);
    const QString text = pageOf(pages, u"permissions"_s)->markdown;
    for (const Operation &operation : everyOperation()) {
        const QString action = ramActionOf(operation);
        QVERIFY2(text.contains(action), qPrintable(u"resources/manual/"_s + language +
                                                   u"/permissions.md does not name "_s + action));
    }
}

QTEST_APPLESS_MAIN(ManualPagesTest)
#include "tst_manualpages.moc"
