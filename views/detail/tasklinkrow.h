#pragma once

#include "tasklink.h"

#include <QAbstractButton>

/// A task in one line that opens it: the shape of its status, what it is called here, and at the
/// right how it stands.
class TaskLinkRow final : public QAbstractButton {
    Q_OBJECT

public:
    static constexpr int rowHeight = 24;

    explicit TaskLinkRow(QWidget *parent = nullptr);

    void showLink(const TaskLink &link);
    [[nodiscard]] const TaskLink &link() const { return m_link; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TaskLink m_link{};
};
