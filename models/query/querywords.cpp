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
    QueryStateName{QueryState::Acknowledged, u"acknowledged"},
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

/// Another word for a value: what the window calls it, or what a person may write.
template<typename Value>
struct OtherWord {
    Value value;
    QStringView word;
};

constexpr std::array otherStatuses = {
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Canceled, u"canceled"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Canceled, u"已取消"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Canceled, u"取消"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Error, u"失败"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Synchronizing, u"进行中"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Synchronizing, u"运行中"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Synchronizing, u"同步中"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Pending, u"等待中"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Pending, u"等待"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Success, u"已完成"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Success, u"完成"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Success, u"成功"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Deleted, u"已删除"},
    OtherWord<SyncTaskStatus>{SyncTaskStatus::Unknown, u"未知"},
};

constexpr std::array otherTriggers = {
    OtherWord<TaskTrigger>{TaskTrigger::Passive, u"automatic"},
    OtherWord<TaskTrigger>{TaskTrigger::Passive, u"自动"},
    OtherWord<TaskTrigger>{TaskTrigger::Passive, u"推送"},
    OtherWord<TaskTrigger>{TaskTrigger::Initiative, u"by-hand"},
    OtherWord<TaskTrigger>{TaskTrigger::Initiative, u"手动"},
    OtherWord<TaskTrigger>{TaskTrigger::Unknown, u"未知"},
};

constexpr std::array otherStates = {
    OtherWord<QueryState>{QueryState::Failed, u"失败"},
    OtherWord<QueryState>{QueryState::Stuck, u"卡住"},
    OtherWord<QueryState>{QueryState::Latest, u"最新"},
    OtherWord<QueryState>{QueryState::Repaired, u"已修复"},
    OtherWord<QueryState>{QueryState::Acknowledged, u"已确认"},
    OtherWord<QueryState>{QueryState::Running, u"进行中"},
    OtherWord<QueryState>{QueryState::Running, u"运行中"},
    OtherWord<QueryState>{QueryState::Waiting, u"等待中"},
    OtherWord<QueryState>{QueryState::Waiting, u"等待"},
    OtherWord<QueryState>{QueryState::Cancelled, u"canceled"},
    OtherWord<QueryState>{QueryState::Cancelled, u"已取消"},
    OtherWord<QueryState>{QueryState::Done, u"已完成"},
    OtherWord<QueryState>{QueryState::Done, u"完成"},
    OtherWord<QueryState>{QueryState::Active, u"未结束"},
    OtherWord<QueryState>{QueryState::Finished, u"已结束"},
};

template<typename Value, std::size_t count>
std::optional<Value> valueOfOtherWord(const std::array<OtherWord<Value>, count> &others,
                                      QStringView word)
{
    const auto known = std::ranges::find_if(
        others, [word](const OtherWord<Value> &other) { return isSameWord(other.word, word); });
    return known == others.end() ? std::nullopt : std::optional(known->value);
}

/// The value among \p values whose word, ours or the API's, is \p word.
template<typename Enum, std::size_t count>
std::optional<Enum> valueOfWord(const std::array<Enum, count> &values, QStringView word)
{
    for (const Enum value : values) {
        if (isSameWord(queryWord(value), word) ||
            (!word.isEmpty() && isSameWord(wireName(value), word)))
            return value;
    }
    return {};
}

constexpr std::array issues = {
    TaskIssue::OssPolicyUnauthorized, TaskIssue::TagConflict,  TaskIssue::UnsupportedFormat,
    TaskIssue::InternalError,         TaskIssue::NetworkError, TaskIssue::DataLengthExceeded,
};

/// What the window calls causes, as it can be typed.
constexpr std::array otherIssues = {
    OtherWord<TaskIssue>{TaskIssue::OssPolicyUnauthorized, u"storage-permission"},
    OtherWord<TaskIssue>{TaskIssue::OssPolicyUnauthorized, u"oss-无权限"},
    OtherWord<TaskIssue>{TaskIssue::OssPolicyUnauthorized, u"oss无权限"},
    OtherWord<TaskIssue>{TaskIssue::TagConflict, u"immutable-tag"},
    OtherWord<TaskIssue>{TaskIssue::TagConflict, u"版本不可变"},
    OtherWord<TaskIssue>{TaskIssue::UnsupportedFormat, u"unsupported-format"},
    OtherWord<TaskIssue>{TaskIssue::UnsupportedFormat, u"格式不支持"},
    OtherWord<TaskIssue>{TaskIssue::InternalError, u"registry-fault"},
    OtherWord<TaskIssue>{TaskIssue::InternalError, u"服务端故障"},
    OtherWord<TaskIssue>{TaskIssue::NetworkError, u"network"},
    OtherWord<TaskIssue>{TaskIssue::NetworkError, u"网络异常"},
    OtherWord<TaskIssue>{TaskIssue::NetworkError, u"网络"},
    OtherWord<TaskIssue>{TaskIssue::DataLengthExceeded, u"manifest-too-large"},
    OtherWord<TaskIssue>{TaskIssue::DataLengthExceeded, u"元数据过大"},
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
    case SyncTaskStatus::Deleted:
        return u"deleted"_s;
    }
    return u"unknown"_s;
}

