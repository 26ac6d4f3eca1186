#include "querywords.h"

#include "statuscounts.h"

#include <algorithm>
#include <array>
#include <iterator>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array fieldNames = {
    QueryFieldName{QueryField::Status, u"status", u""},
    QueryFieldName{QueryField::Cause, u"cause", u"issue"},
    QueryFieldName{QueryField::Namespace, u"ns", u"namespace"},
    QueryFieldName{QueryField::Repo, u"repo", u"repository"},
    QueryFieldName{QueryField::Tag, u"tag", u""},
    QueryFieldName{QueryField::Image, u"image", u""},
    QueryFieldName{QueryField::Rule, u"rule", u""},
    QueryFieldName{QueryField::Batch, u"batch", u""},
    QueryFieldName{QueryField::Trigger, u"trigger", u""},
    QueryFieldName{QueryField::From, u"from", u"source"},
    QueryFieldName{QueryField::To, u"to", u"destination"},
    QueryFieldName{QueryField::Route, u"route", u""},
    QueryFieldName{QueryField::Instance, u"instance", u""},
    QueryFieldName{QueryField::Id, u"id", u""},
    QueryFieldName{QueryField::Since, u"since", u""},
    QueryFieldName{QueryField::Until, u"until", u""},
    QueryFieldName{QueryField::Age, u"age", u""},
    QueryFieldName{QueryField::Duration, u"duration", u""},
    QueryFieldName{QueryField::Is, u"is", u""},
    QueryFieldName{QueryField::Cross, u"cross", u""},
    QueryFieldName{QueryField::Accelerated, u"accelerated", u""},
};

constexpr std::array stateNames = {
    QueryStateName{QueryState::Failed, u"failed"},
    QueryStateName{QueryState::Stuck, u"stuck"},
    QueryStateName{QueryState::Latest, u"latest"},
    QueryStateName{QueryState::Repaired, u"repaired"},
    QueryStateName{QueryState::Running, u"running"},
    QueryStateName{QueryState::Waiting, u"waiting"},
    QueryStateName{QueryState::Cancelled, u"cancelled"},
    QueryStateName{QueryState::Done, u"done"},
    QueryStateName{QueryState::Active, u"active"},
    QueryStateName{QueryState::Finished, u"finished"},
};

bool isSame(QStringView a, QStringView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

/// The value among \p values whose word, ours or the API's, is \p word.
template<typename Enum, std::size_t count>
std::optional<Enum> valueOfWord(const std::array<Enum, count> &values, QStringView word)
{
    for (const Enum value : values) {
        if (isSame(queryWord(value), word) || isSame(wireName(value), word))
            return value;
    }
    return {};
}

constexpr std::array issues = {
    TaskIssue::OssPolicyUnauthorized, TaskIssue::TagConflict,  TaskIssue::UnsupportedFormat,
    TaskIssue::InternalError,         TaskIssue::NetworkError, TaskIssue::DataLengthExceeded,
};

/// What the window calls causes, as it can be typed.
struct ShownIssue {
    TaskIssue issue;
    QStringView word;
};
constexpr std::array shownIssues = {
    ShownIssue{TaskIssue::OssPolicyUnauthorized, u"storage-permission"},
    ShownIssue{TaskIssue::TagConflict, u"immutable-tag"},
    ShownIssue{TaskIssue::UnsupportedFormat, u"unsupported-format"},
    ShownIssue{TaskIssue::InternalError, u"registry-fault"},
    ShownIssue{TaskIssue::NetworkError, u"network"},
    ShownIssue{TaskIssue::DataLengthExceeded, u"manifest-too-large"},
};

bool isState(const QueryValue &value, QueryState state)
{
    return stateFromQueryWord(value.text) == state;
}

/// "is:state", and nothing beside it.
bool isOnlyState(const QueryTerm &term, QueryState state)
{
    return term.field == QueryField::Is && !term.negated && term.values.size() == 1 &&
           isState(term.values.front(), state);
}

constexpr std::array triggers = {TaskTrigger::Passive, TaskTrigger::Initiative,
                                 TaskTrigger::Unknown};

} // namespace

std::span<const QueryFieldName> queryFieldNames()
{
    return fieldNames;
}

