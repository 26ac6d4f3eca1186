#include "taskfilterplan.h"

#include "displaytext.h"
#include "querytime.h"
#include "querywords.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace {

/// A word that may be a part of an id: ids are drawn from letters and digits. Looking at every id
/// for any other word would cost most and find nothing.
bool mayBeInId(const QueryValue &value)
{
    constexpr qsizetype shortest = 5;
    const auto isIdLetter = [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    };
    return value.match == QueryMatch::Contains && value.text.size() >= shortest &&
           std::ranges::all_of(value.text, isIdLetter) &&
           std::ranges::any_of(value.text, [](QChar c) { return c.isDigit(); });
}

template<typename Value>
std::optional<qint64> asNumber(const std::optional<Value> &value)
{
    return value ? std::optional(static_cast<qint64>(*value)) : std::nullopt;
}

/// What a condition that numbers decide compares with: ms, a state, 0 or 1.
std::optional<qint64> numberOf(QueryField field, const QString &text, const QueryContext &context)
{
    if (field == QueryField::Is)
        return asNumber(stateFromQueryWord(text));
    if (field == QueryField::Cross || field == QueryField::Accelerated)
        return asNumber(boolFromQueryWord(text));
    if (field == QueryField::Since || field == QueryField::Until) {
        const TimeEdge edge = field == QueryField::Since ? TimeEdge::Earliest : TimeEdge::Latest;
        const std::optional<QDateTime> time = timeFromQuery(text, context.now, edge, context.zone);
        return time ? std::optional(time->toMSecsSinceEpoch()) : std::nullopt;
    }
    const std::optional<std::chrono::milliseconds> length = durationFromQuery(text);
    return length ? std::optional<qint64>(length->count()) : std::nullopt;
}

/// The words of values are in any case; those that mean nothing to us mean no value of ours.
template<typename Value, typename Read>
bool names(const QueryTerm &term, Value value, const Read &read)
{
    return std::ranges::any_of(term.values, [&](const QueryValue &word) {
        return word.match != QueryMatch::Regex && read(word.text) == value;
    });
}

} // namespace

TaskFilterPlan::TaskFilterPlan(TaskQuery query, QueryContext context)
    : m_query(std::move(query)),
      m_context(std::move(context)),
      m_nowMs(m_context.now.toMSecsSinceEpoch())
{
    if (!m_query.has(QueryField::Since) && !m_query.has(QueryField::Until))
        m_range = m_context.range;
    if (m_query.terms.size() > TaskQuery::maxValues)
        m_query.terms.resize(TaskQuery::maxValues);
    m_matchers.reserve(m_query.terms.size());
    Bits bit = 1;
    for (const QueryTerm &term : m_query.terms) {
        const QueryMatcher &matcher = m_matchers.emplace_back(term);
        addTerm(term, bit);
        lookUpStatuses(term, matcher, bit);
        lookUpTriggers(term, matcher, bit);
        lookUpIssues(term, matcher, bit);
        bit <<= 1;
    }
}

TaskFilterPlan::Bits TaskFilterPlan::naming(std::initializer_list<QueryField> fields) const
{
    Bits bits = 0;
    for (std::size_t i = 0; i < m_query.terms.size(); ++i) {
        if (std::ranges::find(fields, m_query.terms[i].field) != fields.end())
            bits |= Bits{1} << i;
    }
    return bits;
}

bool TaskFilterPlan::wantsHotFields() const
{
    const auto isAny = [](Bits bits) { return bits != 0; };
    return std::ranges::any_of(m_statuses, isAny) || std::ranges::any_of(m_triggers, isAny) ||
           std::ranges::any_of(m_issues, isAny) || !m_numbers.empty();
}

void TaskFilterPlan::addTerm(const QueryTerm &term, Bits bit)
{
    m_all |= bit;
    if (std::ranges::find(term.values, QueryMatch::Regex, &QueryValue::match) != term.values.end())
        m_withRegex |= bit;
    if (term.negated) {
        m_negated |= bit;
        m_atEitherEnd |= bit;
    }
    m_on[indexOf(term.field)] |= bit;
    switch (term.field) {
    case QueryField::Text:
        addBareTerm(term, bit);
        return addImageTerm(term, bit);
    case QueryField::Image:
        return addImageTerm(term, bit);
    case QueryField::Status:
    case QueryField::Trigger:
        m_onHotFields |= bit;
        return;
    case QueryField::Route:
        return addRoutes(term, bit);
    case QueryField::Since:
    case QueryField::Until:
    case QueryField::Age:
    case QueryField::Duration:
    case QueryField::Is:
    case QueryField::Cross:
    case QueryField::Accelerated:
        return addNumberTerm(term, bit);
    case QueryField::Cause:
    case QueryField::Namespace:
    case QueryField::Repo:
    case QueryField::Tag:
    case QueryField::Rule:
    case QueryField::Batch:
    case QueryField::From:
    case QueryField::To:
    case QueryField::Instance:
    case QueryField::Id:
        return;
    }
}

