#include "historycounts.h"

#include "groupquery.h"

#include <algorithm>
#include <limits>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr int timesOfRest = 10; // of the time that counting took

/// But for where it ends: what is loaded grows.
bool isSameRange(const HistoryCountRange &a, HistoryCountRange b)
{
    b.endMs = a.endMs;
    return a == b;
}

int countOf(qint64 tasks)
{
    return static_cast<int>(std::min<qint64>(tasks, std::numeric_limits<int>::max()));
}

CountQuestion questionOf(const HistoryCountRange &range)
{
    const auto seriesOf =
        [query = range.query, names = range.names](
            std::span<const TaskGroup> groups) -> std::optional<std::vector<int>> {
        const auto found = groupsFoundBy(query, {.names = names}, groups);
        if (!found)
            return {};
        std::vector<int> series;
        for (std::size_t i = 0; i < groups.size(); ++i)
            series.push_back(found->at(i) ? static_cast<int>(groups[i].like.status.value) : -1);
        return series;
    };
    return {.firstMs = range.layout.begin.toMSecsSinceEpoch(),
            .stepMs = range.layout.step.count(),
            .buckets = range.layout.buckets,
            .beginMs = range.beginMs,
            .endMs = range.endMs,
            .isWithEarlier = range.isWithEarlier,
            .instances = range.instances,
            .seriesOf = seriesOf,
            .series = static_cast<int>(shownStatuses.size())};
}

HistoryTimeline timelineFrom(const HistoryCountRange &range, const TaskCounts &counts)
{
    HistoryTimeline history{.timeline = {.layout = range.layout},
                            .endMs = counts.endMs,
                            .isWhole = counts.asOf.isValid()};
    history.timeline.buckets.resize(static_cast<std::size_t>(range.layout.buckets));
    for (std::size_t status = 0; status < counts.series.size(); ++status) {
        const TaskCounts::Series &series = counts.series[status];
        history.timeline.earlier.counts.at(status) = countOf(series.earlier);
        for (std::size_t i = 0; i < series.buckets.size(); ++i)
            history.timeline.buckets.at(i).counts.at(status) = countOf(series.buckets[i]);
    }
    return history;
}

} // namespace

HistoryCounts::HistoryCounts(Clock &clock, QObject *parent) : QObject(parent), m_clock(clock) {}

void HistoryCounts::connectTo(std::unique_ptr<TeamCounter> counter)
{
    forget();
    m_known.reset();
    m_knownOf.reset();
    m_failure.reset();
    m_asked.reset();
    m_restsUntil = {};
    m_counter = std::move(counter);
    if (m_counter)
        connect(m_counter.get(), &TeamCounter::answered, this, &HistoryCounts::takeAnswer);
    Q_EMIT changed();
}

void HistoryCounts::setInstances(const QStringList &ids)
{
    if (ids == m_instances)
        return;
    m_instances = ids;
    if (m_wanted)
        Q_EMIT changed(); // something else is wanted now
}

void HistoryCounts::noteNews()
{
    m_hasNews = true;
    if (m_wanted)
        askAfterRest();
}

void HistoryCounts::forget()
{
    m_wanted.reset();
    m_isDue = false;
    m_next = {};
}

const HistoryTimeline *HistoryCounts::timelineOf(const HistoryCountRange &range)
{
    if (!m_counter || range.instances.isEmpty())
        return nullptr;
    const bool isOther = !m_wanted || !isSameRange(*m_wanted, range);
    m_wanted = range;
    const bool isKnown = m_known && isSameRange(*m_knownOf, range) && m_known->endMs >= range.endMs;
    if (!isKnown && isOther && !isRefused())
        askSoon();
    else if (!isKnown || m_hasNews || m_known->endMs != range.endMs)
        askAfterRest();
    return isKnown ? &*m_known : nullptr;
}

/// A failure to count some groups says nothing of others.
const ApiError *HistoryCounts::failure() const
{
    if (!m_failure || !m_wanted || !m_asked)
        return nullptr;
    return isRefused() || isSameRange(*m_asked, *m_wanted) ? &*m_failure : nullptr;
}

/// Whatever is asked.
bool HistoryCounts::isRefused() const
{
    return m_failure && !m_failure->isTransient() && m_failure->code != cannotCountCode;
}

/// Then what is wanted is asked for when the answer has come, unless that is it.
bool HistoryCounts::isBusy()
{
    if (!m_counter)
        return true;
    if (m_counter->isCounting())
        m_isDue = m_isDue || m_hasNews || m_asked != m_wanted;
    return m_counter->isCounting();
}

void HistoryCounts::askSoon()
{
    if (!isBusy())
        m_next = m_clock.after(0ms, [this] { ask(); });
}

void HistoryCounts::askAfterRest()
{
    if (isBusy() || m_next.isRunning())
        return;
    const qint64 rest = m_restsUntil.isValid() ? m_clock.localNow().msecsTo(m_restsUntil) : 0;
    m_next = m_clock.after(std::chrono::milliseconds(std::max<qint64>(rest, 0)), [this] { ask(); });
}

void HistoryCounts::ask()
{
    m_next = {};
    if (!m_wanted || !m_counter || m_counter->isCounting())
        return;
    if (m_asked && !isSameRange(*m_asked, *m_wanted) && !isRefused())
        m_failure.reset(); // it is about something else
    m_asked = m_wanted;
    m_hasNews = false;
    m_askedAt = m_clock.localNow();
    m_counter->ask(questionOf(*m_asked));
}

void HistoryCounts::takeAnswer(const Result<TaskCounts> &answer)
{
    const QDateTime now = m_clock.localNow();
    const std::chrono::milliseconds took(std::max<qint64>(m_askedAt.msecsTo(now), 0));
    const bool isFinal = !answer && !answer.error().isTransient();
    const std::chrono::milliseconds rest = std::max<std::chrono::milliseconds>(
        isFinal ? pauseOfRefusal : shortestPause, timesOfRest * took);
    m_restsUntil = now.addMSecs(rest.count());
    if (!m_asked)
        return;
    const std::optional<ApiError> before = m_failure;
    m_failure = answer ? std::nullopt : std::optional(answer.error());
    if (answer) {
        m_known = timelineFrom(*m_asked, *answer);
        m_knownOf = m_asked;
    } else {
        m_hasNews = true; // of which nothing was learned
    }
    const bool isDue = std::exchange(m_isDue, false) || !answer;
    if (isDue && m_wanted) {
        if (isSameRange(*m_asked, *m_wanted) || isRefused())
            askAfterRest();
        else
            askSoon();
    }
    if (answer || m_failure != before)
        Q_EMIT changed();
}
