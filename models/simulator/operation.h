#pragma once

#include <QByteArrayView>

/// The operations that the simulator answers.
enum class Operation : quint8 {
    ListInstance,
    ListRepoSyncRule,
    ListRepoSyncTask,
    GetRepoSyncTask,
    ListRepository,
    GetRepository,
    GetRepoTag,
    CancelRepoSyncTask,
    CreateRepoSyncTask,
    CreateRepoSyncTaskByRule,
    CreateRepoSyncRule,
    DeleteRepoSyncRule,
};

/// How an operation is called, and what a key must be allowed to call it.
struct OperationFacts {
    QByteArrayView name{};
    Operation operation{};
    QByteArrayView permission{}; ///< an action of the access management, e.g. "cr:ListInstance"
    bool isGetOnly = false;
};

/// Null when there is no such operation.
const OperationFacts *findOperation(QByteArrayView name);
const OperationFacts &factsOf(Operation operation);
