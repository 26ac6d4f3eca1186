#include "heldback.h"

#include <algorithm>
#include <utility>

HeldBack::HeldBack(const TaskStore &store, std::function<QueryContext()> context)
    : m_store(store), m_context(std::move(context))
{
}

std::vector<TaskRow> HeldBack::pass(std::vector<TaskRow> rows, bool areStuck, const QDateTime &now)
{
    for (const WatchedSilence &watched : m_silences) {
        if (rows.empty())
            break;
        if (!periodAt(watched.silence, now))
            continue;
        const bool isOfAll = watched.silence.scope.kind == SilenceScope::Kind::All;
        if (!isOfAll && !watched.query)
            continue;
        auto silenced = rows.begin();
        if (!isOfAll) {
            QueryContext context = m_context();
            context.now = now;
            const TaskFilter filter(m_store, *watched.query, context);
            if (filter.costlyTerm() != nullptr)
                continue;
            silenced = std::stable_partition(
                rows.begin(), rows.end(), [&filter](TaskRow row) { return !filter.matches(row); });
        }
        for (auto row = silenced; row != rows.end(); ++row)
            m_held.push_back({.row = *row, .isStuck = areStuck, .by = watched.silence});
        rows.erase(silenced, rows.end());
    }
    return rows;
}

HeldBack::Released HeldBack::release(const QDateTime &now)
{
    Released released;
    std::vector<Held> ended;
    const auto rest = std::stable_partition(m_held.begin(), m_held.end(), [&](const Held &held) {
        return std::ranges::any_of(m_silences, [&](const WatchedSilence &watched) {
            return watched.silence == held.by && periodAt(watched.silence, now).has_value();
        });
    });
    ended.assign(rest, m_held.end());
    m_held.erase(rest, m_held.end());
    for (const Held &held : ended) {
        // Another one may be about it by now.
        if (pass({held.row}, held.isStuck, now).empty())
            continue;
        (held.isStuck ? released.stuck : released.failed).push_back(held.row);
        if (std::ranges::find(released.by, held.by) == released.by.end())
            released.by.push_back(held.by);
    }
    return released;
}

QDateTime HeldBack::allSilentUntil(const QDateTime &now) const
{
    QDateTime end;
    for (const WatchedSilence &watched : m_silences) {
        if (watched.silence.scope.kind != SilenceScope::Kind::All)
            continue;
        const std::optional<SilencePeriod> period = periodAt(watched.silence, now);
        if (!period)
            continue;
        const QDateTime until = period->until.isValid() ? period->until : now.addDays(1);
        if (!end.isValid() || until > end)
            end = until;
    }
    return end;
}
