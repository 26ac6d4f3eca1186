#pragma once

#include "synctasktablemodel.h"

#include <QHeaderView>

#include <optional>

/// The head of the task table: quiet words over a hairline, a small arrow where it is sorted. A
/// click sorts by that column alone; with Shift the column decides where those before it do not.
class TaskHeaderView final : public QHeaderView {
    Q_OBJECT

public:
    using SortKey = SyncTaskTableModel::SortKey;

    /// \p model must outlive it.
    explicit TaskHeaderView(SyncTaskTableModel &model, QWidget *parent = nullptr);
    ~TaskHeaderView() override;

    /// Sorts the model and shows it. Without a key nothing is changed.
    void sortBy(const std::vector<SortKey> &keys);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// By more than a click on one column, which is sortIndicatorChanged().
    void sortKeysChanged();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QSize sectionSizeFromContents(int logicalIndex) const override;

private:
    /// What is painted behind the title of a column by which the table is sorted.
    struct Mark {
        Qt::SortOrder order = Qt::AscendingOrder;
        QString number{}; ///< where several columns decide
    };

    [[nodiscard]] QString titleOf(int logicalIndex) const;
    [[nodiscard]] std::optional<Mark> markOf(int logicalIndex) const;
    [[nodiscard]] int widthOf(const Mark &mark) const;
    void paintMark(QPainter &painter, const QRect &rect, const Mark &mark) const;
    void addKey(int logicalIndex);

    SyncTaskTableModel &m_model;
    int m_pressedWithShift = -1;
};
