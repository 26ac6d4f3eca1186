#include "destinationcheck.h"
#include "fakeregistry.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const ApiError forbidden{.kind = ApiError::Kind::Permission, .code = u"NoPrivilege"_s};
const ApiError noInstance{.kind = ApiError::Kind::NotFound, .code = u"INSTANCE_NOT_EXIST"_s};

CheckedDestination destinationOf(const QString &repo, const QString &instance = u"cri-2"_s)
{
    return {.instance = {.regionId = u"r"_s, .instanceId = instance, .account = u"prod"_s},
            .namespaceName = u"team"_s,
            .repoName = repo};
}

RegistryInstance instance(InstanceStatus status)
{
    return {.id = u"cri-2"_s, .status = {.value = status, .text = wireName(status)}};
}

RepositoryPage pageOf(std::vector<Repository> repositories, qint64 total)
{
    return {.items = std::move(repositories), .pageNo = 1, .pageSize = 100, .totalCount = total};
}

Repository repository(const QString &name, std::optional<bool> isImmutable)
{
    return {.id = u"crr-1"_s,
            .namespaceName = u"team"_s,
            .name = name,
            .hasImmutableTags = isImmutable};
}

RegistryNamespacePage namespaces(std::optional<bool> creates)
{
    return {.items = {RegistryNamespace{.name = u"team"_s, .createsRepositories = creates}},
            .pageNo = 1,
            .pageSize = 100,
            .totalCount = 1};
}

QString textOf(const DestinationCheck &check)
{
    return destinationText(check.facts().front(), u"mirror"_s);
}

} // namespace

class TestDestinationCheck final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRepositoryThatIsThereSaysWhetherTagsAreImmutable();
    void aMissingRepositoryAsksItsNamespace();
    void aNeighbourOfTheNameIsNotTheRepository();
    void aListThatIsCutOffDoesNotSayThatItIsMissing();
    void aRuleForANamespaceAsksForThatAlone();
    void whatIsStoppedGoneOrRefusedIsSaid();
    void oneInstanceIsAskedOnce();
    void whatNobodyListsIsNotAsked();
    void onlyTheFirstDestinationsAreAsked();
};

void TestDestinationCheck::aRepositoryThatIsThereSaysWhetherTagsAreImmutable()
{
    FakeRegistry registry;
    DestinationCheck check(registry);
    check.start({destinationOf(u"app"_s)});
    QCOMPARE(textOf(check), u"mirror team/app: Being read…"_s);
    registry.instanceStateCalls[0].answer(instance(InstanceStatus::Running));
    registry.repositoryPageCalls[0].answer(pageOf({repository(u"app"_s, true)}, 1));
    QCOMPARE(textOf(check), u"mirror team/app: Running · Its tags are immutable, except latest"_s);
    QVERIFY(check.facts().front().isDone);
    QVERIFY(registry.namespaceCalls.empty());
}

void TestDestinationCheck::aMissingRepositoryAsksItsNamespace()
{
    FakeRegistry registry;
    DestinationCheck check(registry);
    check.start({destinationOf(u"app"_s)});
    registry.instanceStateCalls[0].answer(instance(InstanceStatus::Running));
    registry.repositoryPageCalls[0].answer(pageOf({}, 0));
    registry.namespaceCalls[0].answer(namespaces(false));
    QCOMPARE(textOf(check),
             u"mirror team/app: Running · The repository does not exist · Its namespace does not "
             "create repositories: create it first"_s);
}

void TestDestinationCheck::aNeighbourOfTheNameIsNotTheRepository()
{
    FakeRegistry registry;
    DestinationCheck check(registry);
    check.start({destinationOf(u"app"_s)});
    registry.instanceStateCalls[0].answer(instance(InstanceStatus::Running));
    registry.repositoryPageCalls[0].answer(pageOf({repository(u"app-old"_s, true)}, 1));
    QCOMPARE(check.facts().front().repository, std::optional(Lookup::Missing));
}

