#include "jsonmemory.h"
#include "replies.h"
#include "require.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

const InstanceRef instance{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-fuzz"_s};
const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

/// One of each kind of reply; the actions share theirs.
const std::array<Operation, 11> operations{
    ListInstances{},
    ListSyncTasks{.instance = instance},
    GetSyncTask{.instance = instance, .syncTaskId = u"rst-1"_s},
    ListSyncRules{.instance = instance},
    ListNamespaces{.instance = instance},
    ListRepositories{.instance = instance},
    GetRepository{.instance = instance},
    GetRepositoryTag{.instance = instance},
    CreateSyncTask{.instance = instance},
    GetInstance{.instance = instance},
    ListRepositoryTags{.instance = instance},
};

} // namespace

/// The first byte chooses the operation, the rest is the reply's content. Whatever it is, it is
/// read or refused, and read again it means the same: what reading keeps from one
/// reply to the next changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size == 0)
        return 0;
    static JsonMemory memory;
    const Operation &operation = operations.at(data[0] % operations.size());
    const QByteArray json(reinterpret_cast<const char *>(data + 1),
                          static_cast<qsizetype>(size - 1));
    const Result<OperationReply> first = replyFromJson(operation, json, memory, now);
    const Result<OperationReply> second = replyFromJson(operation, json, memory, now);
    require(first == second, "a reply means the same each time");
    return 0;
}
