#include "heldback.h"

#include <algorithm>
#include <utility>

namespace {

/// Its view was not deleted, or it needs none.
bool isOfSomething(const WatchedSilence &watched)
{
    return watched.silence.scope.kind == SilenceScope::Kind::All || watched.query.has_value();
}

} // namespace

HeldBack::HeldBack(const TaskStore &store, std::function<QueryContext()> context)
    : m_store(store), m_context(std::move(context))
{
}

std::vector<TaskRow> HeldBack::pass(std::vector<TaskRow> rows, bool areStuck, const QDateTime &now)
{
    for (const WatchedSilence &watched : m_silences) {
        if (rows.empty())
            break;
        if (!isOfSomething(watched) || !periodAt(watched.silence, now))
            continue;
        auto silenced = rows.begin();
        if (watched.query) {
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
    std::vector<Silence> active;
    for (const WatchedSilence &watched : m_silences) {
        if (isOfSomething(watched) && periodAt(watched.silence, now))
            active.push_back(watched.silence);
    }
    const auto rest = std::stable_partition(m_held.begin(), m_held.end(), [&](const Held &held) {
        return std::ranges::find(active, held.by) != active.end();
    });
    const std::vector<Held> ended(rest, m_held.end());
    m_held.erase(rest, m_held.end());
    Released released;
    for (const bool areStuck : {false, true})
        releaseSome(released, ended, areStuck, now);
    return released;
}

/// Of \p ended those that are \p areStuck, or are not, unless another silence is about them by now.
void HeldBack::releaseSome(Released &released, const std::vector<Held> &ended, bool areStuck,
                           const QDateTime &now)
{
    std::vector<TaskRow> rows;
    for (const Held &held : ended) {
        if (held.isStuck == areStuck)
            rows.push_back(held.row);
    }
    rows = pass(std::move(rows), areStuck, now);
    for (const Held &held : ended) {
        const bool isFree =
            held.isStuck == areStuck && std::ranges::find(rows, held.row) != rows.end();
        if (isFree && std::ranges::find(released.by, held.by) == released.by.end())
            released.by.push_back(held.by);
    }
    (areStuck ? released.stuck : released.failed) = std::move(rows);
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