/// Names no field: looks at all that have words. For the image see addImageTerm().
void TaskFilterPlan::addBareTerm(const QueryTerm &term, Bits bit)
{
    m_atEitherEnd |= bit;
    for (const QueryField field : {QueryField::Image, QueryField::Rule, QueryField::Instance,
                                   QueryField::Status, QueryField::Cause})
        m_on[indexOf(field)] |= bit;
    if (std::ranges::any_of(term.values, mayBeInId)) {
        m_on[indexOf(QueryField::Batch)] |= bit;
        m_on[indexOf(QueryField::Id)] |= bit;
    }
}

void TaskFilterPlan::addImageTerm(const QueryTerm &term, Bits bit)
{
    if (m_matchers.back().needsWhole()) {
        m_onWholeImage |= bit;
        return;
    }
    m_on[indexOf(QueryField::Tag)] |= bit;
    for (const QueryValue &value : term.values) {
        const qsizetype colon = value.text.lastIndexOf(u':');
        if (colon >= 0) {
            m_joinedWords.push_back({.bit = bit,
                                     .pathEnd = value.text.first(colon).toLower().toUtf8(),
                                     .tagBegin = value.text.sliced(colon + 1).toLower().toUtf8()});
        }
    }
}

void TaskFilterPlan::addNumberTerm(const QueryTerm &term, Bits bit)
{
    NumberTerm number{.bit = bit, .field = term.field, .sign = term.sign};
    for (const QueryValue &value : term.values) {
        if (const auto known = numberOf(term.field, value.text, m_context))
            number.values.push_back(*known);
    }
    m_numbers.push_back(std::move(number));
    m_onHotFields |= bit;
}

void TaskFilterPlan::addRoutes(const QueryTerm &term, Bits bit)
{
    for (const QueryValue &value : term.values) {
        const qsizetype arrow = value.text.indexOf(u'>');
        if (arrow >= 0 && m_routes.size() < TaskQuery::maxValues)
            m_routes.push_back({.bit = bit,
                                .from = value.text.first(arrow).trimmed(),
                                .to = value.text.sliced(arrow + 1).trimmed()});
    }
}

void TaskFilterPlan::lookUpStatuses(const QueryTerm &term, const QueryMatcher &matcher, Bits bit)
{
    const bool isBare = term.field == QueryField::Text;
    if (!isBare && term.field != QueryField::Status)
        return;
    for (const SyncTaskStatus status : shownStatuses) {
        const bool isMeant =
            isBare ? matcher.isIn(displayName(status))
                   : names(term, status, statusFromQueryWord) || matcher.isWhole(queryWord(status));
        if (isMeant)
            m_statuses[static_cast<std::size_t>(status)] |= bit;
    }
}

void TaskFilterPlan::lookUpTriggers(const QueryTerm &term, const QueryMatcher &matcher, Bits bit)
{
    if (term.field != QueryField::Trigger)
        return;
    for (std::size_t value = 0; value < m_triggers.size(); ++value) {
        const auto trigger = static_cast<TaskTrigger>(value);
        if (names(term, trigger, triggerFromQueryWord) || matcher.isWhole(queryWord(trigger)))
            m_triggers[value] |= bit;
    }
}

void TaskFilterPlan::lookUpIssues(const QueryTerm &term, const QueryMatcher &matcher, Bits bit)
{
    const bool isBare = term.field == QueryField::Text;
    if (!isBare && term.field != QueryField::Cause)
        return;
    for (std::size_t value = 1; value < m_issues.size(); ++value) {
        const auto issue = static_cast<TaskIssue>(value);
        if (isBare ? matcher.isIn(displayName(issue)) : names(term, issue, issueFromQueryWord))
            m_issues[value] |= bit;
    }
}
