#pragma once

#include <QByteArray>
#include <QRect>

class QWidget;

/// \p wanted, an area without its frame, moved and where needed shrunk so that it lies in
/// \p available; one that has to change leaves space for the frame that the desktop draws.
QRect fittedArea(const QRect &wanted, const QRect &available);

/// Puts \p window, which was not shown yet, where it was when \p geometry was saved, as far as the
/// present screen has room for it. Without a usable \p geometry only its size is made to fit.
void placeWindow(QWidget &window, const QByteArray &geometry);
