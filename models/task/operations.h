#pragma once

#include "page.h"
#include "registryinstance.h"
#include "repository.h"
#include "syncrule.h"
#include "synctask.h"
#include "synctaskdetail.h"

#include <QString>

#include <concepts>
#include <optional>
#include <variant>

// The operations of the registry's API, each a value that says what is asked. `Reply` is what comes
// back; `apiName` is the name of the operation and of its API page; `isWrite` says that it changes
// something. Texts that are empty ask for everything.

using RegistryInstancePage = Page<RegistryInstance>;
using SyncTaskPage = Page<SyncTask>;
using SyncRulePage = Page<SyncRule>;
using RegistryNamespacePage = Page<RegistryNamespace>;
using RepositoryPage = Page<Repository>;
using RepositoryTagPage = Page<RepositoryTag>;

/// What the server said of a write that took place.
struct ActionReceipt {
    QString createdId{}; ///< of the task or rule; empty where the operation creates none
    QString requestId{};

    friend bool operator==(const ActionReceipt &, const ActionReceipt &) = default;
};

/// It answers for one region.
struct ListInstances {
    using Reply = RegistryInstancePage;
    static constexpr QStringView apiName = u"ListInstance";
    static constexpr bool isWrite = false;

    QString regionId{};
    int pageNo = 1;
    int pageSize = 100;
    QString account{}; ///< as in InstanceRef

    friend bool operator==(const ListInstances &, const ListInstances &) = default;
};

/// One instance and its present status; lookupOf() as for GetRepository.
struct GetInstance {
    using Reply = RegistryInstance;
    static constexpr QStringView apiName = u"GetInstance";
    static constexpr bool isWrite = false;

    InstanceRef instance{};

    friend bool operator==(const GetInstance &, const GetInstance &) = default;
};

struct ListSyncTasks {
    using Reply = SyncTaskPage;
    static constexpr QStringView apiName = u"ListRepoSyncTask";
    static constexpr bool isWrite = false;

    InstanceRef instance{};
    QString repoNamespaceName{};
    QString repoName{};
    QString tag{};
    QString syncRecordId{}; ///< the batch id of tasks
    int pageNo = 1;
    int pageSize = 100;
    bool mustBeCurrent = false; ///< not as somebody else read it before: something is to be changed

    friend bool operator==(const ListSyncTasks &, const ListSyncTasks &) = default;
};

struct GetSyncTask {
    using Reply = SyncTaskDetail;
    static constexpr QStringView apiName = u"GetRepoSyncTask";
    static constexpr bool isWrite = false;

    InstanceRef instance{};
    QString syncTaskId{};
    bool mustBeCurrent = false; ///< as ListSyncTasks'

    friend bool operator==(const GetSyncTask &, const GetSyncTask &) = default;
};

struct ListSyncRules {
    using Reply = SyncRulePage;
    static constexpr QStringView apiName = u"ListRepoSyncRule";
    static constexpr bool isWrite = false;

    InstanceRef instance{};
    int pageNo = 1;
    int pageSize = 100;
    bool mustBeCurrent = false; ///< as ListSyncTasks'

    friend bool operator==(const ListSyncRules &, const ListSyncRules &) = default;
};

struct ListNamespaces {
    using Reply = RegistryNamespacePage;
    static constexpr QStringView apiName = u"ListNamespace";
    static constexpr bool isWrite = false;

    InstanceRef instance{};
    QString namespaceName{};
    int pageNo = 1;
    int pageSize = 100;

    friend bool operator==(const ListNamespaces &, const ListNamespaces &) = default;
};

struct ListRepositories {
    using Reply = RepositoryPage;
    static constexpr QStringView apiName = u"ListRepository";
    static constexpr bool isWrite = false;

    InstanceRef instance{};
    QString namespaceName{};
    QString repoName{};
    int pageNo = 1;
    int pageSize = 100; ///< the largest that the API promises

    friend bool operator==(const ListRepositories &, const ListRepositories &) = default;
};

/// lookupOf() tells what is missing from what must not be seen.
struct GetRepository {
    using Reply = Repository;
    static constexpr QStringView apiName = u"GetRepository";
    static constexpr bool isWrite = false;

    InstanceRef instance{};
    QString namespaceName{};
    QString repoName{};

    friend bool operator==(const GetRepository &, const GetRepository &) = default;
};

/// All tags of a repository.
struct ListRepositoryTags {
    using Reply = RepositoryTagPage;
    static constexpr QStringView apiName = u"ListRepoTag";
    static constexpr bool isWrite = false;

    InstanceRef instance{};
    QString repoId{}; ///< as GetRepository or ListRepositories tells it
    int pageNo = 1;
    int pageSize = 100; ///< the largest that the API promises

