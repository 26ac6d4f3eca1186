#include "apirequest.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const InstanceRef source{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s};

} // namespace

class TestActionRequest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyActionIsMarkedAsOne();
    void questionsAreNot();
    void aTaskIsCancelledByInstanceAndId();
    void aRuleIsRunForARepositoryAndATag();
    void aTaskWithoutARuleNamesItsTarget();
    void nothingIsOverwrittenUnlessChosen();
    void aRuleForRepositoriesNamesBoth();
    void aRuleForNamespacesNamesNoRepository();
    void aRuleIsDeletedById();
    void repositoriesAndTagsAreAskedForWithTheirOwnNames();
};

void TestActionRequest::everyActionIsMarkedAsOne()
{
    for (const ApiRequest &request :
         {requestFor(CancelSyncTask{.instance = source, .syncTaskId = u"rst-1"_s}),
          requestFor(RunSyncRule{}), requestFor(CreateSyncTask{}), requestFor(CreateSyncRule{}),
          requestFor(DeleteSyncRule{.instance = source, .syncRuleId = u"crsr-1"_s})}) {
        QVERIFY2(request.isAction, request.operation.constData());
        QCOMPARE(request.method, "POST");
        QCOMPARE(request.version, "2018-12-01");
    }
}

void TestActionRequest::questionsAreNot()
{
    for (const ApiRequest &request :
         {requestFor(ListInstances{}), requestFor(ListSyncTasks{}),
          requestFor(GetSyncTask{.instance = source}), requestFor(ListSyncRules{}),
          requestFor(ListNamespaces{}), requestFor(ListRepositories{}),
          requestFor(GetRepository{.instance = source}),
          requestFor(GetInstance{.instance = source}), requestFor(ListRepositoryTags{}),
          requestFor(GetRepositoryTag{.instance = source})})
        QVERIFY2(!request.isAction, request.operation.constData());
}

void TestActionRequest::aTaskIsCancelledByInstanceAndId()
{
    const ApiRequest request =
        requestFor(CancelSyncTask{.instance = source, .syncTaskId = u"rst-1"_s});
    QCOMPARE(request.operation, "CancelRepoSyncTask");
    QCOMPARE(request.regionId, u"cn-hangzhou"_s);
    QCOMPARE(canonicalQuery(request.parameters), "InstanceId=cri-1&SyncTaskId=rst-1");
}

void TestActionRequest::aRuleIsRunForARepositoryAndATag()
{
    RunSyncRule run{
        .instance = source, .repoId = u"crr-1"_s, .tag = u"v 1"_s, .ruleId = u"crsr-1"_s};
    QCOMPARE(requestFor(run).operation, "CreateRepoSyncTaskByRule");
    QCOMPARE(requestFor(run).regionId, u"cn-hangzhou"_s);
    QCOMPARE(canonicalQuery(requestFor(run).parameters),
             "InstanceId=cri-1&RepoId=crr-1&SyncRuleId=crsr-1&Tag=v%201");
    run.priority = 5;
    QCOMPARE(canonicalQuery(requestFor(run).parameters),
             "InstanceId=cri-1&Priority=5&RepoId=crr-1&SyncRuleId=crsr-1&Tag=v%201");
}

void TestActionRequest::aTaskWithoutARuleNamesItsTarget()
{
    const ApiRequest request = requestFor(CreateSyncTask{.instance = source,
                                                         .repoId = u"crr-1"_s,
                                                         .tag = u"v1"_s,
                                                         .target = {.instanceId = u"cri-2"_s,
                                                                    .regionId = u"eu-west-1"_s,
                                                                    .repoNamespaceName = u"team"_s,
                                                                    .repoName = u"app"_s,
                                                                    .imageTag = u"v2"_s},
                                                         .targetUserId = u"1234"_s,
                                                         .overwritesTag = true});
    QCOMPARE(request.operation, "CreateRepoSyncTask");
    QCOMPARE(request.regionId, u"cn-hangzhou"_s);
    QCOMPARE(canonicalQuery(request.parameters),
             "InstanceId=cri-1&Override=true&RepoId=crr-1&Tag=v1&TargetInstanceId=cri-2"
             "&TargetNamespace=team&TargetRegionId=eu-west-1&TargetRepoName=app&TargetTag=v2"
             "&TargetUserId=1234");
}

void TestActionRequest::nothingIsOverwrittenUnlessChosen()
{
    QCOMPARE(canonicalQuery(requestFor(CreateSyncTask{.instance = source}).parameters),
             "InstanceId=cri-1&Override=false");
}

