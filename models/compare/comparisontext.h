#pragma once

#include "actionplan.h"
#include "comparisonreader.h"
#include "timedisplay.h"

#include <QString>
#include <QStringList>

#include <vector>

// A comparison in the operators' words and the user's language, and what of it can be copied.

/// How many tags have each verdict.
struct ComparisonCounts {
    int neverCopied = 0;
    int missing = 0;
    int different = 0;
    int noRepository = 0; ///< tags of repositories that the destination does not have
    int undecided = 0;
    int same = 0;
    int onlyThere = 0;
    int notTaken = 0;
    int beingCopied = 0;        ///< absent, and sent or under way; counted nowhere else
    int inDoubt = 0;            ///< likewise, and what came of the request is not known
    int copiedSince = 0;        ///< likewise, and copied after it was compared
    int unreadRepositories = 0; ///< done, and an end could not be read

    friend bool operator==(const ComparisonCounts &, const ComparisonCounts &) = default;
};

ComparisonCounts countsOf(const std::vector<ComparedRepository> &repositories);

/// "No known copy", "Missing", "Different", ...
QString displayName(TagVerdict verdict);
/// The same of a tag; one that is absent and on its way is "Being copied", "Copied since", ...
QString verdictText(const ComparedTag &tag);
/// Whether a namespace creates a repository that is not there.
QString namespaceText(const NamespaceAnswer &answer);
/// Why, and what is known of it, as short sentences; may be empty.
QString reasonText(const ComparedTag &tag, const ComparedRepository &repository,
                   const TimeContext &now);
/// "2 without a known copy, 3 different, 120 same"; what was not read comes last. Empty while
/// nothing is known.
QString countsText(const ComparisonCounts &counts);

/// What has to be known beside the tags, a sentence each: another account, an instance that does
/// not run, repositories that could not be read. \p names: what the ends are called.
struct ComparisonNames {
    QString source{};
    QString destination{};
};
QStringList notesOf(const ComparisonReader &reader, const ComparisonNames &names);

/// One copy for each tag that is missing at the destination and could arrive there: not of what the
/// rule may not take, of what is on its way or came since (see CopyProgress), or of a repository
/// that nothing would create.
std::vector<TagCopy> missingCopies(const ComparisonScope &scope,
                                   const std::vector<ComparedRepository> &repositories);
