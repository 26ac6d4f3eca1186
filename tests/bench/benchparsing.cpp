#include "benchmarks.h"
#include "jsonmemory.h"
#include "synctaskjson.h"
#include "taskstore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr int pages = 200;
constexpr int tasksOnPage = 100;

QJsonObject image(const QString &instance, const QString &region, int number)
{
    return {{u"InstanceId"_s, instance},
            {u"RegionId"_s, region},
            {u"RepoNamespaceName"_s, u"team-%1"_s.arg(number % 20)},
            {u"RepoName"_s, u"service-%1"_s.arg(number % 150)},
            {u"ImageTag"_s, u"2.%1.%2"_s.arg(number % 30).arg(number % 7)}};
}

/// A page such as the API sends: the names repeat, the ids do not.
QByteArray page(int pageNo)
{
    QJsonArray tasks;
    for (int i = 0; i < tasksOnPage; ++i) {
        const int number = pageNo * tasksOnPage + i;
        const qint64 created = 1'790'000'000'000 + qint64{1000} * number;
        QJsonObject task{
            {u"SyncTaskId"_s, u"rst-%1"_s.arg(number, 16, 36, QChar(u'0'))},
            {u"SyncRuleId"_s, u"crsr-7lph66uloi6h%1"_s.arg(number % 12, 4, 10, QChar(u'0'))},
            {u"SyncBatchTaskId"_s,
             u"15DEEB56-9271-4FDD-AC4D-%1"_s.arg(number / 3, 12, 16, QChar(u'0')).toUpper()},
            {u"TaskStatus"_s, number % 17 == 0 ? u"ERROR"_s : u"SUCCESS"_s},
            {u"TaskTrigger"_s, u"PASSIVE"_s},
            {u"CreateTime"_s, created},
            {u"ModifedTime"_s, created + 7000},
            {u"ModifiedTime"_s, created + 7000},
            {u"CrossUser"_s, false},
            {u"SyncTransAccelerate"_s, true},
            {u"CustomLink"_s, false},
            {u"ImageFrom"_s, image(u"cri-kmsiwlxxdcva0001"_s, u"cn-hangzhou"_s, number)},
            {u"ImageTo"_s, image(u"cri-k77rd2eo9ztt0002"_s, u"eu-central-1"_s, number)}};
        if (number % 17 == 0)
            task.insert(u"TaskIssue"_s, u"NETWORK_ERROR"_s);
        tasks.append(task);
    }
    return QJsonDocument(QJsonObject{{u"RequestId"_s, u"7640819A-FB5B-4E25-A227-97717F620000"_s},
                                     {u"Code"_s, u"success"_s},
                                     {u"IsSuccess"_s, true},
                                     {u"PageNo"_s, pageNo},
                                     {u"PageSize"_s, tasksOnPage},
                                     {u"TotalCount"_s, QString::number(pages * tasksOnPage)},
                                     {u"SyncTasks"_s, tasks}})
        .toJson(QJsonDocument::Compact);
}

/// The peer: what one would write first.
struct PlainTask {
    QString id, rule, batch, status, trigger, issue;
    QString fromInstance, fromRegion, fromNamespace, fromRepo, fromTag;
    QString toInstance, toRegion, toNamespace, toRepo, toTag;
    qint64 created = 0;
    qint64 modified = 0;
    bool crossUser = false;
    bool accelerated = false;
    bool customLink = false;
};

