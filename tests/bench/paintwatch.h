#pragma once

#include <QObject>

#include <chrono>
#include <functional>

class QWidget;

/// Waits until a widget has been painted in a state that is looked for.
class PaintWatch final : public QObject {
    Q_OBJECT

public:
    explicit PaintWatch(QWidget &widget);

    /// Runs \p change and the event loop until the widget is painted while \p isSo holds; the time
    /// until that paint is done in ms. Negative: it took longer than \p most.
    double msUntilPainted(const std::function<void()> &change, const std::function<bool()> &isSo,
                          std::chrono::milliseconds most);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void painted();
};
