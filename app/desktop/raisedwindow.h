#pragma once

#include <QByteArray>

class QWidget;

/// Brings \p window before the eyes, also from the tray or the task bar. \p activation: the token
/// with which the desktop allows it, as it came with the wish; without one a desktop may only mark
/// the window as one that wants attention.
void raiseWindow(QWidget &window, const QByteArray &activation = {});
