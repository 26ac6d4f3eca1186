#pragma once

#include "taskstore.h"

#include <optional>
#include <vector>

class QItemSelection;
class QItemSelectionModel;
class SyncTaskTableModel;

/// The current and the selected tasks, by what never changes: to find them again when a model was
/// reset and its rows mean other tasks.
struct KeptTasks {
    std::optional<TaskRow> current{};
    std::vector<TaskRow> selected{};
};

KeptTasks keepTasks(const SyncTaskTableModel &model, const QItemSelectionModel &selection);
/// The rows that \p tasks have now; those that are not shown any more are left out.
QItemSelection rowsOf(const SyncTaskTableModel &model, const std::vector<TaskRow> &tasks);
