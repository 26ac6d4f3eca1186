#pragma once

#include "settings.h"

class MainWindow;

/// The parts of \p window as they were left.
void restoreWindow(MainWindow &window, const Settings &settings);
/// How the parts of \p window stand now.
void rememberWindow(const MainWindow &window, Settings &settings);
