#pragma once

#include <QString>
#include <QtGlobal>

#include <functional>
#include <vector>

/// Several runs of the same.
struct Spread {
    double median = 0;
    double low = 0;
    double high = 0;
    int runs = 0;
};

/// One figure, with the peer that was measured in the same run where there is one.
struct Figure {
    QString what{};
    QString unit{};
    double value = 0;
    QString peer{};
    double peerValue = 0;
    double ratio = 0; ///< how many times better than the peer; 0: there is no peer
    QString expected{};
    bool isMet = true;
    Spread runs{};     ///< of the value; a single one has no range
    Spread peerRuns{}; ///< likewise
};

/// Of \p values; without any it is all zero.
Spread spreadOf(std::vector<double> values);
/// \p part of the \p values are not above it: 0.5 gives the median; 0 without values.
double partOf(std::vector<double> values, double part);
/// A median with its range.
Figure figureOf(const QString &what, const QString &unit, const Spread &runs);
/// Puts the peer beside it. Less is better.
void setPeer(Figure &figure, const QString &peer, const Spread &runs);

/// The median of what \p measure returns in \p runs runs, after one that is not counted.
double median(int runs, const std::function<double()> &measure);

/// The same with the range.
Spread repeated(int runs, const std::function<double()> &measure);

/// How long \p work takes, in milliseconds.
double milliseconds(const std::function<void()> &work);

/// The memory that this process has resident now, in MiB. Source: /proc/self/status.
double residentMemory();
/// The most memory that this process ever had resident, in MiB. Source: /proc/self/status.
double peakMemory();

/// What a process has resident. Source: /proc/PID/smaps_rollup.
struct ProcessMemory {
    double residentMib = 0;     ///< RSS
    double proportionalMib = 0; ///< PSS: what several processes share is divided among them
};
ProcessMemory memoryOfProcess(qint64 pid);
/// The most that it ever had resident, in MiB. Source: /proc/PID/status.
double peakMemoryOfProcess(qint64 pid);
/// Processor time that it has used, in ms; in steps of a tick, 10 ms. Source: /proc/PID/stat.
double processorTimeOfProcess(qint64 pid);

/// On standard error, for who waits: what is being done now.
void say(const QString &text);

/// How many processes ran or waited to run on this machine, on average of the last minute.
double loadOfMachine();

/// The figures as a table for the eye.
QString asTable(const std::vector<Figure> &figures);
/// The same as JSON, an array of objects.
QByteArray asJson(const std::vector<Figure> &figures);
