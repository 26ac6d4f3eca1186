#pragma once

#include "simulatedregistry.h"

#include <QByteArray>

#include <vector>

/// Writes tasks as the API does, by appending prepared pieces: pages of tasks are what the
/// simulator does all day.
class TaskJson final {
public:
    /// \p registry must outlive the writer.
    explicit TaskJson(const SimulatedRegistry &registry);

    /// One element of SyncTasks of API page ListRepoSyncTask.
    void appendRow(QByteArray &to, const TaskPlan &plan, qint64 nowMs) const;
    /// The fields of API page GetRepoSyncTask, without braces.
    void appendDetail(QByteArray &to, const TaskPlan &plan, qint64 nowMs) const;

private:
    void appendHead(QByteArray &to, const TaskPlan &plan, const TaskState &state) const;
    void appendOptional(QByteArray &to, const TaskPlan &plan) const;
    void appendImages(QByteArray &to, const TaskPlan &plan) const;
    void appendLayers(QByteArray &to, const std::vector<LayerState> &layers) const;

    const SimulatedRegistry &m_registry;
    // Prepared pieces, by the index of what they show.
    std::vector<QByteArray> m_imageFrom;
    std::vector<QByteArray> m_repositoryPart;
    std::vector<QByteArray> m_statusWord;
    std::vector<QByteArray> m_issueField;
};
