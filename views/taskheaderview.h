#pragma once

#include <QHeaderView>

/// The head of the task table: quiet words over a hairline, a small arrow where it is sorted.
class TaskHeaderView final : public QHeaderView {
    Q_OBJECT

public:
    explicit TaskHeaderView(QWidget *parent = nullptr);
    ~TaskHeaderView() override;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QSize sectionSizeFromContents(int logicalIndex) const override;

private:
    [[nodiscard]] QString titleOf(int logicalIndex) const;
};