void TestDestinationCheck::aListThatIsCutOffDoesNotSayThatItIsMissing()
{
    FakeRegistry registry;
    DestinationCheck check(registry);
    check.start({destinationOf(u"app"_s)});
    registry.instanceStateCalls[0].answer(instance(InstanceStatus::Running));
    registry.repositoryPageCalls[0].answer(pageOf({repository(u"app-old"_s, true)}, 300));
    QCOMPARE(textOf(check), u"mirror team/app: Running · The repository could not be read"_s);
}

void TestDestinationCheck::aRuleForANamespaceAsksForThatAlone()
{
    FakeRegistry registry;
    DestinationCheck check(registry);
    check.start({destinationOf({})});
    registry.instanceStateCalls[0].answer(instance(InstanceStatus::Running));
    QVERIFY(registry.repositoryPageCalls.empty());
    registry.namespaceCalls[0].answer(namespaces(true));
    QCOMPARE(textOf(check),
             u"mirror team/*: Running · Its namespace creates it with the first copy"_s);
}

void TestDestinationCheck::whatIsStoppedGoneOrRefusedIsSaid()
{
    FakeRegistry registry;
    DestinationCheck check(registry);
    check.start({destinationOf(u"app"_s)});
    registry.instanceStateCalls[0].answer(instance(InstanceStatus::Stopped));
    registry.repositoryPageCalls[0].answer(tl::unexpected(forbidden));
    QCOMPARE(textOf(check),
             u"mirror team/app: Not running (STOPPED) · The key may not read the repository"_s);
    check.start({destinationOf(u"app"_s)});
    registry.instanceStateCalls[1].answer(tl::unexpected(forbidden));
    registry.repositoryPageCalls[1].answer(pageOf({repository(u"app"_s, {})}, 1));
    QCOMPARE(textOf(check), u"mirror team/app: The key may not ask whether it is running · Whether "
                            "its tags are immutable is not said"_s);
    check.start({destinationOf(u"app"_s)});
    registry.instanceStateCalls[2].answer(tl::unexpected(noInstance));
    QCOMPARE(textOf(check), u"mirror team/app: The instance does not exist"_s);
    QCOMPARE(registry.repositoryPageCalls.size(), 2U);
}

void TestDestinationCheck::oneInstanceIsAskedOnce()
{
    FakeRegistry registry;
    DestinationCheck check(registry);
    check.start({destinationOf(u"a"_s), destinationOf(u"b"_s), destinationOf(u"a"_s)});
    QCOMPARE(check.facts().size(), 2U);
    registry.instanceStateCalls[0].answer(instance(InstanceStatus::Running));
    registry.repositoryPageCalls[0].answer(pageOf({repository(u"a"_s, false)}, 1));
    registry.repositoryPageCalls[1].answer(pageOf({repository(u"b"_s, false)}, 1));
    QCOMPARE(registry.instanceStateCalls.size(), 1U);
    QVERIFY(check.facts()[1].isDone);
    QVERIFY(check.facts()[1].instance.instance.has_value());
}

void TestDestinationCheck::whatNobodyListsIsNotAsked()
{
    FakeRegistry registry;
    DestinationCheck check(registry);
    CheckedDestination far = destinationOf(u"app"_s);
    far.isOutOfReach = true;
    check.start({far});
    QVERIFY(registry.instanceStateCalls.empty());
    QCOMPARE(textOf(check), u"mirror team/app: Not asked: no watched account lists the instance"_s);
}

void TestDestinationCheck::onlyTheFirstDestinationsAreAsked()
{
    FakeRegistry registry;
    DestinationCheck check(registry);
    std::vector<CheckedDestination> many;
    for (int i = 0; i < 20; ++i)
        many.push_back(destinationOf(u"app-"_s + QString::number(i)));
    check.start(many);
    QCOMPARE(check.facts().size(), DestinationCheck::mostDestinations);
    QCOMPARE(check.leftOut(), 20 - static_cast<int>(DestinationCheck::mostDestinations));
}

QTEST_GUILESS_MAIN(TestDestinationCheck)
#include "tst_destinationcheck.moc"
