#include "operation.h"

#include <algorithm>
#include <array>

namespace {

constexpr std::array operations = {
    OperationFacts{"ListInstance", Operation::ListInstance, "cr:ListInstance"},
    OperationFacts{"ListRepoSyncRule", Operation::ListRepoSyncRule, "cr:ListSyncRule"},
    OperationFacts{"ListRepoSyncTask", Operation::ListRepoSyncTask, "cr:GetRepositorySync"},
    OperationFacts{"GetRepoSyncTask", Operation::GetRepoSyncTask, "cr:GetRepositorySync"},
    OperationFacts{"ListRepository", Operation::ListRepository, "cr:ListRepository"},
    OperationFacts{"GetRepository", Operation::GetRepository, "cr:GetRepository"},
    OperationFacts{"GetRepoTag", Operation::GetRepoTag, "cr:ListRepositoryTag", true},
    OperationFacts{"CancelRepoSyncTask", Operation::CancelRepoSyncTask, "cr:CancelRepoSyncTask"},
    OperationFacts{"CreateRepoSyncTask", Operation::CreateRepoSyncTask, "cr:CreateRepositorySync"},
    OperationFacts{"CreateRepoSyncTaskByRule", Operation::CreateRepoSyncTaskByRule,
                   "cr:CreateRepositorySync"},
    OperationFacts{"CreateRepoSyncRule", Operation::CreateRepoSyncRule, "cr:CreateSyncRule"},
    OperationFacts{"DeleteRepoSyncRule", Operation::DeleteRepoSyncRule, "cr:DeleteSyncRule"},
};

} // namespace

const OperationFacts *findOperation(QByteArrayView name)
{
    const auto *found = std::ranges::find(operations, name, &OperationFacts::name);
    return found == operations.end() ? nullptr : found;
}

const OperationFacts &factsOf(Operation operation)
{
    return *std::ranges::find(operations, operation, &OperationFacts::operation);
}
