#include "sentrecord.h"

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

QString parametersOf(const TaskAction &action)
{
    const auto *copy = std::get_if<CreateSyncTask>(&action);
    if (copy == nullptr)
        return {};
    SentParameters parameters;
    parameters.add(u"Override"_s, copy->overwritesTag ? u"true"_s : u"false"_s);
    parameters.add(u"TargetUserId"_s, copy->targetUserId);
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

SentAction removalRecord(const RuleRemoval &removal)
{
    const SyncRule &rule = removal.rule;
    return {.kind = SentKind::DeleteRule,
            .imageFrom = imageAt(ruleSource(rule)),
            .imageTo = imageAt(ruleDestination(rule)),
            .ruleId = rule.id,
            .ruleName = rule.name};
}

SentAction creationRecord(const CreateSyncRule &rule)
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

} // namespace

SentAction sentRecord(const PlannedAction &planned, ActionKind kind,
                      const QHash<QString, SyncRule> &rules)
{
    SentAction action{.kind = sentKindOf(kind),
                      .operation = operationOf(planned.action),
                      .instance = instanceOf(planned.action),
                      .taskId = planned.task.id,
                      .imageFrom = planned.task.imageFrom,
                      .imageTo = planned.task.imageTo,
                      .parameters = parametersOf(planned.action)};
    if (const auto *run = std::get_if<RunSyncRule>(&planned.action)) {
        action.ruleId = run->ruleId;
        action.ruleName = rules.value(run->ruleId).name;
    }
    return action;
}

SentAction sentRecord(const RuleChange &change)
{
    const auto *removal = std::get_if<RuleRemoval>(&change);
    SentAction action = removal != nullptr ? removalRecord(*removal)
                                           : creationRecord(std::get<CreateSyncRule>(change));
    action.operation = operationOf(change);
    action.instance = instanceOf(change);
    return action;
}

void applyOutcome(SentAction &action, const ActionOutcome &outcome)
{
    using State = ActionOutcome::State;
    if (!outcome.isSettled() || outcome.state == State::NotSent)
        return;
    const bool isAccepted = outcome.state == State::Done || outcome.state == State::DoneAfterAll;
    const bool isRefused = outcome.state == State::Refused;
    const bool isOfTask =
        action.kind != SentKind::CreateRule && action.kind != SentKind::DeleteRule;
    action.outcome = isAccepted  ? SentOutcome::Accepted
                     : isRefused ? SentOutcome::Refused
                                 : SentOutcome::InDoubt;
    action.createdId = outcome.createdId;
    action.requestId = outcome.requestId;
    if (outcome.error) {
        action.requestId = outcome.error->requestId;
        action.errorCode = outcome.error->code;
        action.errorMessage = outcome.error->message;
    }
    if (isAccepted && isOfTask)
        action.progress = SentProgress::Awaited;
}
