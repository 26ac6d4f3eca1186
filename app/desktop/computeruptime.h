#pragma once

#include <chrono>

/// How long this computer has been on, with the time in which it was suspended. Setting the clock
/// does not change it. Source: clock_gettime(2), CLOCK_BOOTTIME; elsewhere a clock that may leave
/// out the time of suspension.
std::chrono::milliseconds computerUptime();
