#include "queries.h"
#include "searchplan.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
constexpr qint64 hour = 3'600'000;

SearchPlan planOf(const QString &text)
{
    const QueryContext context{.now = now,
                               .zone = QTimeZone::utc(),
                               .names = {.rules = {{u"crsr-1"_s, u"Nightly mirror"_s}}}};
    return searchPlan(TaskFilterPlan(query(text), context));
}

RowCondition all(const RowCondition &part)
{
    return allOf({part});
}

} // namespace

class TestSearchPlan final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noLetterBecomesOneThatTheDatabaseDoesNotFind()
    {
        // Whatever is compared without regard to case, by folding or by small letters: a letter of
        // ASCII, or one without case, comes from what searchFolded() makes it.
        int letters = 0;
        for (char32_t code = 0; code <= QChar::LastValidCodePoint; ++code) {
            if (QChar::isSurrogate(code) || code == 0)
                continue;
            const QString letter = QString::fromUcs4(&code, 1);
            const QString folded(
                QChar::toCaseFolded(code) < 0x10000
                    ? QString(QChar(static_cast<char16_t>(QChar::toCaseFolded(code))))
                    : letter);
            for (const QString &form : {folded, letter.toLower()}) {
                const QStringList parts = searchableParts(form);
                for (const QString &part : parts) {
                    ++letters;
                    if (!searchFolded(letter).contains(part))
                        QFAIL(qPrintable(u"U+%1"_s.arg(uint{code}, 0, 16)));
                }
            }
        }
        QVERIFY(letters > 20'000); // those of China alone
    }

    void foldingIsIdempotentAndOfOneLength()
    {
        QCOMPARE(searchFoldedLetters.size(), searchFoldedTo.size());
        QCOMPARE(searchFolded(u"ABZ az 09 \u212A\u017F\u0130 \u00C4\u00DF\u03A3 镜"_s),
                 u"abz az 09 ksi \u00C4\u00DF\u03A3 镜"_s);
    }

    void partsEndWhereLettersHaveMoreThanOneForm()
    {
        QCOMPARE(searchableParts(u"Nginx"_s), QStringList{u"nginx"_s});
        QCOMPARE(searchableParts(u"100%_'\\"_s), QStringList{u"100%_'\\"_s});
        QCOMPARE(searchableParts(u"Straße"_s), (QStringList{u"stra"_s, u"e"_s}));
        QCOMPARE(searchableParts(u"ΣΑΣ"_s), QStringList());
        QCOMPARE(searchableParts(u"镜像\U0001F433x"_s), (QStringList{u"镜像"_s, u"x"_s}));
        QCOMPARE(searchableParts(u"İİ"_s), QStringList());
        QCOMPARE(searchableParts(u"team/app:1"_s, u"/:"),
                 (QStringList{u"team"_s, u"app"_s, u"1"_s}));
        QCOMPARE(searchableParts({}), QStringList());
    }

    void exactWordsAreAskedForAsTheyAre()
    {
        const SearchPlan plan = planOf(u"repo:=Web batch:=b%_1"_s);
        QCOMPARE(plan.question.condition,
                 allOf({anyOf({anyOf({isOneOf(RowText::SourceRepo, {u"Web"_s}),
                                      isOneOf(RowText::TargetRepo, {u"Web"_s})})}),
                        anyOf({anyOf({isOneOf(RowText::Batch, {u"b%_1"_s})})})}));
        QVERIFY(plan.openTerms.empty());
    }

    void timesBoundWhatIsLookedAt()
    {
        const qint64 nowMs = now.toMSecsSinceEpoch();
        const SearchPlan plan = planOf(u"since:24h since:2h until:1h age<3h age>30m"_s);
        QCOMPARE(plan.question.either.beginMs, nowMs - 2 * hour);
        QCOMPARE(plan.question.either.endMs, nowMs - hour);
        QCOMPARE(plan.question.effective.beginMs, nowMs - 3 * hour + 1);
        QCOMPARE(plan.question.effective.endMs, nowMs - hour / 2);
        QVERIFY(plan.openTerms.empty());
    }

    void ofSeveralTimesTheWidestCounts()
    {
        const qint64 nowMs = now.toMSecsSinceEpoch();
        QCOMPARE(planOf(u"since:2h,24h"_s).question.either.beginMs, nowMs - 24 * hour);
        QCOMPARE(planOf(u"until:2h,24h"_s).question.either.endMs, nowMs - 2 * hour);
    }

    void rulesAreFoundByTheirNames()
    {
        const auto hasId = [](const RowCondition &condition) {
            return condition == isOneOf(RowText::Rule, {u"crsr-1"_s});
        };
        const RowCondition rule = planOf(u"rule:nightly"_s).question.condition.parts.front();
        QVERIFY(hasId(rule.parts.at(1).parts.at(0)));
    }

    void whatIsOpenIsSaid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("an expression") << u"repo:/web/"_s;
        QTest::newRow("an expression among words") << u"repo:web,/x/"_s;
        QTest::newRow("a bare expression") << u"/web/"_s;
        QTest::newRow("a length of time") << u"duration>1h"_s;
        QTest::newRow("the latest") << u"is:latest"_s;
        QTest::newRow("the latest or failed") << u"is:latest,failed"_s;
        QTest::newRow("not a part") << u"-repo:web"_s;
        QTest::newRow("not a word") << u"-web"_s;
        QTest::newRow("not stuck") << u"-is:stuck"_s;
        QTest::newRow("not since") << u"-since:1h"_s;
        QTest::newRow("letters of many forms") << u"repo:ΣΑΣ"_s;
        QTest::newRow("empty") << u"repo:\"\""_s;
        QTest::newRow("exactly empty") << u"repo:=\"\""_s;
    }
    void whatIsOpenIsSaid()
    {
        QFETCH(QString, text);
        const tl::expected<TaskQuery, QueryError> parsed = parseQuery(text);
        if (!parsed)
            QSKIP("is no query");
        const SearchPlan plan = planOf(text);
        QCOMPARE(plan.openTerms, std::vector<std::size_t>{0});
        QCOMPARE(plan.question, ScanQuestion{});
    }

    void whatIsSaidIsNotOpen_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text : {u"web"_s,
                                    u"镜像"_s,
                                    u"status:failed"_s,
                                    u"status:PAUSED"_s,
                                    u"-status:done"_s,
                                    u"status:/fail/"_s,
                                    u"cause:network"_s,
                                    u"-cause:network"_s,
                                    u"trigger:manual"_s,
                                    u"ns:team"_s,
                                    u"tag:=1.27"_s,
                                    u"-tag:=1.27"_s,
                                    u"image:team/web:1"_s,
                                    u"from:hangzhou"_s,
                                    u"to:=eu-central-1"_s,
                                    u"route:hangzhou>frankfurt"_s,
                                    u"instance:cri-1"_s,
                                    u"id:rst-1"_s,
                                    u"is:failed"_s,
                                    u"is:stuck"_s,
                                    u"is:active"_s,
                                    u"-is:done"_s,
                                    u"cross:yes"_s,
                                    u"-accelerated:no"_s})
            QTest::newRow(qPrintable(text)) << text;
    }
    void whatIsSaidIsNotOpen()
    {
        QFETCH(QString, text);
        const SearchPlan plan = planOf(text);
        QVERIFY(plan.openTerms.empty());
        QVERIFY(!plan.question.condition.holdsAlways());
    }

    void whatIsNotWantedLeavesTheUnknownIn()
    {
        const RowCondition expected =
            all(notThat(anyOf({isOneOf(RowText::Status, {u"SUCCESS"_s})})));
        QCOMPARE(planOf(u"-status:done"_s).question.condition, expected);
        QCOMPARE(planOf(u"-is:done"_s).question.condition, expected);
    }

    void whatRestsOnOtherTasksIsKnown()
    {
        for (const QString &text :
             {u"is:latest"_s, u"-is:repaired"_s, u"x is:failed,stuck"_s, u"is:acknowledged"_s})
            QVERIFY2(restsOnOtherTasks(query(text)), qPrintable(text));
        for (const QString &text : {QString(), u"is:failed"_s, u"latest"_s})
            QVERIFY2(!restsOnOtherTasks(query(text)), qPrintable(text));
        QVERIFY(restsOnNotes(query(u"-is:acknowledged"_s)));
        QVERIFY(!restsOnNotes(query(u"is:latest"_s)));
    }
};

QTEST_GUILESS_MAIN(TestSearchPlan)
#include "tst_searchplan.moc"
