#pragma once

#include "watchedscope.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QTimeZone>

/// What exported rows are of, and what they are not of.
struct ExportCoverage {
    QDateTime exportedAt{};
    QDateTime asOf{};      ///< when the registry was read; invalid: never
    bool isComplete{};     ///< proven to be all that the query finds in the range
    QString shortfall{};   ///< why not, in the user's language; empty where nothing is known
    QString query{};       ///< as in the window's box; empty: none
    QTimeZone zone{};      ///< in which times are told; not valid: that of this computer
    QDateTime since{};     ///< the range of time; invalid: without a begin
    QDateTime until{};     ///< invalid: without an end
    WatchedScope scope{};  ///< whose registries the rows are of
    QStringList leftOut{}; ///< instances that the settings leave unread
    qint64 rows = 0;       ///< exported
    bool isOfAll{true};    ///< all that were shown; else those that were selected
};

/// "All tasks that the query finds are here." and why not, whose they are, what is left out, the
/// time of reading, range and query: a line each, in the user's language.
QStringList coverageLines(const ExportCoverage &coverage);
/// "prod, test", "Demo: simulated tasks"; empty where it is not told.
QString wholeScopeText(const WatchedScope &scope);
/// The first of these lines.
QString completenessLine(const ExportCoverage &coverage);