std::vector<PlainTask> plainTasks(const QByteArray &json)
{
    std::vector<PlainTask> tasks;
    const QJsonArray array = QJsonDocument::fromJson(json).object().value("SyncTasks"_L1).toArray();
    tasks.reserve(static_cast<std::size_t>(array.size()));
    for (const QJsonValue &value : array) {
        const QJsonObject task = value.toObject();
        const QJsonObject from = task.value("ImageFrom"_L1).toObject();
        const QJsonObject to = task.value("ImageTo"_L1).toObject();
        tasks.push_back({.id = task.value("SyncTaskId"_L1).toString(),
                         .rule = task.value("SyncRuleId"_L1).toString(),
                         .batch = task.value("SyncBatchTaskId"_L1).toString(),
                         .status = task.value("TaskStatus"_L1).toString(),
                         .trigger = task.value("TaskTrigger"_L1).toString(),
                         .issue = task.value("TaskIssue"_L1).toString(),
                         .fromInstance = from.value("InstanceId"_L1).toString(),
                         .fromRegion = from.value("RegionId"_L1).toString(),
                         .fromNamespace = from.value("RepoNamespaceName"_L1).toString(),
                         .fromRepo = from.value("RepoName"_L1).toString(),
                         .fromTag = from.value("ImageTag"_L1).toString(),
                         .toInstance = to.value("InstanceId"_L1).toString(),
                         .toRegion = to.value("RegionId"_L1).toString(),
                         .toNamespace = to.value("RepoNamespaceName"_L1).toString(),
                         .toRepo = to.value("RepoName"_L1).toString(),
                         .toTag = to.value("ImageTag"_L1).toString(),
                         .created = task.value("CreateTime"_L1).toInteger(),
                         .modified = task.value("ModifiedTime"_L1).toInteger(),
                         .crossUser = task.value("CrossUser"_L1).toBool(),
                         .accelerated = task.value("SyncTransAccelerate"_L1).toBool(),
                         .customLink = task.value("CustomLink"_L1).toBool()});
    }
    return tasks;
}

/// Bytes of pages into values and nothing else; how many tasks came out.
std::size_t parse(const std::vector<QByteArray> &bodies)
{
    JsonMemory memory;
    std::size_t tasks = 0;
    for (const QByteArray &body : bodies) {
        const Result<SyncTaskPage> result = syncTaskPageFromJson(body, memory, {});
        tasks += result ? result->items.size() : 0;
    }
    return tasks;
}

Figure parseFigure(const std::vector<QByteArray> &bodies, double mebibytes, double peerMs)
{
    std::size_t parsed = 0;
    const double ms = median(9, [&] { return milliseconds([&] { parsed = parse(bodies); }); });
    const double ratio = peerMs / ms;
    return {.what = u"parse pages of 100 tasks (%1 B a task)"_s.arg(
                mebibytes * 1024 * 1024 / pages / tasksOnPage, 0, 'f', 0),
            .unit = u"MiB/s"_s,
            .value = mebibytes * 1000 / ms,
            .peer = u"QJsonDocument into structs"_s,
            .peerValue = mebibytes * 1000 / peerMs,
            .ratio = ratio,
            .expected = u">= 6 times"_s,
            .isMet = parsed == std::size_t{pages} * tasksOnPage && ratio >= 6};
}

/// From bytes to rows: what the window's thread does with each page. A million tasks, each new; the
/// peer reads each page right after us, when its bytes are at hand.
Figure storeFigure()
{
    constexpr int manyPages = 10'000;
    const QString instance = u"cri-kmsiwlxxdcva0001"_s;
    JsonMemory memory;
    TaskStore store;
    double ms = 0;
    double peerMs = 0;
    std::size_t peerParsed = 0;
    for (int pageNo = 1; pageNo <= manyPages; ++pageNo) {
        const QByteArray body = page(pageNo);
        ms += milliseconds([&] {
            const Result<SyncTaskPage> result = syncTaskPageFromJson(body, memory, {});
            store.merge(instance, result->items);
        });
        peerMs += milliseconds([&] { peerParsed += plainTasks(body).size(); });
    }
    constexpr double tasks = double{manyPages} * tasksOnPage;
    const double perSecond = tasks * 1000 / ms;
    const double ratio = peerMs / ms;
    return {.what = u"bytes of pages to rows in the store, 1,000,000 tasks"_s,
            .unit = u"tasks/s"_s,
            .value = perSecond,
            .peer = u"QJsonDocument into structs"_s,
            .peerValue = tasks * 1000 / peerMs,
            .ratio = ratio,
            .expected = u">= 800,000 tasks/s and >= 5 times"_s,
            .isMet = store.size() == peerParsed && perSecond >= 800'000 && ratio >= 5};
}

} // namespace

std::vector<Figure> benchParsing()
{
    std::vector<QByteArray> bodies;
    double bytes = 0;
    for (int i = 1; i <= pages; ++i) {
        bodies.push_back(page(i));
        bytes += static_cast<double>(bodies.back().size());
    }
    std::size_t peerParsed = 0;
    const double peerMs = median(9, [&] {
        return milliseconds([&] {
            for (const QByteArray &body : bodies)
                peerParsed += plainTasks(body).size();
        });
    });
    if (peerParsed == 0)
        return {};
    return {parseFigure(bodies, bytes / 1024 / 1024, peerMs), storeFigure()};
}
