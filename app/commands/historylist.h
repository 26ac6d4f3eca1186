#pragma once

#include "clock.h"
#include "commandline.h"
#include "historyscan.h"

#include <QIODevice>

#include <memory>

/// Reads the history that a command line names; not opened yet.
std::unique_ptr<HistoryScan> historyScanOf(const SearchedHistory &history);

/// sync-dashboard list --history: prints the tasks of a history that answer the query, the newest
/// first, without asking a registry. On \p errors: how far back the history goes, when its lists
/// were seen last, and what had to be read for the answer. Returns the exit code: 0 all is printed,
/// 1 it is not, 3 all is, and some of it is what options.failOn speaks of.
int runHistoryList(HistoryScan &scan, Clock &clock, const ListOptions &options, QIODevice &output,
                   QIODevice &errors);
