#pragma once

#include "synctasktablemodel.h"

#include <QHash>

#include <optional>

// What the cells of the task table say, in the user's language.

/// What a cell needs besides its task.
struct CellContext {
    QDateTime now{};
    std::optional<TransferProgress> progress{};
    const QHash<QString, QString> *ruleNames = nullptr; ///< by rule id; may be null
};

QString cellText(const SyncTask &task, SyncTaskTableModel::Column column,
                 const CellContext &context);
/// The whole value, for the clipboard: times with their zone, routes as region ids.
QString cellCopyText(const SyncTask &task, SyncTaskTableModel::Column column,
                     const CellContext &context);
QString cellToolTip(const SyncTask &task, SyncTaskTableModel::Column column,
                    const CellContext &context);
/// What a screen reader says.
QString cellSpokenText(const SyncTask &task, SyncTaskTableModel::Column column,
                       const CellContext &context);
/// 0..1 for a running task whose bytes are known.
std::optional<double> cellProgress(const SyncTask &task, const CellContext &context);
/// Numbers and times: digits stand under digits.
bool isRightAligned(SyncTaskTableModel::Column column);
/// Ids and digests.
/// Ids: proportional fonts draw "32x7" as a product. A rule without a known name is shown by its
/// id; both ends begin with the id of their instance.
bool isInFixedFont(const SyncTask &task, SyncTaskTableModel::Column column,
                   const CellContext &context);

QString columnTitle(SyncTaskTableModel::Column column);
QString columnToolTip(SyncTaskTableModel::Column column);
