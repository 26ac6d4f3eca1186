#pragma once

#include "boardroles.h"
#include "failuretablemodel.h"

// What the cells of the board of failures say, in the user's language.

/// What a cell needs besides its group.
struct FailureContext {
    QDateTime now{};
    FailureGrouping grouping = FailureGrouping::Cause;
    qint64 stretchMs = 0;                               ///< of FailureBoard
    const QHash<QString, QString> *ruleNames = nullptr; ///< by rule id; may be null
};

QString displayName(FailureGrouping grouping); ///< "Cause", "Rule", "Route", "Repository"

/// What the group has in common; in words where nothing is given.
QString failureName(const FailureGroup &group, const FailureContext &context);
QString failureCellText(const FailureGroup &group, FailureColumn column,
                        const FailureContext &context);
QString failureCellToolTip(const FailureGroup &group, FailureColumn column,
                           const FailureContext &context);
/// What a screen reader says.
QString failureCellSpokenText(const FailureGroup &group, FailureColumn column,
                              const FailureContext &context);
/// What is open, if anything, stands out; what it is about is plain.
CellTone cellTone(const FailureGroup &group, FailureColumn column);
/// A rule without a known name.
bool isShownById(const FailureGroup &group, const FailureContext &context);
/// Numbers: digits stand under digits.
bool isRightAligned(FailureColumn column);

QString columnTitle(FailureColumn column, FailureGrouping grouping);
QString columnToolTip(FailureColumn column);
