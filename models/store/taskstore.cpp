#include "taskstore.h"

#include "taskmerge.h"
#include "unixtime.h"
#include "utf8buffer.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace {

// TaskHotFields::flags: a bit "given" and a bit "true" for each boolean, and one bit for the
// priority.
enum Flag : quint8 {
    CrossUserGiven = 0x01,
    CrossUser = 0x02,
    AcceleratedGiven = 0x04,
    Accelerated = 0x08,
    CustomLinkGiven = 0x10,
    CustomLink = 0x20,
    PriorityGiven = 0x40,
};

std::size_t hashOf(StringPool::Id instance, QByteArrayView taskId)
{
    return qHash(taskId, instance);
}

void takeFlag(quint8 &flags, Flag given, Flag value, std::optional<bool> news)
{
    if (!news)
        return;
    const unsigned others = flags & ~static_cast<unsigned>(given | value);
    const unsigned ours = *news ? (given | value) : given;
    flags = static_cast<quint8>(others | ours);
}

std::optional<bool> flag(quint8 flags, Flag given, Flag value)
{
    return (flags & given) ? std::optional((flags & value) != 0) : std::nullopt;
}

/// From the layers; the task's own sum where the layers do not tell.
std::optional<TransferProgress> progressOf(const SyncTaskDetail &detail)
{
    TransferProgress progress;
    bool layersTell = false;
    for (const LayerTask &layer : detail.layers) {
        const qint64 size = std::max(layer.size.value_or(0), qint64{0});
        progress.total += size;
        progress.synced += std::clamp(layer.syncedSize.value_or(0), qint64{0}, size);
        layersTell = layersTell || layer.syncedSize;
    }
    if (progress.total <= 0)
        return {};
    if (!layersTell)
        progress.synced = std::clamp(detail.syncedSize.value_or(0), qint64{0}, progress.total);
    return progress;
}

} // namespace

TaskStore::TaskStore()
{
    m_repositories.append({}); // of ends about which nothing is known
    m_repositoryNumbers.insert({}, 0);
}

MergeReport TaskStore::merge(const QString &instanceId, std::span<const SyncTask> tasks)
{
    MergeReport report;
    QSet<TaskRow> changed; // a task may stand twice on pages that were put together
    const TaskRow firstNew = size();
    const StringPool::Id instance = m_texts.intern(instanceId);
    noteUse(instance, UsedAsInstance);
    for (const SyncTask &task : tasks) {
        if (task.id.isEmpty())
            continue;
        bool added = false;
        const TaskRow row = findOrAdd(instance, task.id, added);
        const bool differs = mergeInto(row, task);
        if (added) {
            report.inserted.push_back(row);
        } else if (!differs) {
            ++report.unchanged;
        } else if (row < firstNew && !changed.contains(row)) {
            changed.insert(row);
            report.changed.push_back(row);
        }
    }
    return report;
}

MergeReport TaskStore::mergeDetail(const QString &instanceId, const SyncTaskDetail &detail)
{
    MergeReport report;
    const std::optional<TaskRow> row = find(instanceId, detail.task.id);
    if (!row)
        return report;
    const bool statusDiffers = takeStatus(*row, detail.task);
    m_moments[*row] = TaskMoment(m_hotFields[*row]);
    const bool progressDiffers = takeProgress(*row, detail);
    if (statusDiffers || progressDiffers)
        report.changed.push_back(*row);
    else
        report.unchanged = 1;
    return report;
}

TaskRow TaskStore::size() const
{
    return m_hotFields.size();
}

std::optional<TaskRow> TaskStore::find(const QString &instanceId, const QString &taskId) const
{
    const std::optional<StringPool::Id> instance = m_texts.find(instanceId);
    if (!instance || taskId.isEmpty())
        return {};
    const Utf8Buffer utf8(taskId);
    const TaskRow row = find(*instance, utf8.bytes(), hashOf(*instance, utf8.bytes()));
    return row == NumberTable::none ? std::nullopt : std::optional(row);
}

SyncTask TaskStore::task(TaskRow row) const
{
    return makeTask(row, [this](StringPool::Id text) { return m_texts.text(text); });
}

SyncTask TaskStore::task(TaskRow row, TextCache &texts) const
{
    return makeTask(row, [&texts](StringPool::Id text) { return texts.text(text); });
}

