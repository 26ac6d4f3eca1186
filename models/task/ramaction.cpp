#include "ramaction.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// Of each operation by its type: the variant asks for all of them.
struct RamActionOf {
    QLatin1StringView operator()(const ListInstances & /*unused*/) const
    {
        return "cr:ListInstance"_L1;
    }
    QLatin1StringView operator()(const GetInstance & /*unused*/) const
    {
        return "cr:GetInstance"_L1;
    }
    QLatin1StringView operator()(const ListSyncTasks & /*unused*/) const
    {
        return "cr:GetRepositorySync"_L1;
    }
    QLatin1StringView operator()(const GetSyncTask & /*unused*/) const
    {
        return "cr:GetRepositorySync"_L1;
    }
    QLatin1StringView operator()(const ListSyncRules & /*unused*/) const
    {
        return "cr:ListSyncRule"_L1;
    }
    QLatin1StringView operator()(const ListNamespaces & /*unused*/) const
    {
        return "cr:ListNamespace"_L1;
    }
    QLatin1StringView operator()(const ListRepositories & /*unused*/) const
    {
        return "cr:ListRepository"_L1;
    }
    QLatin1StringView operator()(const GetRepository & /*unused*/) const
    {
        return "cr:GetRepository"_L1;
    }
    QLatin1StringView operator()(const ListRepositoryTags & /*unused*/) const
    {
        return "cr:ListRepositoryTag"_L1;
    }
    QLatin1StringView operator()(const GetRepositoryTag & /*unused*/) const
    {
        return "cr:ListRepositoryTag"_L1;
    }
    QLatin1StringView operator()(const CancelSyncTask & /*unused*/) const
    {
        return "cr:CancelRepoSyncTask"_L1;
    }
    QLatin1StringView operator()(const RunSyncRule & /*unused*/) const
    {
        return "cr:CreateRepositorySync"_L1;
    }
    QLatin1StringView operator()(const CreateSyncTask & /*unused*/) const
    {
        return "cr:CreateRepositorySync"_L1;
    }
    QLatin1StringView operator()(const CreateSyncRule & /*unused*/) const
    {
        return "cr:CreateSyncRule"_L1;
    }
    QLatin1StringView operator()(const DeleteSyncRule & /*unused*/) const
    {
        return "cr:DeleteSyncRule"_L1;
    }
};

template<std::size_t... indices>
std::vector<Operation> everyAlternative(std::index_sequence<indices...> /*unused*/)
{
    return {Operation(std::in_place_index<indices>)...};
}

} // namespace

QLatin1StringView ramActionOf(const Operation &operation)
{
    return std::visit(RamActionOf(), operation);
}

QLatin1StringView ramActionOf(QStringView apiName)
{
    static const std::vector<Operation> all = everyOperation();
    const auto found = std::ranges::find_if(
        all, [apiName](const Operation &operation) { return apiNameOf(operation) == apiName; });
    return found == all.end() ? QLatin1StringView() : ramActionOf(*found);
}

std::vector<Operation> everyOperation()
{
    return everyAlternative(std::make_index_sequence<std::variant_size_v<Operation>>());
}
