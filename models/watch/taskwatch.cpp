#include "taskwatch.h"

#include "displaytext.h"
#include "querytime.h"
#include "querywords.h"
#include "silencewords.h"

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::chrono::milliseconds timeTo(const QDateTime &time, const QDateTime &now)
{
    return std::max(std::chrono::milliseconds(now.msecsTo(time)), 0ms);
}

} // namespace

TaskWatch::TaskWatch(const TaskStore &store, Clock &clock, std::function<QueryContext()> context,
                     QObject *parent)
    : QObject(parent),
      m_store(store),
      m_clock(clock),
      m_context(std::move(context)),
      m_beginMs(clock.now().toMSecsSinceEpoch()),
      m_heldBack(store, m_context)
{
}

void TaskWatch::setRule(const WatchRule &rule)
{
    m_rule = rule;
    if (!rule.isOn) {
        m_failed.clear();
        m_released.failed.clear();
    }
    if (!rule.isOn || !rule.tellsStuck) {
        m_stuck.clear();
        m_released.stuck.clear();
    }
    planTelling();
    planLost();
}

void TaskWatch::setViews(std::vector<TaskQuery> views)
{
    m_views = std::move(views);
}

void TaskWatch::setSilences(std::vector<WatchedSilence> silences)
{
    m_heldBack.setSilences(std::move(silences));
    updateSilences();
    planLost();
}

void TaskWatch::updateSilences()
{
    if (!m_heldBack.isEmpty())
        releaseHeldBack();
}

void TaskWatch::releaseHeldBack()
{
    HeldBack::Released released = m_heldBack.release(m_clock.now());
    if (released.isEmpty())
        return;
    const QueryContext context = m_context();
    const auto isClosed = [&, this](TaskRow row) { return !isOpenFailure(row, context); };
    std::vector<TaskRow> news = notAnnounced(released.failed);
    std::erase_if(news, isClosed);
    std::erase_if(released.failed, isClosed);
    if (!news.empty())
        Q_EMIT failuresCame(news);
    if (!m_rule.isOn)
        return;
    const std::vector<TaskRow> failed = ofViews(std::move(released.failed));
    m_released.failed.insert(m_released.failed.end(), failed.begin(), failed.end());
    if (m_rule.tellsStuck)
        m_released.stuck.insert(m_released.stuck.end(), released.stuck.begin(),
                                released.stuck.end());
    for (const Silence &silence : released.by) {
        if (std::ranges::find(m_released.by, silence) == m_released.by.end())
            m_released.by.push_back(silence);
    }
    planTelling();
}

/// One that failed again while it was held back waits twice, and is announced once more.
std::vector<TaskRow> TaskWatch::notAnnounced(const std::vector<TaskRow> &released)
{
    std::vector<TaskRow> news;
    for (const TaskRow row : released) {
        const auto announced = m_announced.find(row);
        if (announced == m_announced.end())
            news.push_back(row);
        else
            m_announced.erase(announced);
    }
    return news;
}

void TaskWatch::pauseUntil(const QDateTime &time)
{
    m_pausedUntil = time;
    planTelling();
    planLost();
}

QDateTime TaskWatch::pausedUntil() const
{
    return m_pausedUntil.isValid() && m_pausedUntil > m_clock.now() ? m_pausedUntil : QDateTime();
}

void TaskWatch::seedFromHistory(const MergeReport &report)
{
    for (const std::vector<TaskRow> *rows : {&report.inserted, &report.changed}) {
        for (const TaskRow row : *rows) {
            if (m_store.status(row) == SyncTaskStatus::Error)
                noteFailed(row);
        }
    }
}

void TaskWatch::take(const MergeReport &report)
{
    std::vector<TaskRow> failed;
    for (const TaskRow row : report.inserted) {
        if (takeRow(row, false))
            failed.push_back(row);
    }
    for (const TaskRow row : report.changed) {
        if (takeRow(row, true))
            failed.push_back(row);
    }
    removeAcknowledged(failed);
    failed = m_heldBack.pass(std::move(failed), false, m_clock.now());
    if (failed.empty())
        return;
    Q_EMIT failuresCame(failed); // which are counted in the title, told elsewhere or not
    if (!m_rule.isOn)
        return;
    failed = ofViews(std::move(failed));
    m_failed.insert(m_failed.end(), failed.begin(), failed.end());
    planTelling();
}

/// Somebody of the team looks after them.
void TaskWatch::removeAcknowledged(std::vector<TaskRow> &failed) const
{
    if (failed.empty())
        return;
    const QueryContext context = m_context();
    std::erase_if(failed, [&context](TaskRow row) { return isAcknowledged(row, context); });
}

bool TaskWatch::isAcknowledged(TaskRow row, const QueryContext &context)
{
    return context.acknowledged != nullptr && context.acknowledged->has(row);
}