template<typename TextOf>
SyncTask TaskStore::makeTask(TaskRow row, const TextOf &textOf) const
{
    const TaskHotFields &hot = m_hotFields[row];
    const TaskColdFields &cold = m_coldFields[row];
    const TaskTags &tags = m_tags[row];
    const auto imageOf = [this, &textOf](quint32 repository, StringPool::Id tag) -> ImageRef {
        const RepositoryKey &parts = m_repositories[repository];
        return {.instanceId = textOf(parts.instance),
                .regionId = textOf(parts.region),
                .repoNamespaceName = textOf(parts.repoNamespace),
                .repoName = textOf(parts.repo),
                .imageTag = textOf(tag)};
    };
    return {
        .id = QString::fromUtf8(taskIdBytes(row)),
        .ruleId = textOf(cold.rule),
        .batchId = m_batches.text(cold.batch),
        .status = {.value = hot.status, .text = textOf(cold.statusText)},
        .trigger = {.value = hot.trigger, .text = textOf(cold.triggerText)},
        .issue = {.value = hot.issue, .text = textOf(cold.issueText)},
        .createdAt = timeFromUnixMs(hot.createdMs),
        .modifiedAt = timeFromUnixMs(modifiedMs(row)),
        .crossUser = crossUser(row),
        .syncTransAccelerate = accelerated(row),
        .customLink = customLink(row),
        .linkId = textOf(cold.link),
        .priority = priority(row),
        .imageFrom = imageOf(m_ends[row].from, tags.from),
        .imageTo = imageOf(m_ends[row].to, tags.to),
    };
}

bool TaskStore::setLastReadings(const QHash<QString, QDateTime> &readings)
{
    QHash<StringPool::Id, qint64> known; // an instance without tasks is in no text yet
    for (auto reading = readings.cbegin(); reading != readings.cend(); ++reading) {
        if (const auto instance = m_texts.find(reading.key()))
            known.insert(*instance, reading->toMSecsSinceEpoch());
    }
    return std::exchange(m_lastReadings, known) != known;
}

bool TaskStore::setWatched(const std::optional<QSet<QString>> &instanceIds)
{
    std::optional<QSet<StringPool::Id>> watched;
    if (instanceIds) {
        watched.emplace();
        for (const QString &id : *instanceIds)
            watched->insert(m_texts.intern(id)); // its tasks may come later
    }
    return std::exchange(m_watched, watched) != watched;
}

qint64 TaskStore::lastReadingMs(TaskRow row, qint64 nowMs) const
{
    return std::min(nowMs, m_lastReadings.value(m_coldFields[row].instance, nowMs));
}

QDateTime TaskStore::lastReading(TaskRow row, const QDateTime &now) const
{
    if (m_lastReadings.isEmpty()) // as mostly, and every cell asks
        return {};
    const qint64 nowMs = now.toMSecsSinceEpoch();
    const qint64 untilMs = knownUntilMs(row, nowMs);
    return untilMs < nowMs && isUnderWay(status(row)) ? timeFromUnixMs(untilMs) : QDateTime();
}

QString TaskStore::instanceId(TaskRow row) const
{
    return m_texts.text(m_coldFields[row].instance);
}

SyncTaskStatus TaskStore::status(TaskRow row) const
{
    return m_hotFields[row].status;
}

TaskTrigger TaskStore::trigger(TaskRow row) const
{
    return m_hotFields[row].trigger;
}

qint64 TaskStore::createdMs(TaskRow row) const
{
    return m_hotFields[row].createdMs;
}

std::optional<TransferProgress> TaskStore::progress(TaskRow row) const
{
    const auto known = m_progress.constFind(row);
    return known == m_progress.cend() ? std::nullopt : std::optional(*known);
}

std::optional<bool> TaskStore::crossUser(TaskRow row) const
{
    return flag(m_hotFields[row].flags, CrossUserGiven, CrossUser);
}

std::optional<bool> TaskStore::accelerated(TaskRow row) const
{
    return flag(m_hotFields[row].flags, AcceleratedGiven, Accelerated);
}

std::optional<bool> TaskStore::customLink(TaskRow row) const
{
    return flag(m_hotFields[row].flags, CustomLinkGiven, CustomLink);
}

std::optional<int> TaskStore::priority(TaskRow row) const
{
    const TaskHotFields &hot = m_hotFields[row];
    return (hot.flags & PriorityGiven) ? std::optional<int>(hot.priority) : std::nullopt;
}

TaskRow TaskStore::findOrAdd(StringPool::Id instance, const QString &taskId, bool &added)
{
    const Utf8Buffer utf8(taskId);
    const std::size_t hash = hashOf(instance, utf8.bytes());
    if (const TaskRow known = find(instance, utf8.bytes(), hash); known != NumberTable::none)
        return known;
    const TaskRow row = size();
    m_hotFields.append({});
    m_coldFields.append({.id = m_ids.append(utf8.bytes()), .instance = instance});
    m_moments.append({});
    m_ends.append({});
    m_tags.append({});
    m_rows.insert(row, hash);
    added = true;
    return row;
}

TaskRow TaskStore::find(StringPool::Id instance, QByteArrayView taskId, std::size_t hash) const
{
    return m_rows.find(hash, [this, instance, taskId](TaskRow row) {
        const TaskColdFields &cold = m_coldFields[row];
        return cold.instance == instance && m_ids.at(cold.id) == taskId;
    });
}

