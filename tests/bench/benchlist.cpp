#include "benchmarks.h"
#include "benchserver.h"
#include "benchtasks.h"
#include "taskfields.h"
#include "taskstore.h"
#include "taskwriter.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTextStream>

#include <algorithm>
#include <memory>
#include <optional>
#include <sys/resource.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr int listedTasks = 36'000;
constexpr int exportedTasks = 1'000'000;
constexpr int listRuns = 5;

/// Processor time of the processes that have ended, in ms.
double processorTimeOfChildren()
{
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    const auto inMs = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return inMs(usage.ru_utime) + inMs(usage.ru_stime);
}

struct Cost {
    double ms = 0;
    double processorMs = 0;
};

/// Of a program that prints to a file: medians.
std::optional<Cost> costOf(const QString &program, const QStringList &arguments,
                           const QProcessEnvironment &environment)
{
    bool isDone = true;
    std::vector<double> processor;
    Cost cost;
    cost.ms = median(listRuns, [&] {
        QTemporaryFile printed;
        isDone = printed.open() && isDone;
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setStandardOutputFile(printed.fileName());
        const double before = processorTimeOfChildren();
        const double ms = milliseconds([&] {
            process.start(program, arguments);
            process.waitForFinished(120'000);
        });
        processor.push_back(processorTimeOfChildren() - before);
        isDone = isDone && process.exitStatus() == QProcess::NormalExit &&
                 process.exitCode() == 0 && QFile(printed.fileName()).size() > 0;
        return ms;
    });
    std::ranges::sort(processor);
    cost.processorMs = processor[processor.size() / 2];
    return isDone ? std::optional(cost) : std::nullopt;
}

/// Where the peer's libraries are; empty, with a word why, where they cannot be had.
QString installedPeers()
{
    const QString folder = QCoreApplication::applicationDirPath() + u"/../peers"_s;
    if (QStandardPaths::findExecutable(u"node"_s).isEmpty() ||
        QStandardPaths::findExecutable(u"npm"_s).isEmpty()) {
        qWarning("the peer of list is left out: there is no node or no npm");
        return {};
    }
    QDir().mkpath(folder);
    for (const QString &name : {u"listtasks.mjs"_s, u"package.json"_s}) {
        QFile::remove(folder + u'/' + name);
        QFile::copy(QStringLiteral(PEERS_DIR) + u'/' + name, folder + u'/' + name);
    }
    QProcess npm;
    npm.setWorkingDirectory(folder);
    npm.setStandardOutputFile(QProcess::nullDevice());
    npm.start(u"npm"_s, {u"install"_s, u"--no-audit"_s, u"--no-fund"_s});
    if (!npm.waitForFinished(300'000) || npm.exitCode() != 0) {
        qWarning("the peer of list is left out: %s", npm.readAllStandardError().constData());
        return {};
    }
    return folder;
}

std::vector<Figure> listFigures(const QString &program)
{
    const BenchServer server(program, listedTasks);
    if (!server.isRunning())
        return {};
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, server.keyId());
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, server.keySecret());
    std::optional<Cost> peer;
    if (const QString folder = installedPeers(); !folder.isEmpty())
        peer =
            costOf(u"node"_s,
                   {folder + u"/listtasks.mjs"_s, server.endpoint(), server.instance().instanceId},
                   environment);
    std::vector<Figure> figures;
    for (const QString &format : {u"ndjson"_s, u"csv"_s, u"table"_s}) {
        const std::optional<Cost> cost =
            costOf(program,
                   {u"list"_s, u"--endpoint"_s, server.endpoint(), u"--region"_s,
                    server.instance().regionId, u"--instance"_s, server.instance().instanceId,
                    u"--format"_s, format},
                   environment);
        if (!cost) {
            qWarning("list --format %s fails", qPrintable(format));
            continue;
        }
        const double ratio = peer ? peer->ms / cost->ms : 0;
        figures.push_back({.what = u"list of %L1 tasks as %2"_s.arg(listedTasks).arg(format),
                           .unit = u"ms"_s,
                           .value = cost->ms,
                           .peer = peer ? u"vendor's library, NDJSON"_s : QString(),
                           .peerValue = peer ? peer->ms : 0,
                           .ratio = ratio,
                           .expected = u">= 4 x"_s,
                           .isMet = !peer || ratio >= 4});
        figures.push_back({.what = u"  processor time"_s,
                           .unit = u"ms"_s,
                           .value = cost->processorMs,
                           .peer = peer ? u"vendor's library, NDJSON"_s : QString(),
                           .peerValue = peer ? peer->processorMs : 0,
                           .ratio = peer ? peer->processorMs / cost->processorMs : 0,
                           .expected = u"<= 350 ms"_s,
                           .isMet = cost->processorMs <= 350});
    }
    return figures;
}

