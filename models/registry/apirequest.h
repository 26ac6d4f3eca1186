#pragma once

#include "registryaction.h"
#include "repositorysource.h"
#include "tasksource.h"

#include <QByteArray>
#include <QString>

#include <vector>

/// A header or a parameter of a request, in the bytes that are sent or signed.
struct NameValue {
    QByteArray name{};
    QByteArray value{};

    friend bool operator==(const NameValue &, const NameValue &) = default;
};

/// One question to the API, before it has an address and a signature.
struct ApiRequest {
    QByteArray operation{};
    QByteArray version = "2018-12-01";
    QByteArray method = "POST"; ///< the API takes all parameters in the query all the same
    QString regionId{};         ///< where it is asked
    std::vector<NameValue> parameters{};
    bool isAction = false; ///< changes something: sent once, and never again

    friend bool operator==(const ApiRequest &, const ApiRequest &) = default;
};

// Texts that are empty are not sent: the API reads a missing parameter as "everything".
ApiRequest listInstancesRequest(const InstanceQuery &query);
ApiRequest listSyncTasksRequest(const SyncTaskQuery &query);
ApiRequest getSyncTaskRequest(const InstanceRef &instance, const QString &syncTaskId);
ApiRequest listSyncRulesRequest(const SyncRuleQuery &query);
ApiRequest listRepositoriesRequest(const RepositoryQuery &query);
ApiRequest getRepositoryRequest(const InstanceRef &instance, const QString &namespaceName,
                                const QString &repoName);
ApiRequest getRepositoryTagRequest(const InstanceRef &instance, const QString &repoId,
                                   const QString &tag);

ApiRequest cancelSyncTaskRequest(const InstanceRef &instance, const QString &syncTaskId);
ApiRequest runSyncRuleRequest(const RuleRun &run);
/// Override is always said: what the API does without it is not documented.
ApiRequest createSyncTaskRequest(const NewSyncTask &task);
ApiRequest createSyncRuleRequest(const NewSyncRule &rule);
ApiRequest deleteSyncRuleRequest(const InstanceRef &instance, const QString &syncRuleId);

/// Sorted by name, encoded by RFC 3986: what is signed, and what is sent.
QByteArray canonicalQuery(const std::vector<NameValue> &parameters);
