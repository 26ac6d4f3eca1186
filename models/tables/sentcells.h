#pragma once

#include "boardroles.h"
#include "rowvalue.h"
#include "senttablemodel.h"
#include "synctask.h"

#include <QStringList>

#include <optional>

// What was sent and what became of it, in the user's language.

/// "Failed again: Immutable tag"; empty where there is nothing to be followed.
QString progressText(const SentAction &action);
/// How it is drawn beside a shape; empty where there is nothing to be followed.
std::optional<SyncTaskStatus> progressStatus(SentProgress progress);

QString cellText(const SentAction &action, SentColumn column, const QDateTime &now);
/// Ids, parameters, request id, the server's words.
QString cellToolTip(const SentAction &action, SentColumn column);
/// For the clipboard: times with their zone, ids where they are known.
QString cellCopyText(const SentAction &action, SentColumn column, const QDateTime &now);
/// What the column sorts by.
RowValue cellValue(const SentAction &action, SentColumn column);
CellTone cellTone(const SentAction &action, SentColumn column);

QString columnTitle(SentColumn column);
QString columnToolTip(SentColumn column);

/// For a file: stable names and words, not of a language.
QStringList sentCsvTitles();
QStringList sentCsvFields(const SentAction &action);

/// How many of them were accepted, and what became of those.
struct SentCounts {
    int accepted = 0;
    int done = 0;
    int failed = 0;
    int failedAgain = 0; ///< retries
    int cancelled = 0;
    int awaited = 0; ///< not listed yet
    int underway = 0;
    int notKnown = 0;

    void add(const SentAction &action);

    friend bool operator==(const SentCounts &, const SentCounts &) = default;
};

/// "37 accepted: 20 done, 8 failed again, 9 running".
QString sentCountsText(const SentCounts &counts);
