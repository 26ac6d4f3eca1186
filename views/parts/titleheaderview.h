#pragma once

#include <QHeaderView>

#include <optional>

/// The head of a table: quiet words over a hairline, a small arrow where it is sorted.
class TitleHeaderView : public QHeaderView {
    Q_OBJECT

public:
    explicit TitleHeaderView(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    /// What is painted behind the title of a column by which the table is sorted.
    struct Mark {
        Qt::SortOrder order = Qt::AscendingOrder;
        QString number{}; ///< where several columns decide
    };
    /// Of the one column that the sort indicator is at, as long as it is shown.
    [[nodiscard]] virtual std::optional<Mark> markOf(int logicalIndex) const;

    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QSize sectionSizeFromContents(int logicalIndex) const override;

private:
    [[nodiscard]] QString titleOf(int logicalIndex) const;
    [[nodiscard]] int widthOf(const Mark &mark) const;
    void paintMark(QPainter &painter, const QRect &rect, const Mark &mark) const;
};
