#include "registryclient.h"

#include "actionjson.h"
#include "apicall.h"
#include "instancejson.h"
#include "repositoryjson.h"
#include "syncrulejson.h"
#include "synctaskjson.h"

#include <QNetworkAccessManager>
#include <QProcessEnvironment>

#include <utility>

namespace {

/// Numbers that a reply leaves out are those that were asked for.
template<typename Item, typename Query>
void fillIn(Result<Page<Item>> &page, const Query &query)
{
    if (!page)
        return;
    if (page->pageNo <= 0)
        page->pageNo = query.pageNo;
    if (page->pageSize <= 0)
        page->pageSize = query.pageSize;
}

template<typename T>
QString requestIdOf(const T &value)
{
    return value.requestId;
}

QString requestIdOf(const Repository & /*repository*/)
{
    return {}; // that of the header will do
}

} // namespace

RegistryClient::RegistryClient(Credentials credentials, EndpointRule endpoints, Clock &clock,
                               Chance chance, const CallLimits &limits,
                               std::shared_ptr<QNetworkAccessManager> network, QObject *parent)
    : QObject(parent),
      m_endpoints(std::move(endpoints)),
      m_context(new CallContext{
          .network = network ? std::move(network)
                             : systemNetwork(QProcessEnvironment::systemEnvironment()),
          .credentials = std::move(credentials),
          .clock = clock,
          .chance = std::move(chance),
          .limits = limits})
{
}

RegistryClient::~RegistryClient()
{
    // Before the context, which they use to the end.
    qDeleteAll(findChildren<ApiCall *>(Qt::FindDirectChildrenOnly));
}

void RegistryClient::askNow()
{
    for (ApiCall *call : findChildren<ApiCall *>(Qt::FindDirectChildrenOnly))
        call->askNow();
}

void RegistryClient::tellServerTimes(std::function<void(const ServerTime &)> listener)
{
    m_context->serverTimes = std::move(listener);
}

template<typename T>
PendingCall RegistryClient::start(const ApiRequest &request,
                                  std::function<Result<T>(const QByteArray &)> parse,
                                  Handler<T> handler)
{
    const auto answer = std::make_shared<Result<T>>();
    const auto read = [answer, parse = std::move(parse)](const QByteArray &body) {
        *answer = parse(body);
        return answer->map([](const T &value) { return requestIdOf(value); });
    };
    auto *call =
        new ApiCall(*m_context, endpointFor(m_endpoints, request.regionId), request, read, this);
    auto connection = connect(call, &ApiCall::finished, call,
                              [answer, run = std::move(handler)](const ApiError *error) {
                                  if (error)
                                      *answer = tl::unexpected(*error);
                                  run(*answer);
                              });
    return {call, std::move(connection)};
}

PendingCall RegistryClient::listInstances(const InstanceQuery &query,
                                          Handler<RegistryInstancePage> handler)
{
    const auto parse = [this, query](const QByteArray &body) {
        Result<RegistryInstancePage> page =
            instancePageFromJson(body, m_memory, m_context->clock.now());
        fillIn(page, query);
        if (page) {
            for (RegistryInstance &instance : page->items) {
                if (instance.regionId.isEmpty()) // the endpoint answers for its region only
                    instance.regionId = query.regionId;
            }
        }
        return page;
    };
    return start<RegistryInstancePage>(listInstancesRequest(query), parse, std::move(handler));
}

PendingCall RegistryClient::listSyncTasks(const SyncTaskQuery &query, Handler<SyncTaskPage> handler)
{
    const auto parse = [this, query](const QByteArray &body) {
        Result<SyncTaskPage> page = syncTaskPageFromJson(body, m_memory, m_context->clock.now());
        fillIn(page, query);
        return page;
    };
    return start<SyncTaskPage>(listSyncTasksRequest(query), parse, std::move(handler));
}

PendingCall RegistryClient::getSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                                        Handler<SyncTaskDetail> handler)
{
    const auto parse = [this](const QByteArray &body) {
        return syncTaskDetailFromJson(body, m_memory, m_context->clock.now());
    };
    return start<SyncTaskDetail>(getSyncTaskRequest(instance, syncTaskId), parse,
                                 std::move(handler));
}

PendingCall RegistryClient::listSyncRules(const SyncRuleQuery &query, Handler<SyncRulePage> handler)
{
    const auto parse = [this, query](const QByteArray &body) {
        Result<SyncRulePage> page = syncRulePageFromJson(body, m_memory, m_context->clock.now());
        fillIn(page, query);
        return page;
    };
    return start<SyncRulePage>(listSyncRulesRequest(query), parse, std::move(handler));
}

PendingCall RegistryClient::listRepositories(const RepositoryQuery &query,
                                             Handler<RepositoryPage> handler)
{
    const auto parse = [this, query](const QByteArray &body) {
        Result<RepositoryPage> page =
            repositoryPageFromJson(body, m_memory, m_context->clock.now());
        fillIn(page, query);
        return page;
    };
    return start<RepositoryPage>(listRepositoriesRequest(query), parse, std::move(handler));
}

PendingCall RegistryClient::findRepository(const InstanceRef &instance,
                                           const QString &namespaceName, const QString &repoName,
                                           Handler<Repository> handler)
{
    const auto parse = [this](const QByteArray &body) {
        return repositoryFromJson(body, m_memory, m_context->clock.now());
    };
    return start<Repository>(getRepositoryRequest(instance, namespaceName, repoName), parse,
                             std::move(handler));
}

PendingCall RegistryClient::findTag(const InstanceRef &instance, const QString &repoId,
                                    const QString &tag, Handler<RepositoryTag> handler)
{
    const auto parse = [this](const QByteArray &body) {
        return repositoryTagFromJson(body, m_memory, m_context->clock.now());
    };
    return start<RepositoryTag>(getRepositoryTagRequest(instance, repoId, tag), parse,
                                std::move(handler));
}

PendingCall RegistryClient::cancelSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                                           Handler<ActionReceipt> handler)
{
    const auto parse = [this](const QByteArray &body) { return doneFromJson(body, m_memory); };
    return start<ActionReceipt>(cancelSyncTaskRequest(instance, syncTaskId), parse,
                                std::move(handler));
}

PendingCall RegistryClient::runSyncRule(const RuleRun &run, Handler<ActionReceipt> handler)
{
    const auto parse = [this](const QByteArray &body) {
        return createdTaskFromJson(body, m_memory);
    };
    return start<ActionReceipt>(runSyncRuleRequest(run), parse, std::move(handler));
}

PendingCall RegistryClient::createSyncTask(const NewSyncTask &task, Handler<ActionReceipt> handler)
{
    const auto parse = [this](const QByteArray &body) {
        return createdTaskFromJson(body, m_memory);
    };
    return start<ActionReceipt>(createSyncTaskRequest(task), parse, std::move(handler));
}

PendingCall RegistryClient::createSyncRule(const NewSyncRule &rule, Handler<ActionReceipt> handler)
{
    const auto parse = [this](const QByteArray &body) {
        return createdRuleFromJson(body, m_memory);
    };
    return start<ActionReceipt>(createSyncRuleRequest(rule), parse, std::move(handler));
}

PendingCall RegistryClient::deleteSyncRule(const InstanceRef &instance, const QString &syncRuleId,
                                           Handler<ActionReceipt> handler)
{
    const auto parse = [this](const QByteArray &body) { return doneFromJson(body, m_memory); };
    return start<ActionReceipt>(deleteSyncRuleRequest(instance, syncRuleId), parse,
                                std::move(handler));
}
