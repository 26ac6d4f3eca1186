#include "benchtasks.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int msBetweenTasks = 600;
constexpr int finishedMsAfter = 120'000;
constexpr int rulesOfRoute = 3; // ACR: a rule copies from one region to one
const QDateTime firstTask(QDate(2026, 11, 17), QTime(0, 0), Qt::UTC);

const std::array regions = {u"cn-hangzhou"_s,   u"cn-shanghai"_s,    u"cn-beijing"_s,
                            u"cn-shenzhen"_s,   u"eu-central-1"_s,   u"us-east-1"_s,
                            u"us-west-1"_s,     u"ap-southeast-1"_s, u"ap-northeast-1"_s,
                            u"ap-southeast-5"_s};
const std::array teams = {u"payments"_s, u"search"_s, u"shop"_s, u"platform"_s};
const std::array services = {u"api"_s,   u"web"_s,     u"worker"_s, u"cron"_s,  u"gateway"_s,
                             u"cache"_s, u"metrics"_s, u"auth"_s,   u"queue"_s, u"batch"_s};

} // namespace

QString BenchTasks::idAfter(const QString &prefix)
{
    constexpr int base = 36;
    constexpr int length = 16;
    const quint64 number = quint64{m_random()} << 32 | m_random();
    return prefix + u"%1"_s.arg(number, length, base, QChar(u'0'));
}

void BenchTasks::startBatch()
{
    const auto any = [this](const auto &words) {
        return words[static_cast<std::size_t>(upTo(static_cast<int>(words.size()) - 1))];
    };
    const QString team = any(teams);
    m_batch.batchId = idAfter(u"batch-"_s);
    m_source = upTo(regions.size() - 2);
    m_batch.trigger = taskTriggerFromWire(u"PASSIVE"_s);
    m_batch.crossUser = false;
    m_batch.syncTransAccelerate = true;
    m_batch.imageFrom = {.instanceId = u"cri-kmsiwlxxdcva0001"_s,
                         .regionId = regions[static_cast<std::size_t>(m_source)],
                         .repoNamespaceName = team,
                         .repoName = team + u'-' + any(services),
                         .imageTag = u"2.%1.%2"_s.arg(upTo(199)).arg(upTo(99))};
    m_batch.imageTo = m_batch.imageFrom;
    m_batch.imageTo.instanceId = u"cri-k77rd2eo9ztt0002"_s;
}

SyncTask BenchTasks::take()
{
    constexpr int batchSize = 3;
    if (m_count % batchSize == 0)
        startBatch();
    SyncTask task = m_batch;
    task.id = idAfter(u"rst-"_s);
    const int destination = upTo(regions.size() - 1);
    task.imageTo.regionId = regions[static_cast<std::size_t>(destination)];
    const int route = m_source * static_cast<int>(regions.size()) + destination;
    task.ruleId =
        u"crsr-%1"_s.arg(route * rulesOfRoute + upTo(rulesOfRoute - 1), 16, 10, QChar(u'0'));
    const bool hasFailed = upTo(999) < errorsInThousand;
    task.status = syncTaskStatusFromWire(hasFailed ? u"ERROR"_s : u"SUCCESS"_s);
    if (hasFailed)
        task.issue = taskIssueFromWire(u"NETWORK_ERROR"_s);
    task.createdAt = firstTask.addMSecs(qint64{msBetweenTasks} * m_count);
    task.modifiedAt = task.createdAt.addMSecs(2'000 + upTo(finishedMsAfter));
    ++m_count;
    return task;
}

std::vector<SyncTask> BenchTasks::takePage(int count)
{
    std::vector<SyncTask> page;
    for (int i = 0; i < count; ++i)
        page.push_back(take());
    std::ranges::reverse(page);
    return page;
}

void fill(TaskStore &store, BenchTasks &tasks, int size)
{
    constexpr int pageSize = 1'000;
    for (int missing = size - static_cast<int>(store.size()); missing > 0; missing -= pageSize)
        store.merge(u"cri-kmsiwlxxdcva0001"_s, tasks.takePage(std::min(missing, pageSize)));
}