/// Whether it is a failure that is news.
bool TaskWatch::takeRow(TaskRow row, bool isChange)
{
    const SyncTaskStatus status = m_store.status(row);
    if (status != SyncTaskStatus::Error) {
        if (row < m_isKnownFailed.size())
            m_isKnownFailed[row] = false; // it was begun anew
        if (isFinished(status))
            m_running.erase(row);
        else
            m_running.insert(row);
        return false;
    }
    const bool isKnown = row < m_isKnownFailed.size() && m_isKnownFailed[row];
    noteFailed(row);
    // Whoever was seen running failed since, whatever the clocks say.
    if (m_running.erase(row) > 0)
        return true;
    if (isKnown)
        return false;
    if (const qint64 endedMs = m_store.modifiedMs(row); endedMs != 0)
        return endedMs >= m_beginMs;
    // When it ended is not told yet: one that the history knew as running may have ended today.
    return isChange || m_store.createdMs(row) >= m_beginMs;
}

void TaskWatch::noteFailed(TaskRow row)
{
    if (row >= m_isKnownFailed.size())
        m_isKnownFailed.resize(m_store.size());
    m_isKnownFailed[row] = true;
}

void TaskWatch::takeStuck(std::span<const TaskRow> rows)
{
    std::vector<TaskRow> found;
    for (const TaskRow row : rows) {
        if (m_knownStuck.insert(row).second)
            found.push_back(row);
    }
    const bool isNews = std::exchange(m_isStuckKnown, true);
    if (!isNews || found.empty() || !m_rule.isOn || !m_rule.tellsStuck)
        return;
    found = m_heldBack.pass(ofViews(std::move(found)), true, m_clock.now());
    m_stuck.insert(m_stuck.end(), found.begin(), found.end());
    planTelling();
}

/// Those that one of the views finds, as it stands now.
std::vector<TaskRow> TaskWatch::ofViews(std::vector<TaskRow> rows) const
{
    if (m_views.empty())
        return rows;
    QueryContext context = m_context();
    context.now = m_clock.now();
    std::vector<TaskRow> left = std::move(rows);
    std::vector<TaskRow> found;
    for (const TaskQuery &view : m_views) {
        const TaskFilter filter(m_store, view, context);
        auto rest = std::stable_partition(left.begin(), left.end(),
                                          [&filter](TaskRow row) { return !filter.matches(row); });
        if (filter.costlyTerm() != nullptr)
            rest = left.begin(); // what is not decided is told
        found.insert(found.end(), rest, left.end());
        left.erase(rest, left.end());
    }
    return found;
}

/// Now, or a past time, when there is no reason for silence.
QDateTime TaskWatch::silentUntil() const
{
    const QDateTime now = m_clock.now();
    const QDateTime quiet = endOfQuiet(m_rule, now);
    const QDateTime paused = pausedUntil();
    return std::max({now, quiet.isValid() ? quiet : now, paused.isValid() ? paused : now});
}

void TaskWatch::planTelling()
{
    m_nextTelling = {};
    if (m_failed.empty() && m_stuck.empty() && m_released.isEmpty()) {
        m_gatheredSince = {};
        return;
    }
    const QDateTime now = m_clock.now();
    if (!m_gatheredSince.isValid() || m_gatheredSince > now) // the clock was set back
        m_gatheredSince = now;
    QDateTime due = std::max(m_gatheredSince.addMSecs(gathering.count()), silentUntil());
    if (m_toldAt.isValid() && m_toldAt <= now)
        due = std::max(due, m_toldAt.addMSecs(interval.count()));
    m_nextTelling = m_clock.after(timeTo(due, now), [this] { tell(); });
}

bool TaskWatch::isOpenFailure(TaskRow row, const QueryContext &context) const
{
    return m_store.status(row) == SyncTaskStatus::Error && !isAcknowledged(row, context) &&
           (context.results == nullptr || !context.results->isRepaired(row));
}

void TaskWatch::tell()
{
    if (silentUntil() > m_clock.now()) // one silence ended in another
        return planTelling();
    holdBackGathered();
    std::vector<TaskRow> failed = std::exchange(m_failed, {});
    std::vector<TaskRow> stuck = m_heldBack.pass(std::exchange(m_stuck, {}), true, m_clock.now());
    HeldBack::Released released = std::exchange(m_released, {});
    QStringList heldBackBy;
    for (const Silence &silence : released.by)
        heldBackBy << silencedWhyText(silence);
    m_gatheredSince = {};
    tellTasks(Notice::Kind::Failures, std::move(released.failed), listText(heldBackBy));
    tellTasks(Notice::Kind::Stuck, std::move(released.stuck), listText(heldBackBy));
    tellTasks(Notice::Kind::Failures, std::move(failed));
    tellTasks(Notice::Kind::Stuck, std::move(stuck));
}

