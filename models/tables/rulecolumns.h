#pragma once

#include "boardcolumn.h"
#include "ruletablemodel.h"
#include "timedisplay.h"

#include <span>

/// What a cell needs besides its rule.
struct RuleContext {
    QDateTime now{};
    TimeDisplay times{};
    const QHash<QString, QString> *instanceNames = nullptr; ///< by id; may be null
};

QString displayName(RuleState state); ///< "Silent", "Failing", "Working", ...

using RuleColumnData = BoardColumn<RuleColumn, RuleRow, RuleContext>;

/// The columns of the page of rules, in the order of RuleColumn; texts are of RuleCells.
std::span<const RuleColumnData> ruleColumns();
