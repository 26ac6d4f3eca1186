#pragma once

#include "synctask.h"
#include "timedisplay.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

// The operators' words, in the language of the user. All are made when asked, none is kept: the
// language may change under a running window.

QString displayName(SyncTaskStatus status); ///< "Failed", "Running", "Waiting", "Cancelled", "Done"
QString displayName(TaskTrigger trigger);   ///< "Automatic", "By hand"
QString displayName(TaskIssue issue);       ///< "Immutable tag", "Network", ...
/// As above; an unknown word as the API said it.
QString displayName(const Word<SyncTaskStatus> &status);
QString displayName(const Word<TaskTrigger> &trigger);
QString displayName(const Word<TaskIssue> &issue);

/// "Hangzhou → Frankfurt".
QString routeText(const SyncTask &task);
/// "4 s", "3 m 42 s", "2 h 10 m", "3 d 4 h".
QString durationText(std::chrono::milliseconds duration);
/// "31.2 MiB".
QString bytesText(qint64 bytes);
/// "sha256:9f31c2…4fc8e" or any id: shortened in the middle to at most \p length characters.
QString shortened(const QString &text, int length);

/// "Failed: 37, Done: 1,200": with the comma of the language.
QString listText(const QStringList &parts);
/// Two whole sentences, one after the other.
QString sentencesText(const QString &first, const QString &second);

/// How long a task took, or has taken so far; empty when its times are not given.
/// Source of the rule: created to modified once finished, else created to now; never negative.
std::optional<std::chrono::milliseconds> durationOf(const SyncTask &task, const QDateTime &now);