    friend bool operator==(const ListRepositoryTags &, const ListRepositoryTags &) = default;
};

/// lookupOf() as for GetRepository.
struct GetRepositoryTag {
    using Reply = RepositoryTag;
    static constexpr QStringView apiName = u"GetRepoTag";
    static constexpr bool isWrite = false;

    InstanceRef instance{};
    QString repoId{};
    QString tag{};

    friend bool operator==(const GetRepositoryTag &, const GetRepositoryTag &) = default;
};

struct CancelSyncTask {
    using Reply = ActionReceipt;
    static constexpr QStringView apiName = u"CancelRepoSyncTask";
    static constexpr bool isWrite = true;

    InstanceRef instance{};
    QString syncTaskId{};

    friend bool operator==(const CancelSyncTask &, const CancelSyncTask &) = default;
};

/// Runs a rule whose trigger is Initiative for one tag.
struct RunSyncRule {
    using Reply = ActionReceipt;
    static constexpr QStringView apiName = u"CreateRepoSyncTaskByRule";
    static constexpr bool isWrite = true;

    InstanceRef instance{}; ///< the source's
    QString repoId{};       ///< of the source, as GetRepository tells it
    QString tag{};
    QString ruleId{};
    std::optional<int> priority{}; ///< 1 to 5, larger first; not given means 3

    friend bool operator==(const RunSyncRule &, const RunSyncRule &) = default;
};

/// Copies one tag without a rule.
struct CreateSyncTask {
    using Reply = ActionReceipt;
    static constexpr QStringView apiName = u"CreateRepoSyncTask";
    static constexpr bool isWrite = true;

    InstanceRef instance{}; ///< the source's
    QString repoId{};       ///< of the source, as GetRepository tells it
    QString tag{};
    ImageRef target{};          ///< all five parts; the tag may be another
    QString targetUserId{};     ///< the account of the target, when it is another than the source's
    bool overwritesTag = false; ///< a tag that the target has already is replaced
    std::optional<int> priority{};

    friend bool operator==(const CreateSyncTask &, const CreateSyncTask &) = default;
};

/// A rule that copies what matches. The repositories are given both or neither: without them it is
/// a rule for namespaces.
struct CreateSyncRule {
    using Reply = ActionReceipt;
    static constexpr QStringView apiName = u"CreateRepoSyncRule";
    static constexpr bool isWrite = true;

    InstanceRef instance{}; ///< the source's
    QString name{};
    QString namespaceName{};
    QString repoName{};
    QString tagFilter{};      ///< regular expression
    QString repoNameFilter{}; ///< regular expression, for namespaces only
    TaskTrigger trigger = TaskTrigger::Passive;
    SyncRuleEnd target{};
    QString targetUserId{}; ///< the account of the target, when it is another than the source's

    friend bool operator==(const CreateSyncRule &, const CreateSyncRule &) = default;
};

/// The scope that the repositories make of it.
inline SyncScope scopeOf(const CreateSyncRule &rule)
{
    return rule.repoName.isEmpty() ? SyncScope::Namespace : SyncScope::Repo;
}

struct DeleteSyncRule {
    using Reply = ActionReceipt;
    static constexpr QStringView apiName = u"DeleteRepoSyncRule";
    static constexpr bool isWrite = true;

    InstanceRef instance{};
    QString syncRuleId{};

    friend bool operator==(const DeleteSyncRule &, const DeleteSyncRule &) = default;
};

using Operation = std::variant<ListInstances, GetInstance, ListSyncTasks, GetSyncTask,
                               ListSyncRules, ListNamespaces, ListRepositories, GetRepository,
                               ListRepositoryTags, GetRepositoryTag, CancelSyncTask, RunSyncRule,
                               CreateSyncTask, CreateSyncRule, DeleteSyncRule>;

/// The reply to any operation.
using OperationReply =
    std::variant<RegistryInstancePage, RegistryInstance, SyncTaskPage, SyncTaskDetail, SyncRulePage,
                 RegistryNamespacePage, RepositoryPage, Repository, RepositoryTagPage,
                 RepositoryTag, ActionReceipt>;

/// An operation that asks for one page of many.
template<typename Question>
concept PagedOperation = requires(const Question &question)
{
    {
        question.pageNo
        } -> std::convertible_to<int>;
    {
        question.pageSize
        } -> std::convertible_to<int>;
};

[[nodiscard]] bool isWrite(const Operation &operation);
[[nodiscard]] QString apiNameOf(const Operation &operation);
[[nodiscard]] bool isPaged(const Operation &operation);

/// Whom it is asked: ListInstances names no instance, only the region and the account.
[[nodiscard]] InstanceRef instanceOf(const Operation &operation);
