#pragma once

#include "limitedregex.h"
#include "ruledraft.h"

#include <QString>

/// How a name stands to a filter, in rising order.
enum class FilterVerdict : quint8 {
    No,
    Undecided, ///< the expression takes too many steps over the name
    Part,      ///< the expression is found in the name, but is not the whole of it
    Whole,     ///< the expression takes the name from its beginning to its end
};

/// A filter of a rule: a regular expression over the name of a tag or a repository.
///
/// The API page CreateRepoSyncRule does not say whether the expression has to take the whole name,
/// nor which dialect it is in; its only example is ".*". So both readings are told apart: what is
/// taken whole is taken either way, and what is taken in part only if the registry searches. For an
/// expression in ^ and $ they are one. The dialect here is Perl's.
class NameFilter final {
public:
    /// An empty pattern takes every name, one that is not valid none.
    explicit NameFilter(const QString &pattern);

    [[nodiscard]] FilterVerdict verdictOn(const QString &name) const;

private:
    bool m_takesAll = false;
    LimitedRegex m_part;
    LimitedRegex m_whole;
};

/// Which images a rule takes, by its scope and its filters.
class RuleMatcher final {
public:
    explicit RuleMatcher(const RuleDraft &draft);

    /// The namespace, and the repository where it is a rule for one, whatever the filters say.
    [[nodiscard]] bool isInScope(const QString &namespaceName, const QString &repoName) const;
    [[nodiscard]] FilterVerdict verdictOnRepository(const QString &repoName) const;
    [[nodiscard]] FilterVerdict verdictOnTag(const QString &tag) const;

private:
    CreateSyncRule m_rule;
    NameFilter m_tags;
    NameFilter m_repositories;
};

/// All three together.
FilterVerdict verdictOn(const RuleMatcher &matcher, const ImageRef &image);
