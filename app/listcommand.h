#pragma once

#include "clock.h"
#include "commandline.h"
#include "tasksource.h"

#include <QIODevice>

#include <vector>

/// sync-dashboard list: prints the tasks that answer the query, each once, of the named instance or
/// of all that \p source lists in \p places. Errors are one line with code and request id; that of
/// one account does not stop the others. Returns the exit code: 0 all is printed, 1 it is not.
int runList(TaskSource &source, const std::vector<AccountRegion> &places, Clock &clock,
            const ListOptions &options, QIODevice &output, QIODevice &errors);

/// The line in which an error is told.
void writeError(const ApiError &error, QIODevice &errors);