/// What was gathered may have been silenced since.
void TaskWatch::holdBackGathered()
{
    std::vector<TaskRow> gathered = m_failed;
    m_failed = m_heldBack.pass(std::move(m_failed), false, m_clock.now());
    std::ranges::sort(gathered);
    std::ranges::sort(m_failed);
    std::ranges::set_difference(gathered, m_failed, std::inserter(m_announced, m_announced.end()));
}

/// But for those of \p rows that are no news any more.
void TaskWatch::tellTasks(Notice::Kind kind, std::vector<TaskRow> rows, const QString &heldBackBy)
{
    // One that was begun anew and failed again meanwhile waits twice.
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const QueryContext context = m_context();
    std::erase_if(rows, [&, this](TaskRow row) {
        return kind == Notice::Kind::Failures ? !isOpenFailure(row, context)
                                              : isFinished(m_store.status(row));
    });
    if (rows.empty())
        return;
    m_toldAt = m_clock.now();
    Notice notice{.kind = kind,
                  .count = static_cast<int>(rows.size()),
                  .query = queryFor(kind, rows),
                  .heldBackBy = heldBackBy};
    std::vector<TaskRow> latest = rows;
    std::ranges::stable_sort(latest, std::greater(),
                             [this](TaskRow row) { return m_store.effectiveTimeMs(row); });
    latest.resize(std::min(latest.size(), Notice::mostExamples));
    for (const TaskRow row : latest)
        notice.examples.push_back(m_store.task(row));
    Q_EMIT noticed(notice);
}

TaskQuery TaskWatch::queryFor(Notice::Kind kind, const std::vector<TaskRow> &rows) const
{
    TaskQuery query;
    if (std::ssize(rows) <= Notice::mostNamed) {
        std::vector<QueryValue> ids;
        ids.reserve(rows.size());
        for (const TaskRow row : rows)
            ids.push_back(
                {.text = QString::fromUtf8(m_store.taskIdBytes(row)), .match = QueryMatch::Exact});
        query.setWanted(QueryField::Id, ids);
        return query;
    }
    if (m_views.size() == 1)
        query = m_views.front();
    if (kind == Notice::Kind::Stuck)
        return withState(query, QueryState::Stuck, true);
    const auto earliest = std::ranges::min_element(
        rows, {}, [this](TaskRow row) { return m_store.effectiveTimeMs(row); });
    const QDateTime since =
        QDateTime::fromMSecsSinceEpoch(m_store.effectiveTimeMs(*earliest), Qt::UTC);
    query.setWanted(QueryField::Status, {{.text = queryWord(SyncTaskStatus::Error)}});
    query.setWanted(QueryField::Since, {{.text = queryTimeText(since, m_context().zone)}});
    return query;
}

void TaskWatch::takeConnection(const FeedState &feed)
{
    if (!feed.error) {
        // Until the first answer of a new connection nothing is known of it.
        if (!feed.asOf.isValid())
            return;
        m_wasConnected = true;
        if (m_lostSince.isValid())
            tellBack();
        return;
    }
    m_lostBy = feed.error;
    if (m_wasConnected && !m_lostSince.isValid()) {
        m_lostSince = m_clock.now();
        planLost();
    }
}

void TaskWatch::planLost()
{
    m_nextLost = {};
    if (!m_lostSince.isValid() || m_isLostTold || !m_rule.isOn || !m_rule.tellsLost)
        return;
    const std::chrono::milliseconds patience = m_rule.lostAfter;
    const QDateTime due = std::max(m_lostSince.addMSecs(patience.count()), connectionSilentUntil());
    m_nextLost = m_clock.after(timeTo(due, m_clock.now()), [this] { tellLost(); });
}

/// A silence of everything is one of the connection too.
QDateTime TaskWatch::connectionSilentUntil() const
{
    const QDateTime all = m_heldBack.allSilentUntil(m_clock.now());
    return all.isValid() ? std::max(all, silentUntil()) : silentUntil();
}

void TaskWatch::tellLost()
{
    if (connectionSilentUntil() > m_clock.now())
        return planLost();
    m_isLostTold = true;
    Q_EMIT noticed({.kind = Notice::Kind::ConnectionLost, .since = m_lostSince, .error = m_lostBy});
}

/// Only to whom was told that it was lost.
void TaskWatch::tellBack()
{
    m_nextLost = {};
    const QDateTime since = std::exchange(m_lostSince, {});
    m_lostBy.reset();
    const bool wasTold = std::exchange(m_isLostTold, false);
    const bool isSilent = !m_rule.isOn || connectionSilentUntil() > m_clock.now();
    if (wasTold && !isSilent)
        Q_EMIT noticed({.kind = Notice::Kind::ConnectionBack, .since = since});
}
