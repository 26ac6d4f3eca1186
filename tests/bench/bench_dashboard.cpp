#include "benchmarks.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QThread>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"json"_s, u"Print JSON instead of a table."_s});
    parser.addOption({u"only"_s,
                      u"parse, pull, list, window, table, growth, charts, history, team, rest, "
                      u"faults, start, idle, "
                      "key, paint or memory; may be repeated."_s,
                      u"SUBJECT"_s});
    parser.addOption({u"runs"_s,
                      u"How often windows are started beside those of others, and how often, three "
                      "times at most, the memory of a window is measured."_s,
                      u"N"_s, u"5"_s});
    parser.addOption({u"tasks"_s, u"Tasks to pull."_s, u"N"_s, u"100000"_s});
    parser.addOption({u"window-tasks"_s, u"Tasks to pull into a window."_s, u"N"_s, u"1000000"_s});
    parser.addOption({u"team-rows"_s, u"Tasks in the team's database before it is measured."_s,
                      u"N"_s, u"1000000"_s});
    parser.process(application);

    const QStringList only = parser.values(u"only"_s);
    const auto isWanted = [&only](const QString &subject) {
        const bool isNamed = only.isEmpty() || only.contains(subject);
        if (isNamed)
            say(subject);
        return isNamed;
    };
    const int runs = std::max(parser.value(u"runs"_s).toInt(), 1);
    const QString program = QCoreApplication::applicationDirPath() + u"/sync-dashboard"_s;
    const double loadBefore = loadOfMachine();
    std::vector<Figure> figures;
    const auto add = [&figures](const std::vector<Figure> &more) {
        figures.insert(figures.end(), more.begin(), more.end());
    };
    // Memory is measured at its peak, so what needs least of it goes first.
    if (isWanted(u"pull"_s))
        add(benchPull(program, parser.value(u"tasks"_s).toInt()));
    if (isWanted(u"list"_s))
        add(benchList(program));
    if (isWanted(u"table"_s))
        add(benchTable());
    if (isWanted(u"parse"_s))
        add(benchParsing());
    if (isWanted(u"charts"_s))
        add(benchCharts());
    if (isWanted(u"history"_s))
        add(benchHistory());
    if (isWanted(u"team"_s))
        add(benchTeam(parser.value(u"team-rows"_s).toInt()));
    if (isWanted(u"rest"_s))
        add(benchRest());
    if (isWanted(u"faults"_s))
        add(benchFaults());
    if (isWanted(u"start"_s))
        add(benchStart(program, 10, runs));
    if (isWanted(u"idle"_s))
        add(benchIdle(program));
    if (isWanted(u"key"_s))
        add(benchKey(program));
    if (isWanted(u"paint"_s))
        add(benchPaint(program));
    if (isWanted(u"memory"_s))
        add(benchMemory(program, std::min(runs, 3)));
    if (isWanted(u"growth"_s))
        add(benchGrowth());
    if (isWanted(u"window"_s))
        add(benchWindow(program, parser.value(u"window-tasks"_s).toInt()));

    // What else ran beside it makes figures worse than they are.
    figures.push_back({.what = u"load of the machine in the minute before, %1 cores"_s.arg(
                           QThread::idealThreadCount()),
                       .value = loadBefore});
    figures.push_back(
        {.what = u"  at the end, the benchmark's own included"_s, .value = loadOfMachine()});
    const QByteArray text = parser.isSet(u"json"_s) ? asJson(figures) : asTable(figures).toUtf8();
    std::fputs(text.constData(), stdout);
    return 0;
}
