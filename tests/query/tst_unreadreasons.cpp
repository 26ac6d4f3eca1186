#include "queries.h"
#include "unreadreasons.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Kind = UnreadReason::Kind;

std::vector<Kind> kinds(const QString &text, const ReadExtent &extent)
{
    std::vector<Kind> found;
    for (const UnreadReason &reason : unreadReasons(query(text), extent))
        found.push_back(reason.kind);
    return found;
}

} // namespace

class TestUnreadReasons final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesOfRulesAreSoughtByRuleAndByFreeText()
    {
        const ReadExtent extent{.withoutRules = {u"alpha"_s}};
        for (const QString &text :
             {u"rule:nightly"_s, u"-rule:nightly"_s, u"rule:/night/"_s, u"rule:=nightly"_s,
              u"rule:crsr-1,nightly"_s, u"nightly"_s, u"status:failed nightly"_s})
            QCOMPARE(kinds(text, extent), std::vector<Kind>{Kind::RuleNames});
        QCOMPARE(unreadReasons(query(u"nightly"_s), extent).front().instances,
                 QStringList{u"alpha"_s});
        for (const QString &text : {QString(), u"status:failed"_s, u"rule:crsr-1"_s, u"crsr-12"_s,
                                    u"rst-1"_s, u"repo:nightly"_s})
            QVERIFY2(kinds(text, extent).empty(), qPrintable(text));
        QVERIFY(kinds(u"rule:nightly"_s, {}).empty());
    }

    void statesThatDependOnOtherTasksNeedAllOfThem()
    {
        const ReadExtent part{.areAllTasksRead = false, .doneTasks = 30};
        QCOMPARE(kinds(u"is:latest"_s, part), std::vector<Kind>{Kind::LatestOverPart});
        QCOMPARE(kinds(u"-is:repaired"_s, part), std::vector<Kind>{Kind::RepairedOverPart});
        QCOMPARE(kinds(u"is:stuck"_s, part), std::vector<Kind>{Kind::StuckOverPart});
        QVERIFY(kinds(u"is:failed"_s, part).empty());
        const ReadExtent all{.doneTasks = 30, .unfinishedTasks = 3};
        for (const QString &text : {u"is:latest"_s, u"is:repaired"_s, u"is:stuck"_s})
            QVERIFY(kinds(text, all).empty());
    }

    void whatIsAcknowledgedNeedsNotesOfATeam()
    {
        QCOMPARE(kinds(u"is:acknowledged"_s, {}), std::vector<Kind>{Kind::NotesUnread});
        QCOMPARE(kinds(u"-is:acknowledged"_s, {}), std::vector<Kind>{Kind::NotesUnread});
        QVERIFY(kinds(u"is:acknowledged"_s, {.areNotesRead = true}).empty());
        QVERIFY(kinds(u"is:failed"_s, {}).empty());
        QVERIFY(describe(UnreadReason{.kind = Kind::NotesUnread}).contains(u"acknowledged"_s));
    }

    void stuckNeedsSomethingToCompareWith()
    {
        QCOMPARE(kinds(u"is:stuck"_s, {.unfinishedTasks = 1}),
                 std::vector<Kind>{Kind::StuckWithoutDone});
        QVERIFY(kinds(u"is:stuck"_s, {.doneTasks = 1, .unfinishedTasks = 1}).empty());
        QVERIFY(kinds(u"is:stuck"_s, {}).empty());
    }

    void eachReasonIsASentence()
    {
        for (const Kind kind : {Kind::RuleNames, Kind::StuckWithoutDone, Kind::StuckOverPart,
                                Kind::LatestOverPart, Kind::RepairedOverPart}) {
            const QString text = describe(UnreadReason{.kind = kind, .instances = {u"alpha"_s}});
            QVERIFY(text.endsWith(u'.'));
            QCOMPARE(text.contains(u"alpha"_s), kind == Kind::RuleNames);
        }
    }
};

QTEST_GUILESS_MAIN(TestUnreadReasons)
#include "tst_unreadreasons.moc"
