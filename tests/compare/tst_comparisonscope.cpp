#include "comparisonscope.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

SyncRule ruleFor(SyncScope scope)
{
    SyncRule rule{.id = u"crsr-1"_s,
                  .direction = {.value = SyncDirection::From},
                  .scope = {.value = scope},
                  .local = {.instanceId = u"cri-1"_s,
                            .regionId = u"cn-hangzhou"_s,
                            .namespaceName = u"team"_s},
                  .target = {.instanceId = u"cri-2"_s, .regionId = u"eu-central-1"_s}};
    if (scope == SyncScope::Repo)
        rule.local.repoName = u"app"_s;
    return rule;
}

/// These are listed, each by the account of its name.
ListedInstances listing(const QStringList &ids)
{
    return [ids](const QString &id) -> std::optional<InstanceRef> {
        if (!ids.contains(id))
            return {};
        return InstanceRef{.regionId = u"listed"_s, .instanceId = id, .account = u"of-"_s + id};
    };
}

} // namespace

class TestComparisonScope final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachEndIsAskedByWhoListsIt();
    void anUnlistedEndBorrowsTheAccountOfTheOther();
    void anotherAccountsEndIsNotAsked();
    void namesThatTheTargetLacksAreThoseOfTheSource();
    void aRuleThatFetchesIsComparedTheOtherWayRound();
    void aTaskComparesItsRepositories();
};

void TestComparisonScope::eachEndIsAskedByWhoListsIt()
{
    const auto scope = comparisonOf(ruleFor(SyncScope::Repo), listing({u"cri-1"_s, u"cri-2"_s}));
    QCOMPARE(scope.from.instance.account, u"of-cri-1"_s);
    QCOMPARE(scope.to.instance.account, u"of-cri-2"_s);
    QCOMPARE(scope.to.instance.regionId, u"listed"_s);
    QVERIFY(!scope.from.isOutOfReach && !scope.to.isOutOfReach);
}

void TestComparisonScope::anUnlistedEndBorrowsTheAccountOfTheOther()
{
    const auto scope = comparisonOf(ruleFor(SyncScope::Repo), listing({u"cri-1"_s}));
    QVERIFY(!scope.to.isListed);
    QVERIFY(!scope.to.isOutOfReach);
    QCOMPARE(scope.to.instance.account, u"of-cri-1"_s);
    QCOMPARE(scope.to.instance.regionId, u"eu-central-1"_s);
    // Nobody knows whom to ask.
    QVERIFY(comparisonOf(ruleFor(SyncScope::Repo), listing({})).from.isOutOfReach);
}

void TestComparisonScope::anotherAccountsEndIsNotAsked()
{
    SyncRule rule = ruleFor(SyncScope::Repo);
    rule.crossUser = true;
    const auto alone = comparisonOf(rule, listing({u"cri-1"_s}));
    QVERIFY(alone.isCrossUser);
    QVERIFY(alone.to.isOutOfReach);
    const auto both = comparisonOf(rule, listing({u"cri-1"_s, u"cri-2"_s}));
    QVERIFY(!both.to.isOutOfReach);
    QCOMPARE(both.to.instance.account, u"of-cri-2"_s);
}

void TestComparisonScope::namesThatTheTargetLacksAreThoseOfTheSource()
{
    const auto repository = comparisonOf(ruleFor(SyncScope::Repo), listing({u"cri-1"_s}));
    QCOMPARE(scopeText(repository.from), u"team/app"_s);
    QCOMPARE(scopeText(repository.to), u"team/app"_s);
    const auto space = comparisonOf(ruleFor(SyncScope::Namespace), listing({u"cri-1"_s}));
    QCOMPARE(scopeText(space.to), u"team/*"_s);
    QCOMPARE(destinationNamespace(space, u"team"_s), u"team"_s);
    QCOMPARE(destinationRepository(space, u"app"_s), u"app"_s);

    SyncRule renaming = ruleFor(SyncScope::Repo);
    renaming.target.namespaceName = u"mirror"_s;
    renaming.target.repoName = u"copy"_s;
    QCOMPARE(scopeText(comparisonOf(renaming, listing({})).to), u"mirror/copy"_s);

    SyncRule everything = ruleFor(SyncScope::Namespace); // its namespaces are told by a filter
    everything.local.namespaceName.clear();
    const auto all = comparisonOf(everything, listing({}));
    QCOMPARE(scopeText(all.from), u"*"_s);
    QCOMPARE(destinationNamespace(all, u"web"_s), u"web"_s);
}

void TestComparisonScope::aRuleThatFetchesIsComparedTheOtherWayRound()
{
    SyncRule rule = ruleFor(SyncScope::Repo);
    rule.direction.value = SyncDirection::To;
    rule.target.namespaceName = u"mirror"_s;
    rule.target.repoName = u"app"_s;
    const auto scope = comparisonOf(rule, listing({u"cri-1"_s, u"cri-2"_s}));
    QCOMPARE(scope.from.instance.instanceId, u"cri-2"_s);
    QCOMPARE(scopeText(scope.from), u"mirror/app"_s);
    QCOMPARE(scope.to.instance.instanceId, u"cri-1"_s);
}

void TestComparisonScope::aTaskComparesItsRepositories()
{
    const ImageRef from{.instanceId = u"cri-1"_s,
                        .regionId = u"cn-hangzhou"_s,
                        .repoNamespaceName = u"team"_s,
                        .repoName = u"app"_s,
                        .imageTag = u"v1"_s};
    ImageRef to = from;
    to.instanceId = u"cri-2"_s;
    to.repoName = u"copy"_s;
    const auto scope = comparisonOf(from, to, false, listing({u"cri-1"_s}));
    QVERIFY(!scope.rule);
    QCOMPARE(scopeText(scope.from), u"team/app"_s);
    QCOMPARE(scopeText(scope.to), u"team/copy"_s);
}

QTEST_GUILESS_MAIN(TestComparisonScope)
#include "tst_comparisonscope.moc"
