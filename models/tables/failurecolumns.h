#pragma once

#include "boardcolumn.h"
#include "failuretablemodel.h"
#include "timedisplay.h"

#include <span>

/// What a cell needs besides its group.
struct FailureContext {
    QDateTime now{};
    TimeDisplay times{};
    FailureGrouping grouping = FailureGrouping::Cause;
    qint64 periodMs = 0;                                ///< of FailureBoard
    const QHash<QString, QString> *ruleNames = nullptr; ///< by rule id; may be null
};

QString displayName(FailureGrouping grouping); ///< "Cause", "Rule", "Route", "Repository"

using FailureColumnData = BoardColumn<FailureColumn, FailureGroup, FailureContext>;

/// The columns of the board of failures, in the order of FailureColumn; texts are of FailureCells.
/// The one of the names is titled by what the board groups by.
std::span<const FailureColumnData> failureColumns();
