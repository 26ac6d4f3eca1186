#pragma once

#include <QDateTime>
#include <QString>

/// How much of the past is kept on this machine.
struct HistoryFacts {
    int files = 0;    ///< one for each account; 0: nothing is kept
    qint64 bytes = 0; ///< of all of them on disk, with what is not yet in its final place
    QString folder{};
    bool isLoading = false; ///< still being read
    QDateTime oldest{};     ///< creation of the oldest task that was read; invalid: there was none

    friend bool operator==(const HistoryFacts &, const HistoryFacts &) = default;
};