QString textOfField(const FieldValue &value)
{
    if (const auto *text = std::get_if<QStringView>(&value))
        return text->toString();
    const auto *time = std::get_if<QDateTime>(&value);
    return time ? time->toString(Qt::ISODateWithMs) : QString();
}

/// A row as one writes it who has Qt and little time.
void writePlainly(ListFormat format, const SyncTask &task, const InstanceRef &listedBy,
                  QTextStream &stream)
{
    if (format == ListFormat::Csv) {
        for (const TaskField &field : taskFields()) {
            const QString text = textOfField(field.value(task, listedBy));
            if (!text.isEmpty())
                stream << '"' << QString(text).replace(u'"', u"\"\""_s) << '"';
            stream << ',';
        }
        stream << "\r\n";
        return;
    }
    QJsonObject object;
    for (const TaskField &field : taskFields()) {
        const QString text = textOfField(field.value(task, listedBy));
        object.insert(QString::fromLatin1(field.name),
                      text.isEmpty() ? QJsonValue() : QJsonValue(text));
    }
    stream << QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) << '\n';
}

std::vector<Figure> exportFigures()
{
    TaskStore store;
    BenchTasks tasks(1);
    fill(store, tasks, exportedTasks);
    const InstanceRef listedBy{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s};
    std::vector<Figure> figures;
    for (const auto &[format, name] :
         {std::pair(ListFormat::Ndjson, u"NDJSON"_s), std::pair(ListFormat::Csv, u"CSV"_s)}) {
        const double before = residentMemory();
        QTemporaryFile file;
        if (!file.open())
            return {};
        const double ms = milliseconds([&, chosen = format] {
            const std::unique_ptr<TaskWriter> writer = makeTaskWriter(chosen);
            file.write(writer->begin());
            TextCache texts(store.texts());
            for (TaskRow row = 0; row < store.size(); ++row)
                file.write(writer->task(store.task(row, texts), listedBy));
            file.write(writer->end());
            file.flush();
        });
        const double growth = residentMemory() - before;
        QTemporaryFile plain;
        if (!plain.open())
            return {};
        const double plainMs = milliseconds([&, chosen = format] {
            QTextStream stream(&plain);
            for (TaskRow row = 0; row < store.size(); ++row)
                writePlainly(chosen, store.task(row), listedBy, stream);
        });
        figures.push_back({.what = u"export of 1,000,000 rows of the store as %1"_s.arg(name),
                           .unit = u"ms"_s,
                           .value = ms,
                           .peer = u"QJsonDocument, QTextStream"_s,
                           .peerValue = plainMs,
                           .ratio = plainMs / ms,
                           .expected = u">= 5 x, <= 1500 ms"_s,
                           .isMet = plainMs >= 5 * ms && ms <= 1'500});
        figures.push_back({.what = u"  memory that it needs"_s,
                           .unit = u"MiB"_s,
                           .value = growth,
                           .expected = u"<= 16 MiB"_s,
                           .isMet = growth <= 16});
    }
    return figures;
}

} // namespace

std::vector<Figure> benchList(const QString &program)
{
    std::vector<Figure> figures = listFigures(program);
    for (const Figure &figure : exportFigures())
        figures.push_back(figure);
    return figures;
}
