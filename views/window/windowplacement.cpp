#include "windowplacement.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace {

// What desktops draw around a window. It is not known before the window is shown.
constexpr QMargins frameMargins(8, 40, 8, 8);

/// The screen on which most people would say that \p area lies.
QScreen *screenOf(const QWidget &window, const QRect &area)
{
    if (QScreen *screen = QGuiApplication::screenAt(area.center()))
        return screen;
    return window.screen() ? window.screen() : QGuiApplication::primaryScreen();
}

/// From the first to the last coordinate, which may be any: QRect's own arithmetic would overflow.
int boundedLength(int first, int last, int most)
{
    return static_cast<int>(std::clamp<qint64>(qint64{last} - first + 1, 1, most));
}

} // namespace

QRect fittedArea(const QRect &wanted, const QRect &available)
{
    const bool isInside = wanted.left() >= available.left() &&
                          wanted.right() <= available.right() && wanted.top() >= available.top() &&
                          wanted.bottom() <= available.bottom();
    if (wanted.isValid() && isInside)
        return wanted;
    const QRect room = available.marginsRemoved(frameMargins);
    const int width = boundedLength(wanted.left(), wanted.right(), room.width());
    const int height = boundedLength(wanted.top(), wanted.bottom(), room.height());
    return {std::clamp(wanted.x(), room.x(), room.x() + room.width() - width),
            std::clamp(wanted.y(), room.y(), room.y() + room.height() - height), width, height};
}

void placeWindow(QWidget &window, const QByteArray &geometry)
{
    // Whether Qt refuses it or not, it may be damaged or of another screen.
    const bool isRestored = window.restoreGeometry(geometry);
    const Qt::WindowStates states = window.windowState();
    const bool fillsScreen = (states & (Qt::WindowMaximized | Qt::WindowFullScreen)) != 0;
    const QRect normal = window.normalGeometry();
    const QRect wanted = fillsScreen && normal.isValid() ? normal : window.geometry();
    const QScreen *screen = screenOf(window, wanted);
    if (screen == nullptr)
        return;
    const QRect available = screen->availableGeometry();
    if (!isRestored) {
        window.resize(wanted.size().boundedTo(available.marginsRemoved(frameMargins).size()));
        return;
    }
    const QRect area = fittedArea(wanted, available);
    if (area == wanted)
        return;
    window.setWindowState(states & ~(Qt::WindowMaximized | Qt::WindowFullScreen));
    window.setGeometry(area);
    window.setWindowState(states);
}
