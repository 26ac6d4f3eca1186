#pragma once

#include <QObject>

class CenterPages;
class SelectionBar;
class SyncTaskTableModel;
class TaskTableView;

/// Says at the foot of the list how many rows are selected, and selects all or one alone. What is
/// done with them is the business of ActionPresenter.
class SelectionPresenter final : public QObject {
    Q_OBJECT

public:
    SelectionPresenter(const SyncTaskTableModel &model, TaskTableView &table, CenterPages &pages,
                       SelectionBar &bar, QObject *parent = nullptr);

private:
    void update();
    void clear();

    const SyncTaskTableModel &m_model;
    TaskTableView &m_table;
    CenterPages &m_pages;
    SelectionBar &m_bar;
};
