#pragma once

#include <QAbstractButton>

/// A line of plain secondary text that leads somewhere, and gives way: shortened where there is no
/// room.
class ElidedButton final : public QAbstractButton {
    Q_OBJECT

public:
    explicit ElidedButton(QWidget *parent = nullptr);

    /// Wide enough for the whole text.
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};
