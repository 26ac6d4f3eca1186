#pragma once

#include "collector.h"
#include "commandline.h"

#include <QIODevice>

/// Collects until SIGTERM or SIGINT; SIGHUP reads the configuration again. What happens is told in
/// lines on \p errors. Returns the exit code.
int runCollect(const CollectOptions &options, Clock &clock, const Collector::Connect &connect,
               QIODevice &errors);
