#include "manualdocument.h"
#include "manualwindow.h"
#include "theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace {

struct Manual {
    Manual() { QLocale::setDefault(QLocale(u"en"_s)); }
    ~Manual() { QLocale::setDefault(QLocale::c()); }
    Q_DISABLE_COPY_MOVE(Manual)

    template<typename Widget>
    [[nodiscard]] Widget &part(const QString &name)
    {
        return *window.findChild<Widget *>(name);
    }
    void open(const QString &page, const QString &anchor = {})
    {
        window.openAt({.page = page, .anchor = anchor});
    }
    [[nodiscard]] QString title() { return text().document()->firstBlock().text(); }
    [[nodiscard]] QTextBrowser &text() { return part<QTextBrowser>(u"manualText"_s); }
    [[nodiscard]] QTreeWidget &contents() { return part<QTreeWidget>(u"manualContents"_s); }
    [[nodiscard]] QLineEdit &search() { return part<QLineEdit>(u"manualSearch"_s); }
    /// The first line that is whole in the page.
    [[nodiscard]] QString topLine()
    {
        return text().cursorForPosition(QPoint(30, 20)).block().text();
    }

    ManualWindow window{};
};

} // namespace

class ManualWindowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPlaceIsShownWhereItStands();
    void anUnknownPlaceIsTheContents();
    void linksGoOnAndAltArrowsBack();
    void theSearchListsAndOpensWhatHoldsTheWords();
    void whatIsNotThereIsSaid();
    void escapeEmptiesTheSearchThenCloses();
    void anotherLanguageShowsTheSamePlace();
    void anotherThemeColoursThePage();
    void noMarkIsLeftInAnyPage();
    void aMarkWithoutAnEndIsText();
    void rowsOfTheContentsFollowTheLooks();
};

void ManualWindowTest::aPlaceIsShownWhereItStands()
{
    Manual manual;
    manual.open(u"causes"_s, u"tlsexpired"_s);
    QVERIFY(manual.window.isVisible());
    QCOMPARE(manual.title(), u"What each cause means"_s);
    QVERIFY2(manual.topLine().startsWith(u"TlsExpired"), qPrintable(manual.topLine()));
    QCOMPARE(manual.contents().currentItem()->text(0), u"What each cause means"_s);
    manual.open(u"window"_s, u"chart"_s);
    QCOMPARE(manual.contents().currentItem()->text(0), u"The chart"_s);
}

void ManualWindowTest::anUnknownPlaceIsTheContents()
{
    Manual manual;
    manual.open(u"causes"_s, u"no-such-cause"_s);
    QCOMPARE(manual.window.place(), ManualPlace{.page = u"index"_s});
    QCOMPARE(manual.title(), u"Manual"_s);
}

