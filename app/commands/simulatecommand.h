#pragma once

#include "commandline.h"

/// Runs a simulated registry until SIGTERM or SIGINT; prints one line of JSON that says where it
/// is and with which key. Returns the exit code.
int runSimulate(const SimulateOptions &options);
