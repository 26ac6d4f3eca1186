#pragma once

#include "synctasktablemodel.h"
#include "titleheaderview.h"

/// The head of the task table. A click sorts by that column alone; with Shift the column decides
/// where those before it do not.
class TaskHeaderView final : public TitleHeaderView {
    Q_OBJECT

public:
    using SortKey = SyncTaskTableModel::SortKey;

    /// \p model must outlive it.
    explicit TaskHeaderView(SyncTaskTableModel &model, QWidget *parent = nullptr);

    /// Sorts the model and shows it. Without a key nothing is changed.
    void sortBy(const std::vector<SortKey> &keys);

Q_SIGNALS:
    /// By more than a click on one column, which is sortIndicatorChanged().
    void sortKeysChanged();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    [[nodiscard]] std::optional<Mark> markOf(int logicalIndex) const override;

private:
    void addKey(int logicalIndex);

    SyncTaskTableModel &m_model;
    int m_pressedWithShift = -1;
};
