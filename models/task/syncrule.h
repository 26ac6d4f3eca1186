#pragma once

#include "synctask.h"

#include <QDateTime>
#include <QString>

#include <optional>

/// Which way a rule copies, seen from its local end.
enum class SyncDirection : quint8 { Unknown, From, To };

enum class SyncScope : quint8 { Unknown, Repo, Namespace };

Word<SyncDirection> syncDirectionFromWire(const QString &text);
Word<SyncScope> syncScopeFromWire(const QString &text);
QString wireName(SyncDirection direction);
QString wireName(SyncScope scope);

/// One end of a rule. The repository is empty where the scope is a namespace.
struct SyncRuleEnd {
    QString instanceId{};
    QString regionId{};
    QString namespaceName{};
    QString repoName{};

    friend bool operator==(const SyncRuleEnd &, const SyncRuleEnd &) = default;
};

/// A standing order to copy what matches, as API page ListRepoSyncRule gives it.
struct SyncRule {
    QString id{};
    QString name{};
    Word<SyncDirection> direction{};
    Word<SyncScope> scope{};
    Word<TaskTrigger> trigger{};
    QString tagFilter{};      ///< regular expression
    QString repoNameFilter{}; ///< regular expression, scope Namespace only
    QString namespaceNameFilter{};
    QString linkId{};
    std::optional<int> priority{};
    std::optional<bool> crossUser{};
    QDateTime createdAt{};  ///< UTC
    QDateTime modifiedAt{}; ///< UTC
    SyncRuleEnd local{};
    SyncRuleEnd target{};

    friend bool operator==(const SyncRule &, const SyncRule &) = default;
};
