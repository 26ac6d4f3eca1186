#include "fixedtimes.h"

#include "querytime.h"

namespace {

/// The text with an offset; \p text where it is no day or time, moves on, or has one.
QString withOffset(const QString &text, TimeEdge edge, const QDateTime &now, const QTimeZone &zone)
{
    constexpr int farOffset = 12 * 60 * 60;
    constexpr int longestDays = 36'525; // beyond any length of time that a query can name
    const auto timeBy = [&](const QDateTime &present, const QTimeZone &by) {
        return timeFromQuery(text, present, edge, by);
    };
    const std::optional<QDateTime> time = timeBy(now, zone);
    const bool movesOn = time != timeBy(now.addDays(longestDays), zone);
    const bool hasOffset = timeBy(now, QTimeZone::utc()) == timeBy(now, QTimeZone(farOffset));
    return !time || movesOn || hasOffset ? text : queryTimeText(*time, zone);
}

} // namespace

TaskQuery withOffsets(TaskQuery query, const QDateTime &now, const QTimeZone &zone)
{
    for (QueryTerm &term : query.terms) {
        if (term.field != QueryField::Since && term.field != QueryField::Until)
            continue;
        const TimeEdge edge =
            term.field == QueryField::Since ? TimeEdge::Earliest : TimeEdge::Latest;
        for (QueryValue &value : term.values)
            value.text = withOffset(value.text, edge, now, zone);
    }
    return query;
}