std::optional<SyncTaskStatus> statusFromQueryWord(QStringView word)
{
    const std::optional<SyncTaskStatus> known = valueOfWord(shownStatuses, word);
    return known ? known : valueOfOtherWord(otherStatuses, word);
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
    const std::optional<TaskTrigger> known = valueOfWord(triggers, word);
    return known ? known : valueOfOtherWord(otherTriggers, word);
}

QString queryWord(TaskIssue issue)
{
    return wireName(issue).toLower().replace(u'_', u'-');
}

std::optional<TaskIssue> issueFromQueryWord(QStringView word)
{
    const std::optional<TaskIssue> known = valueOfWord(issues, word);
    return known ? known : valueOfOtherWord(otherIssues, word);
}

QStringList wordsOf(QueryField field)
{
    QStringList words;
    const auto add = [&words](const auto &values) {
        for (const auto value : values)
            words << queryWord(value);
    };
    switch (field) {
    case QueryField::Status:
        add(shownStatuses);
        break;
    case QueryField::Cause:
        add(issues);
        break;
    case QueryField::Trigger:
        add(triggers);
        break;
    case QueryField::Cross:
    case QueryField::Accelerated:
        words << u"yes"_s << u"no"_s;
        break;
    case QueryField::Is:
        std::ranges::transform(stateNames, std::back_inserter(words),
                               [](const QueryStateName &state) { return state.name.toString(); });
        break;
    case QueryField::Text:
    case QueryField::Namespace:
    case QueryField::Repo:
    case QueryField::Tag:
    case QueryField::Image:
    case QueryField::Rule:
    case QueryField::Batch:
    case QueryField::From:
    case QueryField::To:
    case QueryField::Route:
    case QueryField::Instance:
    case QueryField::Id:
    case QueryField::Since:
    case QueryField::Until:
    case QueryField::Age:
    case QueryField::Duration:
        break; // any value
    }
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
    return known == stateNames.end() ? valueOfOtherWord(otherStates, word)
                                     : std::optional(known->state);
}

bool isOfStatusAlone(QueryState state)
{
    switch (state) {
    case QueryState::Failed:
    case QueryState::Running:
    case QueryState::Waiting:
    case QueryState::Cancelled:
    case QueryState::Done:
    case QueryState::Active:
    case QueryState::Finished:
        return true;
    case QueryState::Stuck:
    case QueryState::Latest:
    case QueryState::Repaired:
    case QueryState::Acknowledged:
        break;
    }
    return false;
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
    if (isSame(word, u"yes") || isSame(word, u"true") || word == u"是")
        return true;
    if (isSame(word, u"no") || isSame(word, u"false") || word == u"否")
        return false;
    return {};
}

bool isSameWord(QStringView a, QStringView b)
{
    const auto folded = [](QChar c) {
        return c == u'_' || c == u' ' ? QChar(u'-') : c.toCaseFolded();
    };
    return a.size() == b.size() && std::ranges::equal(a, b, {}, folded, folded);
}

std::optional<QString> knownWord(QueryField field, QStringView word)
{
    const auto asWord = [](const auto &value) {
        return value ? std::optional(queryWord(*value)) : std::nullopt;
    };
    if (field == QueryField::Status)
        return asWord(statusFromQueryWord(word));
    if (field == QueryField::Cause)
        return asWord(issueFromQueryWord(word));
    if (field == QueryField::Trigger)
        return asWord(triggerFromQueryWord(word));
    if (field == QueryField::Is) {
        const std::optional<QueryState> state = stateFromQueryWord(word);
        const auto name = std::ranges::find_if(
            stateNames, [state](const QueryStateName &each) { return each.state == state; });
        return name == stateNames.end() ? std::nullopt : std::optional(name->name.toString());
    }
    if (field == QueryField::Cross || field == QueryField::Accelerated) {
        const std::optional<bool> flag = boolFromQueryWord(word);
        return flag ? std::optional(*flag ? u"yes"_s : u"no"_s) : std::nullopt;
    }
    return {};
}
