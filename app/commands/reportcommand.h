#pragma once

#include "clock.h"
#include "commandline.h"
#include "registry.h"

#include <QIODevice>
#include <QStringList>

#include <vector>

/// sync-dashboard report: reads what list would print, and writes a report of it. \p missing are
/// the profiles that could not be asked, a line each. What could not be read, or is not proven to
/// be complete, is told on \p errors as list tells it, and first of all in the report. Returns the
/// exit code: 0 the report is of everything, 1 it is not, or was not written. Needs a QApplication.
int runReport(Registry &registry, const std::vector<AccountRegion> &places, Clock &clock,
              const ReportOptions &options, const QStringList &missing, QIODevice &errors);
