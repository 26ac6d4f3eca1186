#include "raisedwindow.h"

#include <QApplication>
#include <QWidget>

void raiseWindow(QWidget &window, const QByteArray &activation)
{
    // Where Qt 6.4 looks for the token when a window is activated on Wayland; it takes it out.
    if (!activation.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activation);
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
    qunsetenv("XDG_ACTIVATION_TOKEN"); // of one use, and for no program that is started
    if (!window.isActiveWindow())
        QApplication::alert(&window);
}
