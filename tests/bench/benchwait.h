#pragma once

#include <chrono>

class Dashboard;

/// Lets time pass while the event loop runs.
void letPass(std::chrono::milliseconds duration);
/// Until the window has \p tasks and rests; for ten minutes at most. Whether it has them.
bool waitForAll(Dashboard &dashboard, int tasks);
