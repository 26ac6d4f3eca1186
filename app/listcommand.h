#pragma once

#include "clock.h"
#include "commandline.h"
#include "tasksource.h"

#include <QIODevice>

/// sync-dashboard list: prints the tasks that answer the query, each once, of the named instance or
/// of all that \p source lists in the regions of \p options. Errors are one line with code and
/// request id. Returns the exit code: 0 all is printed, 1 it is not.
int runList(TaskSource &source, Clock &clock, const ListOptions &options, QIODevice &output,
            QIODevice &errors);
