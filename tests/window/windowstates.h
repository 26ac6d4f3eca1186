#pragma once

#include "simulateddashboard.h"

#include <QSize>
#include <QString>

#include <vector>

/// A state of the window that is worth a look, and how one gets there from a window that has
/// loaded; false: one does not.
struct WindowState {
    QString name{};
    QSize size{1440, 900};
    bool (*reach)(SimulatedDashboard &program) = nullptr;
};

/// Of the registry in which each of them can be reached.
inline constexpr int tasksOfStates = 5'000;

/// Each page, dialog and panel is in at least one of them.
const std::vector<WindowState> &windowStates();
