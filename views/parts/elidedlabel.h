#pragma once

#include <QLabel>

/// A line of plain text that gives way: shortened where there is no room, whole on hover.
class ElidedLabel final : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    /// Wide enough for the whole text, but content with little.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] bool isElided() const;
    [[nodiscard]] QString shownText() const;
};
