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

} // namespace

QRect fittedArea(const QRect &wanted, const QRect &available)
{
    if (wanted.isValid() && available.contains(wanted))
        return wanted;
    const QRect room = available.marginsRemoved(frameMargins);
    QRect area(wanted.topLeft(), wanted.size().expandedTo({1, 1}).boundedTo(room.size()));
    // Not as std::clamp(right edge): what was damaged may overflow.
    area.moveLeft(std::clamp(area.x(), room.x(), room.x() + room.width() - area.width()));
    area.moveTop(std::clamp(area.y(), room.y(), room.y() + room.height() - area.height()));
    return area;
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
