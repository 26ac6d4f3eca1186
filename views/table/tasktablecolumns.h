#pragma once

#include "synctasktablemodel.h"

#include <QObject>

#include <array>

struct ColumnsState;
class QMenu;
class QTimer;
class QTableView;
class TaskHeaderView;

/// Which columns the task table shows, how wide, in which order and sorted by which ones: its
/// defaults, its memory and its menu. The image takes what room is left until it is sized by hand;
/// where that is much, cause and route get some of it, where it is little, those that nobody sized
/// by hand give some of theirs, and Progress all of it while nothing in the list is running.
class TaskTableColumns final : public QObject {
    Q_OBJECT

public:
    /// All must outlive it; the view has the model and its header already.
    TaskTableColumns(SyncTaskTableModel &model, QTableView &view, TaskHeaderView &header);

    [[nodiscard]] QByteArray state() const;
    bool restore(const QByteArray &bytes);
    void reset();
    /// Gives the room that is left to the image column.
    void fillWidth();
    /// The logical index of the leftmost visible column.
    [[nodiscard]] int firstVisible() const;
    [[nodiscard]] std::vector<int> visibleInOrder() const;

private:
    void apply(const ColumnsState &state);
    void sectionResized(int logicalIndex, int oldWidth, int width);
    /// Shown, and not the image.
    [[nodiscard]] std::vector<int> others() const;
    /// What \p column can give where there is little room.
    [[nodiscard]] int spareOf(int column) const;
    /// What \p column can use where there is much room.
    [[nodiscard]] int growthOf(int column) const;
    /// Wanted by the user, also where it has left its room to the image.
    [[nodiscard]] bool isChosen(int column) const;
    void lookForProgress();
    void giveProgressAway();
    [[nodiscard]] int wantedWidth(int column) const;
    [[nodiscard]] bool isByHand(int column) const;
    void showMenu(const QPoint &position);
    void addVisibilityActions(QMenu &menu);

    SyncTaskTableModel &m_model;
    QTableView &m_view;
    TaskHeaderView &m_header;
    /// As wanted where texts are of normal size, also of hidden columns; they may be narrower for
    /// want of room.
    std::array<int, SyncTaskTableModel::columns> m_widths{};
    bool m_stretches = true;
    bool m_isProgressEmpty = false; ///< nothing in the list is running
    bool m_isProgressGone = false;  ///< it is hidden for that reason, not by the user
    QTimer *m_look = nullptr;       ///< for progress, some time after rows have changed
    bool m_arranging = false;       ///< sizes change by our own doing, not by the user's hand
};
