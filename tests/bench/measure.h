#pragma once

#include <QString>

#include <functional>
#include <vector>

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
};

/// The median of what \p measure returns in \p runs runs, after one that is not counted.
double median(int runs, const std::function<double()> &measure);

/// How long \p work takes, in milliseconds.
double milliseconds(const std::function<void()> &work);

/// The memory that this process has resident now, in MiB. Source: /proc/self/status.
double residentMemory();
/// The most memory that this process ever had resident, in MiB. Source: /proc/self/status.
double peakMemory();

/// How many processes ran or waited to run on this machine, on average of the last minute.
double loadOfMachine();

/// The figures as a table for the eye.
QString asTable(const std::vector<Figure> &figures);
/// The same as JSON, an array of objects.
QByteArray asJson(const std::vector<Figure> &figures);
