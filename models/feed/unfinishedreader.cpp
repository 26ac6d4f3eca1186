#include "unfinishedreader.h"

#include <algorithm>
#include <utility>

namespace {

/// The error is about the one task that was asked for, not about asking.
bool isAboutTask(ApiError::Kind kind)
{
    return kind == ApiError::Kind::NotFound || kind == ApiError::Kind::Request ||
           kind == ApiError::Kind::Protocol;
}

} // namespace

UnfinishedReader::UnfinishedReader(const FeedContext &context, FeedListener listener,
                                   std::function<void()> ended)
    : m_context(context),
      m_listener(std::move(listener)),
      m_ended(std::move(ended)),
      m_query(context.query),
      m_unfinished(context.query.refreshing.unfinished)
{
}

void UnfinishedReader::start()
{
    m_unfinished.pages.clear();
    askForUnfinished();
}

void UnfinishedReader::askForUnfinished()
{
    std::vector<TaskRow> due = m_unfinished.schedule.choose(
        m_context.store, m_query.request.instance.instanceId,
        {.isOnPages = [this](TaskRow row) { return wasRefreshed(row); },
         .watched = m_context.settings.watched,
         .nowMs = m_context.clock.now().toMSecsSinceEpoch(),
         .isByHand = m_query.refreshing.isByHand});
    const std::optional<int> page = pageOfMost(due);
    if (page && m_context.maySendSpare()) {
        m_unfinished.pages.insert(*page);
        m_query.refreshing.call = m_context.askForPage(
            *page, [this, pageNo = *page, due](const Result<SyncTaskPage> &reply) {
                pageArrived(pageNo, due, reply);
            });
        return;
    }
    due.resize(std::min(due.size(), SingleTasks::perRefresh));
    std::ranges::reverse(due);
    m_unfinished.singles = std::move(due);
    askForSingle();
}

/// The page that most of \p due are on; empty where none has more than one.
std::optional<int> UnfinishedReader::pageOfMost(const std::vector<TaskRow> &due) const
{
    constexpr int fewest = 2;
    if (m_unfinished.pages.size() >= static_cast<qsizetype>(SingleTasks::perRefresh))
        return {};
    std::map<int, int> counts;
    for (const TaskRow row : due) {
        if (m_unfinished.notOnPages.contains(row) || wasRefreshed(row))
            continue;
        const std::optional<int> page = pageOf(row);
        if (page && !m_unfinished.pages.contains(*page))
            ++counts[*page];
    }
    const auto most = std::ranges::max_element(counts, {}, &std::pair<const int, int>::second);
    return most != counts.end() && most->second >= fewest ? std::optional(most->first)
                                                          : std::nullopt;
}

void UnfinishedReader::pageArrived(int pageNo, const std::vector<TaskRow> &expected,
                                   const Result<SyncTaskPage> &page)
{
    if (!page) {
        m_listener.failed(page.error());
        return;
    }
    std::vector<TaskRow> missed;
    for (const TaskRow row : expected) {
        if (pageOf(row) == pageNo)
            missed.push_back(row);
    }
    const FeedQuery::PageMerge merged = m_context.merge(*page, pageNo, FeedQuery::Reading::Refresh);
    const qint64 nowMs = m_context.clock.now().toMSecsSinceEpoch();
    for (const TaskRow row : expected) {
        if (wasRefreshed(row))
            m_unfinished.schedule.asked(row, nowMs);
    }
    for (const TaskRow row : missed) {
        const qint64 createdMs = m_context.store.hotFields(row).createdMs;
        const bool isCovered =
            createdMs >= merged.facts.oldestMs && createdMs <= merged.facts.newestMs;
        if (isCovered && !wasRefreshed(row))
            m_unfinished.notOnPages.insert(row);
    }
    m_query.failures.succeeded();
    askForUnfinished();
    m_listener.merged(merged.report);
}

void UnfinishedReader::askForSingle()
{
    std::vector<TaskRow> &singles = m_unfinished.singles;
    if (singles.empty() || !m_context.maySendSpare()) {
        singles.clear();
        m_ended();
        return;
    }
    const TaskRow row = singles.back();
    singles.pop_back();
    m_query.heardAt = m_context.clock.now(); // the call before has been answered
    m_unfinished.schedule.asked(row, m_query.heardAt.toMSecsSinceEpoch());
    m_query.refreshing.call =
        ask(m_context.registry,
            GetSyncTask{.instance = m_query.request.instance,
                        .syncTaskId = m_context.store.task(row).id},
            [this, row](const Result<SyncTaskDetail> &detail) { singleArrived(row, detail); });
}

void UnfinishedReader::singleArrived(TaskRow row, const Result<SyncTaskDetail> &detail)
{
    TaskStore &store = m_context.store;
    const QString &instanceId = m_query.request.instance.instanceId;
    MergeReport report;
    if (detail) {
        m_query.unread.setRow(row, detail->issues);
        report = store.mergeDetail(instanceId, *detail);
        m_query.failures.succeeded();
    } else if (detail.error().code == u"SYNC_TASK_NOT_EXIST") {
        // It would run for ever, and what of it could not be read would be missing for ever.
        m_query.unread.setRow(row, {});
        m_unfinished.schedule.giveUp(row);
        report = store.mergeDetail(
            instanceId,
            {.task = {.id = store.task(row).id,
                      .status = syncTaskStatusFromWire(wireName(SyncTaskStatus::Deleted))}});
        m_query.failures.succeeded();
    } else if (isAboutTask(detail.error().kind)) {
        m_unfinished.schedule.giveUp(row);
    } else {
        m_listener.failed(detail.error());
        return;
    }
    askForSingle();
    m_listener.merged(report);
}

bool UnfinishedReader::wasRefreshed(TaskRow row) const
{
    return m_query.coverage.wasSeen(row, FeedCoverage::Pass::Refresh);
}

/// Where it is by now, as far as the pages that were read tell.
std::optional<int> UnfinishedReader::pageOf(TaskRow row) const
{
    return m_query.coverage.pageOf(m_context.store.hotFields(row).createdMs, m_query.came);
}
