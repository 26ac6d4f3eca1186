#include "measure.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// A line of a file of /proc that gives kB, in MiB.
double memoryIn(const QString &file, const QByteArray &name)
{
    QFile status(u"/proc/"_s + file);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

QString textOf(const Spread &runs)
{
    return u"%1 to %2 in %3 runs"_s.arg(runs.low, 0, 'f', 1)
        .arg(runs.high, 0, 'f', 1)
        .arg(runs.runs);
}

QJsonObject jsonOf(const Spread &runs)
{
    return {{u"low"_s, runs.low}, {u"high"_s, runs.high}, {u"runs"_s, runs.runs}};
}

QString textOfPeer(const Figure &figure)
{
    QString value = QString::number(figure.peerValue, 'f', 1);
    if (figure.peerRuns.runs > 1)
        value += u"; "_s + textOf(figure.peerRuns);
    return u" %1 times %2 (%3)"_s.arg(QString::number(figure.ratio, 'f', 1), figure.peer, value);
}

} // namespace

double median(int runs, const std::function<double()> &measure)
{
    return repeated(runs, measure).median;
}

Spread repeated(int runs, const std::function<double()> &measure)
{
    measure();
    std::vector<double> values;
    for (int i = 0; i < runs; ++i)
        values.push_back(measure());
    return spreadOf(std::move(values));
}

Spread spreadOf(std::vector<double> values)
{
    if (values.empty())
        return {};
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return {.median =
                values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2,
            .low = values.front(),
            .high = values.back(),
            .runs = static_cast<int>(values.size())};
}

double partOf(std::vector<double> values, double part)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    const auto index = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1));
    return values[index];
}

Figure figureOf(const QString &what, const QString &unit, const Spread &runs)
{
    return {.what = what, .unit = unit, .value = runs.median, .runs = runs};
}

void setPeer(Figure &figure, const QString &peer, const Spread &runs)
{
    figure.peer = peer;
    figure.peerValue = runs.median;
    figure.ratio = figure.value > 0 ? runs.median / figure.value : 0;
    figure.peerRuns = runs;
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double residentMemory()
{
    return memoryIn(u"self/status"_s, "VmRSS:");
}

double peakMemory()
{
    return memoryIn(u"self/status"_s, "VmHWM:");
}

ProcessMemory memoryOfProcess(qint64 pid)
{
    const QString file = u"%1/smaps_rollup"_s.arg(pid);
    return {.residentMib = memoryIn(file, "Rss:"), .proportionalMib = memoryIn(file, "Pss:")};
}

double peakMemoryOfProcess(qint64 pid)
{
    return memoryIn(u"%1/status"_s.arg(pid), "VmHWM:");
}

double processorTimeOfProcess(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    // The name, in brackets, may hold blanks; behind it the fields 3 and on, see proc(5).
    const QByteArray line = stat.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype user = 14 - 3;
    constexpr qsizetype system = 15 - 3;
    const double ticks = fields.value(user).toDouble() + fields.value(system).toDouble();
    return ticks * 1000 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

void say(const QString &text)
{
    std::fprintf(stderr, "bench: %s\n", qPrintable(text));
    std::fflush(stderr);
}

double loadOfMachine()
{
    double load = 0;
    return ::getloadavg(&load, 1) == 1 ? load : 0;
}

QString asTable(const std::vector<Figure> &figures)
{
    QString text;
    for (const Figure &figure : figures) {
        text +=
            u"%1 %2 %3"_s.arg(figure.what, -58).arg(figure.value, 10, 'f', 1).arg(figure.unit, -8);
        if (figure.runs.runs > 1)
            text += u" (%1)"_s.arg(textOf(figure.runs));
        if (figure.ratio > 0)
            text += textOfPeer(figure);
        if (!figure.expected.isEmpty())
            text +=
                u"  expected %1: %2"_s.arg(figure.expected, figure.isMet ? u"met"_s : u"MISSED"_s);
        text += u'\n';
    }
    return text;
}

QByteArray asJson(const std::vector<Figure> &figures)
{
    QJsonArray array;
    for (const Figure &figure : figures) {
        QJsonObject object{
            {u"what"_s, figure.what}, {u"unit"_s, figure.unit}, {u"value"_s, figure.value}};
        if (figure.runs.runs > 0)
            object.insert(u"range"_s, jsonOf(figure.runs));
        if (figure.ratio > 0) {
            object.insert(u"peer"_s, figure.peer);
            object.insert(u"peerValue"_s, figure.peerValue);
            object.insert(u"ratio"_s, figure.ratio);
            if (figure.peerRuns.runs > 0)
                object.insert(u"peerRange"_s, jsonOf(figure.peerRuns));
        }
        if (!figure.expected.isEmpty()) {
            object.insert(u"expected"_s, figure.expected);
            object.insert(u"met"_s, figure.isMet);
        }
        array.append(object);
    }
    return QJsonDocument(array).toJson();
}
