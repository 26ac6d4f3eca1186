#pragma once

#include "actiontablemodel.h"

#include <span>

/// A line of a plan, and what became of it.
struct ActionLine {
    const PlannedAction &planned;
    const ActionOutcome &outcome;
    const SentAction &followed; ///< as it was made while nothing was sent
    const QHash<QString, SyncRule> &rules;
};

/// All that there is to know of a column of the table of a plan.
struct ActionColumnData {
    using Text = QString (*)(const ActionLine &line);

    ActionTableModel::Column column{};
    const char *title = nullptr; ///< source text, of ActionTableModel
    Text text = nullptr;
    Text toolTip = nullptr; ///< null: the text
    /// The shape that stands before the text; null: none.
    SyncTaskStatus (*shape)(const ActionLine &line) = nullptr;
    bool isImage = false; ///< both ends stay readable
    int previewShare = 0; ///< how many hundredths of the room it has before anything is sent
    int share = 0;        ///< how many it has later; 0: what is left
};

/// In the order of ActionTableModel::Column.
std::span<const ActionColumnData> actionColumns();

/// For a file, by RFC 4180: names that are not of a language, with ids and technical reasons.
QString actionCsvTitles();
QString actionCsvLine(const ActionLine &line);
