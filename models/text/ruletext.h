#pragma once

#include "syncrule.h"

#include <QString>

// What a rule does, in the operators' words and the user's language.

/// Where images come from and go to. Source: API page ListRepoSyncRule: From is local to target, To
/// is target to local.
const SyncRuleEnd &ruleSource(const SyncRule &rule);
const SyncRuleEnd &ruleDestination(const SyncRule &rule);

/// "Namespace web → mirror/web", "Repository team/nginx"; an unknown scope as the API said it.
QString ruleScopeText(const SyncRule &rule);
/// "Sends from hub to frankfurt"; \p local and \p target are what its ends are called.
QString ruleDirectionText(const SyncRule &rule, const QString &local, const QString &target);
/// Which tags, repositories and namespaces it is limited to; empty without a filter.
QString ruleFilterText(const SyncRule &rule);
