#pragma once

#include "statuscounts.h"

#include <QWidget>

/// Coloured squares with the words of the statuses. Leaves out from the end what has no room.
class ChartLegend final : public QWidget {
    Q_OBJECT

public:
    explicit ChartLegend(QWidget *parent = nullptr);
    ~ChartLegend() override;

    void showUnknown(bool shown); ///< only named where some task has a status nobody knows
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int entryWidth(SyncTaskStatus status) const;
    [[nodiscard]] bool isNamed(SyncTaskStatus status) const;

    bool m_showsUnknown = false;
};