std::optional<QueryField> queryFieldFromName(QStringView name)
{
    const auto known = std::ranges::find_if(fieldNames, [name](const QueryFieldName &field) {
        return isSame(field.name, name) || (!field.other.isEmpty() && isSame(field.other, name));
    });
    return known == fieldNames.end() ? std::nullopt : std::optional(known->field);
}

QString queryFieldName(QueryField field)
{
    const auto known = std::ranges::find(fieldNames, field, &QueryFieldName::field);
    return known == fieldNames.end() ? QString() : known->name.toString();
}

QString queryWord(SyncTaskStatus status)
{
    switch (status) {
    case SyncTaskStatus::Unknown:
        break;
    case SyncTaskStatus::Pending:
        return u"waiting"_s;
    case SyncTaskStatus::Synchronizing:
        return u"running"_s;
    case SyncTaskStatus::Success:
        return u"done"_s;
    case SyncTaskStatus::Error:
        return u"failed"_s;
    case SyncTaskStatus::Canceled:
        return u"cancelled"_s;
    }
    return u"unknown"_s;
}

std::optional<SyncTaskStatus> statusFromQueryWord(QStringView word)
{
    if (isSame(word, u"cancelled") || isSame(word, u"canceled"))
        return SyncTaskStatus::Canceled;
    return valueOfWord(shownStatuses, word);
}

QString queryWord(TaskTrigger trigger)
{
    switch (trigger) {
    case TaskTrigger::Unknown:
        break;
    case TaskTrigger::Passive:
        return u"push"_s;
    case TaskTrigger::Initiative:
        return u"manual"_s;
    }
    return u"unknown"_s;
}

std::optional<TaskTrigger> triggerFromQueryWord(QStringView word)
{
    return valueOfWord(triggers, word);
}

QString queryWord(TaskIssue issue)
{
    return wireName(issue).toLower().replace(u'_', u'-');
}

std::optional<TaskIssue> issueFromQueryWord(QStringView word)
{
    const auto shown = std::ranges::find_if(
        shownIssues, [word](const ShownIssue &each) { return isSame(each.word, word); });
    return shown != shownIssues.end() ? std::optional(shown->issue) : valueOfWord(issues, word);
}

QStringList wordsOf(QueryField field)
{
    QStringList words;
    const auto add = [&words](const auto &values) {
        for (const auto value : values)
            words << queryWord(value);
    };
    if (field == QueryField::Status)
        add(shownStatuses);
    else if (field == QueryField::Cause)
        add(issues);
    else if (field == QueryField::Trigger)
        add(triggers);
    else if (field == QueryField::Cross || field == QueryField::Accelerated)
        words << u"yes"_s << u"no"_s;
    else if (field == QueryField::Is)
        std::ranges::transform(stateNames, std::back_inserter(words),
                               [](const QueryStateName &state) { return state.name.toString(); });
    return words;
}

std::span<const QueryStateName> queryStateNames()
{
    return stateNames;
}

std::optional<QueryState> stateFromQueryWord(QStringView word)
{
    const auto known = std::ranges::find_if(
        stateNames, [word](const QueryStateName &state) { return isSame(state.name, word); });
    return known == stateNames.end() ? std::nullopt : std::optional(known->state);
}

bool speaksOf(const TaskQuery &query, QueryState state)
{
    return std::ranges::any_of(query.terms, [state](const QueryTerm &term) {
        return term.field == QueryField::Is &&
               std::ranges::any_of(
                   term.values, [state](const QueryValue &value) { return isState(value, state); });
    });
}

bool wantsState(const TaskQuery &query, QueryState state)
{
    return std::ranges::any_of(query.terms,
                               [state](const QueryTerm &term) { return isOnlyState(term, state); });
}

TaskQuery withState(TaskQuery query, QueryState state, bool wanted)
{
    std::erase_if(query.terms, [state](const QueryTerm &term) { return isOnlyState(term, state); });
    const auto name = std::ranges::find(stateNames, state, &QueryStateName::state);
    // A condition of its own: beside another state it would mean either of them.
    if (wanted && name != stateNames.end())
        query.terms.push_back(
            {.field = QueryField::Is, .values = {{.text = name->name.toString()}}});
    return query;
}

std::optional<bool> boolFromQueryWord(QStringView word)
{
    if (isSame(word, u"yes") || isSame(word, u"true"))
        return true;
    if (isSame(word, u"no") || isSame(word, u"false"))
        return false;
    return {};
}
