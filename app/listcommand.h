#pragma once

#include "commandline.h"

#include <QIODevice>

class TaskSource;

/// Prints all tasks that \p options ask for to \p output; what went wrong, one line, to \p errors.
/// Runs an event loop of its own. Returns the exit code: 0 all printed, 1 not.
int runList(TaskSource &source, const ListOptions &options, QIODevice &output, QIODevice &errors);