bool TaskStore::mergeInto(TaskRow row, const SyncTask &task)
{
    TaskHotFields &hot = m_hotFields[row];
    TaskColdFields &cold = m_coldFields[row];
    const TaskHotFields hotBefore = hot;
    const TaskColdFields coldBefore = cold;
    const TaskEnds endsBefore = m_ends[row];
    const TaskTags tagsBefore = m_tags[row];

    takeStatus(row, task);
    if (task.createdAt.isValid())
        hot.createdMs = task.createdAt.toMSecsSinceEpoch();
    takeText(cold.rule, task.ruleId, UsedAsRule);
    if (!task.batchId.isEmpty()) // which comes in memory of its own each time
        cold.batch = m_batches.intern(QStringView(task.batchId));
    takeText(cold.link, task.linkId);
    if (takeText(cold.triggerText, task.trigger.text, UsedAsTrigger) ||
        task.trigger.value != TaskTrigger::Unknown)
        hot.trigger = task.trigger.value;
    takeFlag(hot.flags, CrossUserGiven, CrossUser, task.crossUser);
    takeFlag(hot.flags, AcceleratedGiven, Accelerated, task.syncTransAccelerate);
    takeFlag(hot.flags, CustomLinkGiven, CustomLink, task.customLink);
    if (task.priority) {
        hot.flags |= PriorityGiven;
        hot.priority = *task.priority;
    }
    takeEnd(m_ends[row].from, m_tags[row].from, task.imageFrom, UsedAsSourceRegion);
    takeEnd(m_ends[row].to, m_tags[row].to, task.imageTo, UsedAsDestinationRegion);
    m_moments[row] = TaskMoment(hot);
    return hot != hotBefore || cold != coldBefore || m_ends[row] != endsBefore ||
           m_tags[row] != tagsBefore;
}

/// With the time of the last change, by which it judges what is news.
bool TaskStore::takeStatus(TaskRow row, const SyncTask &task)
{
    TaskHotFields &hot = m_hotFields[row];
    TaskColdFields &cold = m_coldFields[row];
    const StatusReport news{.status = task.status.value, .changedMs = unixMs(task.modifiedAt)};
    const StatusReport known{.status = hot.status, .changedMs = hot.modifiedMs};
    if (isOutdated(news, known))
        return false;

    const TaskHotFields hotBefore = hot;
    const bool textDiffers = takeText(cold.statusText, task.status.text, UsedAsStatus);
    if (textDiffers || task.status.value != SyncTaskStatus::Unknown)
        hot.status = task.status.value;
    if (!isFinished(hot.status))
        m_unfinished.insert(row);
    else if (!isFinished(known.status))
        m_unfinished.erase(row);
    const bool issueDiffers = takeText(cold.issueText, task.issue.text, UsedAsIssue);
    if (issueDiffers || task.issue.value != TaskIssue::Unknown)
        hot.issue = task.issue.value;
    switch (endTimeAfter(news, known)) {
    case EndTime::Given:
        hot.modifiedMs = news.changedMs;
        hot.flags &= static_cast<quint8>(~TaskHotFields::endTimeMissing);
        break;
    case EndTime::Missing:
        hot.flags |= TaskHotFields::endTimeMissing;
        break;
    case EndTime::AsKnown:
        break;
    }
    return textDiffers || issueDiffers || hot != hotBefore;
}

bool TaskStore::takeText(StringPool::Id &known, const QString &text)
{
    if (text.isEmpty())
        return false;
    const StringPool::Id news = m_texts.intern(text);
    return std::exchange(known, news) != news;
}

bool TaskStore::takeText(StringPool::Id &known, const QString &text, TextUse use)
{
    if (!takeText(known, text))
        return false;
    noteUse(known, use);
    return true;
}

void TaskStore::noteUse(StringPool::Id text, TextUse use)
{
    if (text >= m_uses.size())
        m_uses.resize(m_texts.size());
    m_uses[text] |= use;
}

void TaskStore::takeEnd(quint32 &repository, StringPool::Id &tag, const ImageRef &end,
                        TextUse region)
{
    RepositoryKey parts = m_repositories[repository];
    takeText(parts.instance, end.instanceId);
    takeText(parts.region, end.regionId, region);
    takeText(parts.repoNamespace, end.repoNamespaceName);
    takeText(parts.repo, end.repoName);
    takeText(tag, end.imageTag, UsedAsTag);
    if (parts != m_repositories[repository])
        repository = repositoryNumber(parts);
}

bool TaskStore::takeProgress(TaskRow row, const SyncTaskDetail &detail)
{
    const std::optional<TransferProgress> news = progressOf(detail);
    if (!news || progress(row) == news)
        return false;
    m_progress.insert(row, *news);
    return true;
}

quint32 TaskStore::repositoryNumber(const RepositoryKey &key)
{
    const auto known = m_repositoryNumbers.constFind(key);
    if (known != m_repositoryNumbers.cend())
        return *known;
    const quint32 number = m_repositories.size();
    m_repositories.append(key);
    m_repositoryNumbers.insert(key, number);
    return number;
}
