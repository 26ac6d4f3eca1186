#pragma once

#include <QPushButton>

/// "12 new ↑", floating over the lower edge of a table: tasks came in above what is seen.
class NewRowsChip final : public QPushButton {
    Q_OBJECT

public:
    explicit NewRowsChip(QWidget *parent);

    void showCount(int count); ///< hidden at zero
    void placeIn(const QRect &area);
};
