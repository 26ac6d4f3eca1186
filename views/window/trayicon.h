#pragma once

#include <QIcon>
#include <QPalette>

/// The number of failed tasks on their colour, drawn for each size that trays ask for; from 100 on
/// "99+". While notifications are paused, the number has the colour and
/// the ground has not. Not for 0.
QIcon failedCountIcon(int failed, bool isPaused, const QPalette &palette);
