#pragma once

#include "ruledraft.h"

#include <vector>

/// What an operator should know of a rule before it is made; none of it forbids it.
struct RuleWarning {
    enum class Kind : quint8 {
        SameEnds,  ///< another rule copies from there to there
        Overlap,   ///< another rule copies some of it to the same place
        Loop,      ///< another rule copies back
        Unwatched, ///< the destination is not watched: it may be another account's
    };

    Kind kind = Kind::SameEnds;
    QString ruleName{}; ///< of the other one, or its id

    friend bool operator==(const RuleWarning &, const RuleWarning &) = default;
};

/// Against \p known rules, whichever instance lists them; by kind, then by name.
std::vector<RuleWarning> warningsFor(const RuleDraft &draft, const std::vector<SyncRule> &known);
/// In the language of the user.
QString warningText(const RuleWarning &warning);
