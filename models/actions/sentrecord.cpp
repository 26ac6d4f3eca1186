#include "sentrecord.h"

#include "overloaded.h"
#include "ruletext.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

SentKind sentKindOf(ActionKind kind)
{
    switch (kind) {
    case ActionKind::Cancel:
        return SentKind::Cancel;
    case ActionKind::Copy:
        return SentKind::Copy;
    case ActionKind::Retry:
        break;
    }
    return SentKind::Retry;
}

/// "Override=true; TargetUserId=1234", by the names of the API.
class SentParameters final {
public:
    void add(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            m_parts << name + u'=' + value;
    }
    [[nodiscard]] QString text() const { return m_parts.join(u"; "_s); }

private:
    QStringList m_parts;
};

QString parametersOf(const CreateSyncTask &copy)
{
    SentParameters parameters;
    parameters.add(u"Override"_s, copy.overwritesTag ? u"true"_s : u"false"_s);
    parameters.add(u"TargetUserId"_s, copy.targetUserId);
    return parameters.text();
}

QString parametersOf(const CreateSyncRule &rule)
{
    SentParameters parameters;
    parameters.add(u"SyncScope"_s, wireName(scopeOf(rule)));
    parameters.add(u"SyncTrigger"_s, wireName(rule.trigger));
    parameters.add(u"TagFilter"_s, rule.tagFilter);
    parameters.add(u"RepoNameFilter"_s, rule.repoNameFilter);
    parameters.add(u"TargetUserId"_s, rule.targetUserId);
    return parameters.text();
}

ImageRef imageAt(const SyncRuleEnd &end)
{
    return {.instanceId = end.instanceId,
            .regionId = end.regionId,
            .repoNamespaceName = end.namespaceName,
            .repoName = end.repoName};
}

SentAction recordOf(const RuleRemoval &removal)
{
    const SyncRule &rule = removal.rule;
    return {.kind = SentKind::DeleteRule,
            .imageFrom = imageAt(ruleSource(rule)),
            .imageTo = imageAt(ruleDestination(rule)),
            .ruleId = rule.id,
            .ruleName = rule.name};
}

SentAction recordOf(const CreateSyncRule &rule)
{
    return {.kind = SentKind::CreateRule,
            .imageFrom = {.instanceId = rule.instance.instanceId,
                          .regionId = rule.instance.regionId,
                          .repoNamespaceName = rule.namespaceName,
                          .repoName = rule.repoName},
            .imageTo = imageAt(rule.target),
            .ruleName = rule.name,
            .parameters = parametersOf(rule)};
}

SentOutcome sentOutcomeOf(ActionOutcome::State state)
{
    using State = ActionOutcome::State;
    switch (state) {
    case State::Done:
    case State::DoneAfterAll:
        return SentOutcome::Accepted;
    case State::Refused:
        return SentOutcome::Refused;
    case State::NotSent:
    case State::Waiting:
    case State::LookingUp:
    case State::Sending:
    case State::Checking:
    case State::Superseded:
    case State::NotSeen:
    case State::InDoubt:
        break;
    }
    return SentOutcome::InDoubt;
}

/// What is done to a task is followed until the task ends.
bool hasTask(SentKind kind)
{
    switch (kind) {
    case SentKind::CreateRule:
    case SentKind::DeleteRule:
        return false;
    case SentKind::Cancel:
    case SentKind::Retry:
    case SentKind::Copy:
        break;
    }
    return true;
}

} // namespace

SentAction sentRecord(const PlannedAction &planned, ActionKind kind,
                      const QHash<QString, SyncRule> &rules)
{
    SentAction action{.kind = sentKindOf(kind),
                      .operation = operationOf(planned.action),
                      .instance = instanceOf(planned.action),
                      .taskId = planned.task.id,
                      .imageFrom = planned.task.imageFrom,
                      .imageTo = planned.task.imageTo};
    std::visit(
        Overloaded{[](std::monostate) {}, [](const CancelSyncTask &) {},
                   [&](const RunSyncRule &run) {
                       action.ruleId = run.ruleId;
                       action.ruleName = rules.value(run.ruleId).name;
                   },
                   [&](const CreateSyncTask &copy) { action.parameters = parametersOf(copy); }},
        planned.action);
    return action;
}

SentAction sentRecord(const RuleChange &change)
{
    SentAction action = std::visit([](const auto &wanted) { return recordOf(wanted); }, change);
    action.operation = operationOf(change);
    action.instance = instanceOf(change);
    return action;
}

void applyOutcome(SentAction &action, const ActionOutcome &outcome)
{
    if (!outcome.isSettled() || outcome.state == ActionOutcome::State::NotSent)
        return;
    action.outcome = sentOutcomeOf(outcome.state);
    action.createdId = outcome.createdId;
    action.requestId = outcome.requestId;
    if (outcome.error) {
        action.requestId = outcome.error->requestId;
        action.errorCode = outcome.error->code;
        action.errorMessage = outcome.error->message;
    }
    if (action.outcome == SentOutcome::Accepted && hasTask(action.kind))
        action.progress = SentProgress::Awaited;
}
