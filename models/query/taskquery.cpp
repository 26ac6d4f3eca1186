#include "taskquery.h"

#include "querywords.h"

#include <algorithm>
#include <array>

namespace {

constexpr std::array serverFields = {QueryField::Namespace, QueryField::Repo, QueryField::Tag,
                                     QueryField::Batch};

bool isOn(const QueryTerm &term, QueryField field, bool negated)
{
    return term.field == field && term.negated == negated && term.sign == QueryTerm::Sign::Equals;
}

bool holds(const std::vector<QueryTerm> &terms, QueryField field, const QueryValue &value,
           bool negated)
{
    return std::ranges::any_of(terms, [&](const QueryTerm &term) {
        return isOn(term, field, negated) &&
               std::ranges::find(term.values, value) != term.values.end();
    });
}

/// The server can say it: the whole of one value.
bool isServerSide(const QueryTerm &term)
{
    return std::ranges::find(serverFields, term.field) != serverFields.end() && !term.negated &&
           term.values.size() == 1 && term.values.front().match == QueryMatch::Exact &&
           !term.values.front().text.isEmpty();
}

} // namespace

QString TaskQuery::exact(QueryField field) const
{
    QString value;
    int onField = 0;
    for (const QueryTerm &term : terms) {
        if (term.field != field || term.negated)
            continue;
        ++onField;
        if (term.values.size() == 1 && term.values.front().match == QueryMatch::Exact)
            value = term.values.front().text;
    }
    return onField == 1 ? value : QString();
}

void TaskQuery::setExact(QueryField field, const QString &value)
{
    if (value.isEmpty())
        setWanted(field, {});
    else
        setWanted(field, {{.text = value, .match = QueryMatch::Exact}});
}

QStringList TaskQuery::wanted(QueryField field) const
{
    QStringList texts;
    for (const QueryTerm &term : terms) {
        if (!isOn(term, field, false))
            continue;
        for (const QueryValue &value : term.values)
            texts << value.text;
    }
    return texts;
}

void TaskQuery::setWanted(QueryField field, const std::vector<QueryValue> &values)
{
    // The condition stays where it stood in the text.
    const auto isWanted = [field](const QueryTerm &term) { return isOn(term, field, false); };
    const auto place = std::ranges::find_if(terms, isWanted) - terms.begin();
    std::erase_if(terms, isWanted);
    if (!values.empty())
        terms.insert(terms.begin() + place, {.field = field, .values = values});
}

bool TaskQuery::wants(QueryField field, const QueryValue &value) const
{
    return holds(terms, field, value, false);
}

bool TaskQuery::excludes(QueryField field, const QueryValue &value) const
{
    return holds(terms, field, value, true);
}

void TaskQuery::toggle(QueryField field, const QueryValue &value, bool negated)
{
    const bool was = holds(terms, field, value, negated);
    for (QueryTerm &term : terms) {
        if (isOn(term, field, true) || isOn(term, field, false))
            std::erase(term.values, value);
    }
    std::erase_if(terms, [](const QueryTerm &term) { return term.values.empty(); });
    if (was)
        return;
    const auto term = std::ranges::find_if(
        terms, [&](const QueryTerm &known) { return isOn(known, field, negated); });
    if (term == terms.end())
        terms.push_back({.field = field, .negated = negated, .values = {value}});
    else
        term->values.push_back(value);
}

void TaskQuery::remove(QueryField field)
{
    std::erase_if(terms, [field](const QueryTerm &term) { return term.field == field; });
}

TaskQuery TaskQuery::only(std::initializer_list<QueryField> fields) const
{
    TaskQuery part = *this;
    std::erase_if(part.terms, [fields](const QueryTerm &term) {
        return std::ranges::find(fields, term.field) == fields.end();
    });
    return part;
}

bool TaskQuery::has(QueryField field) const
{
    return std::ranges::find(terms, field, &QueryTerm::field) != terms.end();
}

TaskQuery TaskQuery::serverPart() const
{
    TaskQuery part;
    for (const QueryField field : serverFields)
        part.setExact(field, exact(field));
    return part;
}

std::size_t TaskQuery::valueCount() const
{
    std::size_t count = 0;
    for (const QueryTerm &term : terms)
        count += term.values.size();
    return count;
}

bool TaskQuery::narrowsLoaded() const
{
    return !std::ranges::all_of(terms, isServerSide);
}

bool TaskQuery::isMoving() const
{
    const bool hasTimes = std::ranges::any_of(terms, [](const QueryTerm &term) {
        return term.field == QueryField::Since || term.field == QueryField::Until ||
               term.field == QueryField::Age || term.field == QueryField::Duration;
    });
    return hasTimes || speaksOf(*this, QueryState::Stuck);
}

ListSyncTasks serverPart(const TaskQuery &query, const InstanceRef &instance)
{
    return {.instance = instance,
            .repoNamespaceName = query.exact(QueryField::Namespace),
            .repoName = query.exact(QueryField::Repo),
            .tag = query.exact(QueryField::Tag),
            .syncRecordId = query.exact(QueryField::Batch)};
}
