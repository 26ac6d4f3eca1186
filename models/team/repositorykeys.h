#pragma once

#include "rowcondition.h"

#include <QStringList>

#include <optional>

/// The part of a condition that the indexes of repositories can answer. Most tasks name the same
/// one at both ends: those are found by the source's, and only the others by the target's. A row
/// that fulfils the condition fulfils one of the two.
struct RepositoryKeys {
    RowCondition source{}; ///< on RowText::SourceRepo alone
    RowCondition target{}; ///< on RowText::TargetRepo alone, where that is another one

    friend bool operator==(const RepositoryKeys &, const RepositoryKeys &) = default;
};

/// The names that fulfil \p condition, on one text; empty where it does not list them.
std::optional<QStringList> listedNames(const RowCondition &condition);

/// Empty: \p condition does not ask for names of repositories.
std::optional<RepositoryKeys> repositoryKeysOf(const RowCondition &condition);
