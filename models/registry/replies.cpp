#include "replies.h"

#include "actionjson.h"
#include "instancejson.h"
#include "repositoryjson.h"
#include "syncrulejson.h"
#include "synctaskjson.h"

#include <utility>

namespace {

/// The bytes of a reply, and what reading them needs.
struct ReplyBytes {
    const QByteArray &json;
    JsonMemory &memory;
    const QDateTime &now;
};

Result<RegistryInstancePage> read(const ListInstances &asked, const ReplyBytes &bytes)
{
    Result<RegistryInstancePage> page = instancePageFromJson(bytes.json, bytes.memory, bytes.now);
    if (page) {
        for (RegistryInstance &instance : page->items) {
            if (instance.regionId.isEmpty()) // the endpoint answers for its region only
                instance.regionId = asked.regionId;
        }
    }
    return page;
}

Result<RegistryInstance> read(const GetInstance &asked, const ReplyBytes &bytes)
{
    Result<RegistryInstance> instance = instanceFromJson(bytes.json, bytes.memory, bytes.now);
    if (instance && instance->regionId.isEmpty()) // this operation does not say it
        instance->regionId = asked.instance.regionId;
    return instance;
}

Result<SyncTaskPage> read(const ListSyncTasks & /*asked*/, const ReplyBytes &bytes)
{
    return syncTaskPageFromJson(bytes.json, bytes.memory, bytes.now);
}

Result<SyncTaskDetail> read(const GetSyncTask & /*asked*/, const ReplyBytes &bytes)
{
    return syncTaskDetailFromJson(bytes.json, bytes.memory, bytes.now);
}

Result<SyncRulePage> read(const ListSyncRules & /*asked*/, const ReplyBytes &bytes)
{
    return syncRulePageFromJson(bytes.json, bytes.memory, bytes.now);
}

Result<RegistryNamespacePage> read(const ListNamespaces & /*asked*/, const ReplyBytes &bytes)
{
    return namespacePageFromJson(bytes.json, bytes.memory, bytes.now);
}

Result<RepositoryPage> read(const ListRepositories & /*asked*/, const ReplyBytes &bytes)
{
    return repositoryPageFromJson(bytes.json, bytes.memory, bytes.now);
}

Result<Repository> read(const GetRepository & /*asked*/, const ReplyBytes &bytes)
{
    return repositoryFromJson(bytes.json, bytes.memory, bytes.now);
}

Result<RepositoryTagPage> read(const ListRepositoryTags & /*asked*/, const ReplyBytes &bytes)
{
    return repositoryTagPageFromJson(bytes.json, bytes.memory, bytes.now);
}

Result<RepositoryTag> read(const GetRepositoryTag & /*asked*/, const ReplyBytes &bytes)
{
    return repositoryTagFromJson(bytes.json, bytes.memory, bytes.now);
}

Result<ActionReceipt> read(const CancelSyncTask & /*asked*/, const ReplyBytes &bytes)
{
    return doneFromJson(bytes.json, bytes.memory);
}

Result<ActionReceipt> read(const RunSyncRule & /*asked*/, const ReplyBytes &bytes)
{
    return createdTaskFromJson(bytes.json, bytes.memory);
}

Result<ActionReceipt> read(const CreateSyncTask & /*asked*/, const ReplyBytes &bytes)
{
    return createdTaskFromJson(bytes.json, bytes.memory);
}

Result<ActionReceipt> read(const CreateSyncRule & /*asked*/, const ReplyBytes &bytes)
{
    return createdRuleFromJson(bytes.json, bytes.memory);
}

Result<ActionReceipt> read(const DeleteSyncRule & /*asked*/, const ReplyBytes &bytes)
{
    return doneFromJson(bytes.json, bytes.memory);
}

template<typename Question, typename Value>
void fillInNumbers(const Question & /*asked*/, Value & /*value*/)
{
}

template<PagedOperation Question, typename Item>
void fillInNumbers(const Question &asked, Page<Item> &page)
{
    if (page.pageNo <= 0)
        page.pageNo = asked.pageNo;
    if (page.pageSize <= 0)
        page.pageSize = asked.pageSize;
}

} // namespace

Result<OperationReply> replyFromJson(const Operation &operation, const QByteArray &json,
                                     JsonMemory &memory, const QDateTime &now)
{
    const ReplyBytes bytes{.json = json, .memory = memory, .now = now};
    return std::visit(
        [&bytes](const auto &asked) -> Result<OperationReply> {
            auto value = read(asked, bytes);
            if (!value)
                return tl::unexpected(std::move(value).error());
            fillInNumbers(asked, *value);
            return OperationReply(*std::move(value));
        },
        operation);
}

QString requestIdOf(const OperationReply &reply)
{
    return std::visit(
        []<typename Value>(const Value &value) {
            if constexpr (requires { value.requestId; })
                return value.requestId;
            else
                return QString();
        },
        reply);
}
