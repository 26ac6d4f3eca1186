#include "rulechange.h"
#include "rulesamples.h"
#include "rulewarning.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const InstanceRef hub{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s, .account = u"prod"_s};

/// Watches the hub alone.
InstanceRef refOf(const QString &instanceId)
{
    return instanceId == hub.instanceId ? hub : InstanceRef{.instanceId = instanceId};
}

WritePermissions permissions(bool isWritable)
{
    return {.isWritable = [isWritable](const QString &) { return isWritable; }};
}

RuleRow rowOf(const SyncRule &rule)
{
    return {.id = rule.id, .rule = rule, .instanceId = hub.instanceId};
}

SyncRuleEnd endAt(const QString &instance, const QString &path)
{
    return {.instanceId = instance,
            .namespaceName = path.section(u'/', 0, 0),
            .repoName = path.section(u'/', 1)};
}

RuleDraft draftBetween(const SyncRuleEnd &from, const SyncRuleEnd &to)
{
    return {.rule = {.instance = {.instanceId = from.instanceId},
                     .namespaceName = from.namespaceName,
                     .repoName = from.repoName,
                     .target = to},
            .scope = from.repoName.isEmpty() ? SyncScope::Namespace : SyncScope::Repo};
}

SyncRule ruleBetween(const QString &name, const SyncRuleEnd &from, const SyncRuleEnd &to)
{
    return {.id = u"crsr-"_s + name,
            .name = name,
            .direction = syncDirectionFromWire(u"FROM"_s),
            .local = from,
            .target = to};
}

} // namespace

class TestRuleChange final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRuleIsDeletedWhereItCopiesFrom()
    {
        const SyncRule rule = listed(u"crsr-1"_s).rule;
        const RemovalOffer offer = removalOf(rowOf(rule), refOf, permissions(true));
        QCOMPARE(offer.disabledReason, RuleDisabledReason::None);
        QCOMPARE(offer.removal.instance, hub);
        QCOMPARE(operationOf(offer.removal), u"DeleteRepoSyncRule"_s);
    }

    void aRuleOfTheOtherSideIsNotDeletedHere()
    {
        SyncRule rule = listed(u"crsr-1"_s).rule;
        rule.direction =
            syncDirectionFromWire(u"TO"_s); // cri-2, which is not watched, is its source
        QCOMPARE(removalOf(rowOf(rule), refOf, permissions(true)).disabledReason,
                 RuleDisabledReason::OtherSide);
        std::swap(rule.local, rule.target);
        QCOMPARE(removalOf(rowOf(rule), refOf, permissions(true)).removal.instance, hub);
    }

    void whatIsNotAllowedIsNotOffered()
    {
        const RuleRow row = rowOf(listed(u"crsr-1"_s).rule);
        QCOMPARE(removalOf(row, refOf, permissions(false)).disabledReason,
                 RuleDisabledReason::ReadOnly);
        WritePermissions refused = permissions(true);
        refused.refused.insert({u"cri-1"_s, u"DeleteRepoSyncRule"_s});
        QCOMPARE(removalOf(row, refOf, refused).disabledReason, RuleDisabledReason::NotPermitted);
        QCOMPARE(disabledReasonFor(CreateSyncRule{.instance = hub}, refused),
                 RuleDisabledReason::None);
        refused.refused.insert({u"cri-1"_s, u"CreateRepoSyncRule"_s});
        QCOMPARE(disabledReasonFor(CreateSyncRule{.instance = hub}, refused),
                 RuleDisabledReason::NotPermitted);
        QCOMPARE(removalOf({.id = u"crsr-2"_s}, refOf, permissions(true)).disabledReason,
                 RuleDisabledReason::NotListed);
    }

    void everyDisabledReasonSaysWhy()
    {
        QVERIFY(disabledReasonText(RuleDisabledReason::None).isEmpty());
        for (int disabledReason = 1;
             disabledReason <= static_cast<int>(RuleDisabledReason::OtherSide); ++disabledReason)
            QVERIFY(!disabledReasonText(static_cast<RuleDisabledReason>(disabledReason)).isEmpty());
    }

    void otherRulesAreWarnedOf_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("the same") << u"web"_s << u"mirror"_s << QStringList{u"same there"_s};
        QTest::newRow("a part") << u"web/nginx"_s << u"mirror/nginx"_s
                                << QStringList{u"overlap there"_s};
        QTest::newRow("back") << u"team"_s << u"back"_s << QStringList{u"loop back"_s};
        QTest::newRow("elsewhere") << u"web"_s << u"other"_s << QStringList();
        QTest::newRow("not written yet") << u"web"_s << QString() << QStringList();
    }

    void otherRulesAreWarnedOf()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QStringList, expected);
        const std::vector<SyncRule> known = {
            ruleBetween(u"there"_s, endAt(u"cri-1"_s, u"web"_s), endAt(u"cri-2"_s, u"mirror"_s)),
            ruleBetween(u"back"_s, endAt(u"cri-2"_s, u"back/app"_s),
                        endAt(u"cri-1"_s, u"team/app"_s)),
        };
        const QStringList words{u"same"_s, u"overlap"_s, u"loop"_s};
        QStringList warnings;
        for (const RuleWarning &warning :
             warningsFor(draftBetween(endAt(u"cri-1"_s, from), endAt(u"cri-2"_s, to)), known)) {
            warnings << words.at(static_cast<int>(warning.kind)) + u' ' + warning.ruleName;
            QVERIFY(warningText(warning).contains(warning.ruleName));
        }
        QCOMPARE(warnings, expected);
    }

    void aDestinationThatIsNotWatchedIsWarnedOf()
    {
        RuleDraft draft = draftBetween(endAt(u"cri-1"_s, u"web"_s), endAt(u"cri-9"_s, u"web"_s));
        draft.isTargetWatched = false;
        const std::vector<RuleWarning> warnings = warningsFor(draft, {});
        QCOMPARE(warnings.size(), std::size_t{1});
        QCOMPARE(warnings.front().kind, RuleWarning::Kind::Unwatched);
        // Unless a rule tells whose it is.
        SyncRule other =
            ruleBetween(u"other"_s, endAt(u"cri-1"_s, u"team"_s), endAt(u"cri-9"_s, u"team"_s));
        QCOMPARE(warningsFor(draft, {other}).size(), std::size_t{1});
        other.crossUser = false;
        QVERIFY(warningsFor(draft, {other}).empty());
        draft.rule.targetUserId = u"1234567890123456"_s;
        QVERIFY(warningsFor(draft, {}).empty());
    }

    void aRuleThatBothEndsListIsWarnedOfOnce()
    {
        SyncRule rule =
            ruleBetween(u"there"_s, endAt(u"cri-1"_s, u"web"_s), endAt(u"cri-2"_s, u"web"_s));
        SyncRule fromThere = rule;
        fromThere.direction = syncDirectionFromWire(u"TO"_s);
        std::swap(fromThere.local, fromThere.target);
        QCOMPARE(warningsFor(draftBetween(rule.local, rule.target), {rule, fromThere}).size(),
                 std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestRuleChange)
#include "tst_rulechange.moc"
