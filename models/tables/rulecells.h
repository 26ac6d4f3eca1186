#pragma once

#include "boardroles.h"
#include "rowvalue.h"
#include "ruletablemodel.h"

// What the cells of the page of rules say, in the user's language.

/// What a cell needs besides its rule.
struct RuleContext {
    QDateTime now{};
    const QHash<QString, QString> *instanceNames = nullptr; ///< by id; may be null
};

QString displayName(RuleState state); ///< "Silent", "Failing", "Working", ...

QString cellText(const RuleRow &row, RuleColumn column, const RuleContext &context);
/// Of the name: all that is known of the rule.
QString cellToolTip(const RuleRow &row, RuleColumn column, const RuleContext &context);
/// For the clipboard: times with their zone.
QString cellCopyText(const RuleRow &row, RuleColumn column, const RuleContext &context);
/// What the column sorts by.
RowValue cellValue(const RuleRow &row, RuleColumn column, const RuleContext &context);
CellTone cellTone(const RuleRow &row, RuleColumn column);
/// Numbers: digits stand under digits.
bool isRightAligned(RuleColumn column);
/// A rule or an instance without a known name is shown by its id.
bool isInFixedFont(const RuleRow &row, RuleColumn column, const RuleContext &context);

QString columnTitle(RuleColumn column);
QString columnToolTip(RuleColumn column);
