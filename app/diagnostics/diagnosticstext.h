#pragma once

#include "calljournal.h"
#include "liststatus.h"
#include "reportedhistory.h"
#include "settings.h"
#include "watchedkey.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <optional>
#include <vector>

struct RegionFinding;

/// What a report of faults is made of.
struct DiagnosticsSource {
    QDateTime now{};       ///< UTC
    QDateTime startedAt{}; ///< of the program; UTC
    QString mode{};        ///< "window", "demo", "diagnose"
    Settings settings{};
    std::vector<WatchedKey> keys{};
    QStringList readings{}; ///< how each list is read, a line each: see readingLine()
    CallJournal calls{};
    std::vector<ReportedHistory> historyFiles{};
    std::optional<std::size_t> tasks{}; ///< in memory; none where the command keeps none
};

/// How a list of the window is read.
QString readingLine(const ListStatus &list);
/// What a region answered to a test.
QString readingLine(const RegionFinding &finding);

/// A report of faults: program and system, settings, keys, lists, calls, the last failures with
/// their request ids, history. Plain text that a person reads before passing it on, in English for
/// whoever gets it. It names profiles, instances, regions and addresses; it holds no secret, no
/// whole id of a key, and neither images nor queries but where a message of the registry names
/// them.
QString diagnosticsText(const DiagnosticsSource &source);