void TestActionRequest::aRuleForRepositoriesNamesBoth()
{
    const ApiRequest request = requestFor(CreateSyncRule{.instance = source,
                                                         .name = u"to-eu"_s,
                                                         .namespaceName = u"team"_s,
                                                         .repoName = u"app"_s,
                                                         .tagFilter = u".*"_s,
                                                         .trigger = TaskTrigger::Initiative,
                                                         .target = {.instanceId = u"cri-2"_s,
                                                                    .regionId = u"eu-west-1"_s,
                                                                    .namespaceName = u"team"_s,
                                                                    .repoName = u"app"_s}});
    QCOMPARE(request.operation, "CreateRepoSyncRule");
    QCOMPARE(canonicalQuery(request.parameters),
             "InstanceId=cri-1&NamespaceName=team&RepoName=app&SyncRuleName=to-eu&SyncScope=REPO"
             "&SyncTrigger=INITIATIVE&TagFilter=.%2A&TargetInstanceId=cri-2"
             "&TargetNamespaceName=team&TargetRegionId=eu-west-1&TargetRepoName=app");
}

void TestActionRequest::aRuleForNamespacesNamesNoRepository()
{
    const ApiRequest request = requestFor(CreateSyncRule{.instance = source,
                                                         .name = u"to-eu"_s,
                                                         .namespaceName = u"team"_s,
                                                         .tagFilter = u".*"_s,
                                                         .repoNameFilter = u"^a"_s,
                                                         .target = {.instanceId = u"cri-2"_s,
                                                                    .regionId = u"eu-west-1"_s,
                                                                    .namespaceName = u"team"_s},
                                                         .targetUserId = u"1234"_s});
    QCOMPARE(canonicalQuery(request.parameters),
             "InstanceId=cri-1&NamespaceName=team&RepoNameFilter=%5Ea&SyncRuleName=to-eu"
             "&SyncScope=NAMESPACE&SyncTrigger=PASSIVE&TagFilter=.%2A&TargetInstanceId=cri-2"
             "&TargetNamespaceName=team&TargetRegionId=eu-west-1&TargetUserId=1234");
}

void TestActionRequest::aRuleIsDeletedById()
{
    const ApiRequest request =
        requestFor(DeleteSyncRule{.instance = source, .syncRuleId = u"crsr-1"_s});
    QCOMPARE(request.operation, "DeleteRepoSyncRule");
    QCOMPARE(canonicalQuery(request.parameters), "InstanceId=cri-1&SyncRuleId=crsr-1");
}

void TestActionRequest::repositoriesAndTagsAreAskedForWithTheirOwnNames()
{
    const ApiRequest list = requestFor(
        ListRepositories{.instance = source, .namespaceName = u"team"_s, .repoName = u"app"_s});
    QCOMPARE(list.operation, "ListRepository");
    QCOMPARE(list.method, "POST");
    QCOMPARE(canonicalQuery(list.parameters),
             "InstanceId=cri-1&PageNo=1&PageSize=100&RepoName=app&RepoNamespaceName=team");

    const ApiRequest one = requestFor(
        GetRepository{.instance = source, .namespaceName = u"team"_s, .repoName = u"app"_s});
    QCOMPARE(one.operation, "GetRepository");
    QCOMPARE(one.method, "POST");
    QCOMPARE(canonicalQuery(one.parameters),
             "InstanceId=cri-1&RepoName=app&RepoNamespaceName=team");

    const ApiRequest namespaces =
        requestFor(ListNamespaces{.instance = source, .namespaceName = u"team"_s});
    QCOMPARE(namespaces.operation, "ListNamespace");
    QCOMPARE(namespaces.regionId, u"cn-hangzhou"_s);
    QCOMPARE(canonicalQuery(namespaces.parameters),
             "InstanceId=cri-1&NamespaceName=team&PageNo=1&PageSize=100");

    const ApiRequest instance = requestFor(GetInstance{.instance = source});
    QCOMPARE(instance.operation, "GetInstance");
    QCOMPARE(canonicalQuery(instance.parameters), "InstanceId=cri-1");

    const ApiRequest tags =
        requestFor(ListRepositoryTags{.instance = source, .repoId = u"crr-1"_s, .pageNo = 2});
    QCOMPARE(tags.operation, "ListRepoTag");
    QCOMPARE(tags.method, "POST"); // unlike GetRepoTag
    QCOMPARE(canonicalQuery(tags.parameters),
             "InstanceId=cri-1&PageNo=2&PageSize=100&RepoId=crr-1");

    const ApiRequest tag =
        requestFor(GetRepositoryTag{.instance = source, .repoId = u"crr-1"_s, .tag = u"v1"_s});
    QCOMPARE(tag.operation, "GetRepoTag");
    QCOMPARE(tag.method, "GET"); // nothing else is taken there
    QCOMPARE(canonicalQuery(tag.parameters), "InstanceId=cri-1&RepoId=crr-1&Tag=v1");
}

QTEST_GUILESS_MAIN(TestActionRequest)
#include "tst_actionrequest.moc"
