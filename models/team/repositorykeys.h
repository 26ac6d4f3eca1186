#pragma once

#include "rowcondition.h"

#include <QStringList>

#include <optional>

/// The part of a condition that the indexes of repositories can answer: what a row must fulfil, by
/// the name of the repository at one of its ends.
struct RepositoryKeys {
    RowCondition source{}; ///< on RowText::SourceRepo alone
    RowCondition target{}; ///< on RowText::TargetRepo alone

    friend bool operator==(const RepositoryKeys &, const RepositoryKeys &) = default;
};

/// The names that fulfil \p condition, on one text; empty where it does not list them.
std::optional<QStringList> listedNames(const RowCondition &condition);

/// Empty: \p condition does not ask for names of repositories.
std::optional<RepositoryKeys> repositoryKeysOf(const RowCondition &condition);
