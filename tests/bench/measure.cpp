#include "measure.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

double memoryOf(const QByteArray &name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

} // namespace

double median(int runs, const std::function<double()> &measure)
{
    measure();
    std::vector<double> values;
    for (int i = 0; i < runs; ++i)
        values.push_back(measure());
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
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
    return memoryOf("VmRSS:");
}

double peakMemory()
{
    return memoryOf("VmHWM:");
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
            u"%1 %2 %3"_s.arg(figure.what, -52).arg(figure.value, 10, 'f', 1).arg(figure.unit, -8);
        if (figure.ratio > 0)
            text += u" %1 times %2 (%3)"_s.arg(figure.ratio, 0, 'f', 1)
                        .arg(figure.peer)
                        .arg(figure.peerValue, 0, 'f', 1);
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
        if (figure.ratio > 0) {
            object.insert(u"peer"_s, figure.peer);
            object.insert(u"peerValue"_s, figure.peerValue);
            object.insert(u"ratio"_s, figure.ratio);
        }
        if (!figure.expected.isEmpty()) {
            object.insert(u"expected"_s, figure.expected);
            object.insert(u"met"_s, figure.isMet);
        }
        array.append(object);
    }
    return QJsonDocument(array).toJson();
}