void ManualWindowTest::linksGoOnAndAltArrowsBack()
{
    Manual manual;
    manual.open(u"index"_s);
    auto &back = manual.part<QPushButton>(u"manualBack"_s);
    auto &forward = manual.part<QPushButton>(u"manualForward"_s);
    QVERIFY(!back.isEnabled());
    Q_EMIT manual.text().anchorClicked(QUrl(u"query.md#is"_s));
    QCOMPARE(manual.window.place(), (ManualPlace{.page = u"query"_s, .anchor = u"is"_s}));
    manual.text().verticalScrollBar()->setValue(7);
    QTest::keyClick(&manual.window, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(manual.title(), u"Manual"_s);
    QVERIFY(!back.isEnabled());
    QVERIFY(forward.isEnabled());
    QTest::keyClick(&manual.window, Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(manual.title(), u"The query"_s);
    QCOMPARE(manual.text().verticalScrollBar()->value(), 7);
    Q_EMIT manual.text().anchorClicked(QUrl(u"nowhere.md"_s));
    QCOMPARE(manual.title(), u"The query"_s);
}

void ManualWindowTest::theSearchListsAndOpensWhatHoldsTheWords()
{
    Manual manual;
    manual.open(u"index"_s);
    QTest::keyClick(&manual.window, Qt::Key_F, Qt::ControlModifier);
    manual.search().setText(u"certificate expired"_s);
    QVERIFY(manual.contents().topLevelItemCount() > 0);
    QTest::keyClick(&manual.search(), Qt::Key_Return);
    QCOMPARE(manual.window.place(), (ManualPlace{.page = u"causes"_s, .anchor = u"tlsexpired"_s}));
    QVERIFY(!manual.text().extraSelections().isEmpty());
    manual.search().clear();
    QVERIFY(manual.text().extraSelections().isEmpty());
    QCOMPARE(manual.contents().topLevelItemCount(), 12);
}

void ManualWindowTest::whatIsNotThereIsSaid()
{
    Manual manual;
    manual.open(u"index"_s);
    manual.search().setText(u"xyzzy"_s);
    QVERIFY(!manual.contents().isVisible());
    QTest::keyClick(&manual.search(), Qt::Key_Return);
    QCOMPARE(manual.title(), u"Manual"_s);
}

void ManualWindowTest::escapeEmptiesTheSearchThenCloses()
{
    Manual manual;
    manual.open(u"index"_s);
    manual.search().setText(u"retry"_s);
    QTest::keyClick(&manual.search(), Qt::Key_Escape);
    QVERIFY(manual.window.isVisible());
    QCOMPARE(manual.search().text(), QString());
    QTest::keyClick(&manual.search(), Qt::Key_Escape);
    QVERIFY(!manual.window.isVisible());
}

void ManualWindowTest::anotherLanguageShowsTheSamePlace()
{
    Manual manual;
    manual.open(u"query"_s, u"is"_s);
    QLocale::setDefault(QLocale(u"zh_CN"_s));
    QEvent other(QEvent::LanguageChange);
    QApplication::sendEvent(&manual.window, &other);
    QCOMPARE(manual.title(), u"查询"_s);
    QCOMPARE(manual.window.place(), (ManualPlace{.page = u"query"_s, .anchor = u"is"_s}));
    QCOMPARE(manual.contents().currentItem()->text(0), u"状态条件"_s);
}

void ManualWindowTest::anotherThemeColoursThePage()
{
    const auto codeColour = [](const ThemeChoice theme) {
        applyTheme(*qApp, theme);
        Manual manual;
        manual.open(u"first-steps"_s);
        for (QTextBlock block = manual.text().document()->begin(); block.isValid();
             block = block.next()) {
            if (block.text().trimmed() == u"sync-dashboard --demo")
                return block.blockFormat().background().color();
        }
        return QColor();
    };
    const QColor light = codeColour(ThemeChoice::Light);
    const QColor dark = codeColour(ThemeChoice::Dark);
    applyTheme(*qApp, ThemeChoice::Light);
    QVERIFY(light.lightness() > 200);
    QVERIFY(dark.isValid() && dark.lightness() < 100);
}

void ManualWindowTest::noMarkIsLeftInAnyPage()
{
    for (const QString &language : {u"en"_s, u"zh_CN"_s}) {
        for (const ManualPage &page : readManual(language)) {
            QTextDocument document;
            fillManualDocument(document, page, QApplication::font(), QApplication::palette());
            const QString text = document.toPlainText();
            for (const QStringView mark : {u"⟦", u"**", u"`", u"](", u"<a"})
                QVERIFY2(!text.contains(mark), qPrintable(language + u'/' + page.key + u": " +
                                                          text.mid(text.indexOf(mark) - 40, 80)));
        }
    }
}

/// It was looked for without an end.
void ManualWindowTest::aMarkWithoutAnEndIsText()
{
    QTextDocument document;
    fillManualDocument(document,
                       {.key = u"x"_s, .markdown = u"⟦a⟧⟦b, and no end"_s, .sections = {}}, QFont(),
                       QPalette());
    QCOMPARE(document.toPlainText(), u"⟦b, and no end"_s);
}

void ManualWindowTest::rowsOfTheContentsFollowTheLooks()
{
    Manual manual;
    manual.open(u"index"_s);
    const auto rowHeight = [&manual] {
        return manual.contents().topLevelItem(0)->sizeHint(0).height();
    };
    const int normal = rowHeight();
    applyTheme(*qApp, ThemeChoice::Light, {.density = RowDensity::Comfortable});
    QCOMPARE_GT(rowHeight(), normal);
    applyTheme(*qApp, ThemeChoice::Light);
    QCOMPARE(rowHeight(), normal);
}

QTEST_MAIN(ManualWindowTest)
#include "tst_manualwindow.moc"
