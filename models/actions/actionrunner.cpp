#include "actionrunner.h"

#include "actiontrace.h"

#include <QPointer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

QString repositoryKey(const ImageRef &image)
{
    return image.instanceId + u' ' + image.repoNamespaceName + u'/' + image.repoName;
}

/// The same copy as \p planned, and either under way or done after it.
bool standsFor(const PlannedAction &planned, const SyncTask &other)
{
    const SyncTask &task = planned.task;
    if (other.id == task.id || other.imageFrom.imageTag != task.imageFrom.imageTag ||
        other.imageFrom.instanceId != task.imageFrom.instanceId || other.imageTo != task.imageTo)
        return false;
    if (!isFinished(other.status.value))
        return true;
    return other.status.value == SyncTaskStatus::Success && other.createdAt > task.createdAt;
}

} // namespace

ActionRunner::ActionRunner(Registry &registry, QObject *parent)
    : QObject(parent), m_registry(registry)
{
}

ActionRunner::~ActionRunner() = default;

void ActionRunner::start(std::vector<PlannedAction> plan)
{
    m_plan = std::move(plan);
    m_outcomes.clear();
    for (const PlannedAction &planned : m_plan)
        m_outcomes.push_back({.state = planned.isToBeSent() ? State::Waiting : State::NotSent});
    m_isStopped = false;
    m_repoIds.clear();
    m_current.reset();
    next();
}

void ActionRunner::stop()
{
    m_isStopped = true;
    for (qsizetype i = 0; i < std::ssize(m_outcomes); ++i) {
        ActionOutcome &outcome = m_outcomes[static_cast<std::size_t>(i)];
        if (outcome.state == State::Waiting) {
            outcome.state = State::NotSent;
            Q_EMIT changed(i);
        }
    }
    if (m_current && m_outcomes[static_cast<std::size_t>(*m_current)].state == State::LookingUp)
        settle(State::NotSent);
}

const PlannedAction &ActionRunner::line() const
{
    return m_plan[static_cast<std::size_t>(*m_current)];
}

void ActionRunner::next()
{
    const auto waiting = std::ranges::find(m_outcomes, State::Waiting, &ActionOutcome::state);
    if (waiting == m_outcomes.end()) {
        m_current.reset();
        Q_EMIT finished();
        return;
    }
    m_current = waiting - m_outcomes.begin();
    begin();
}

void ActionRunner::begin()
{
    m_knownTasks.clear();
    m_lost.reset();
    if (std::holds_alternative<CancelSyncTask>(line().action))
        prepareSending();
    else
        lookUpRepository();
}

void ActionRunner::lookUpRepository()
{
    become(State::LookingUp);
    const ImageRef &image = line().task.imageFrom;
    if (m_repoIds.contains(repositoryKey(image)))
        return lookAtList();
    m_call = ask(m_registry,
                 GetRepository{.instance = instanceOf(line().action),
                               .namespaceName = image.repoNamespaceName,
                               .repoName = image.repoName},
                 [this](const Result<Repository> &repository) {
                     if (!repository)
                         return settle(State::Refused, repository.error());
                     m_repoIds.insert(repositoryKey(line().task.imageFrom), repository->id);
                     lookAtList();
                 });
}

/// What is there already is not made again, and is known when it has to be told from what was made.
void ActionRunner::lookAtList()
{
    m_call = ask(m_registry, listQuery(), [this](const Result<SyncTaskPage> &page) {
        if (!page)
            return settle(State::Refused, page.error());
        for (const SyncTask &task : page->items) {
            if (standsFor(line(), task))
                return settle(State::Superseded, {}, task.id);
            m_knownTasks.insert(task.id);
        }
        prepareSending();
    });
}

ListSyncTasks ActionRunner::listQuery() const
{
    const ImageRef &image = line().task.imageFrom;
    return {.instance = instanceOf(line().action),
            .repoNamespaceName = image.repoNamespaceName,
            .repoName = image.repoName,
            .tag = image.imageTag};
}

void ActionRunner::prepareSending()
{
    become(State::Sending);
    if (!m_beforeSending)
        return send();
    m_beforeSending(*m_current, [self = QPointer(this)] {
        if (self)
            self->send();
    });
}

void ActionRunner::send()
{
    const QString repoId = m_repoIds.value(repositoryKey(line().task.imageFrom));
    const auto then = [this](const Result<ActionReceipt> &receipt) { answered(receipt); };
    std::visit(
        [&]<typename Action>(Action action) {
            if constexpr (requires { action.repoId; })
                action.repoId = repoId;
            if constexpr (!std::same_as<Action, std::monostate>)
                m_call = ask(m_registry, std::move(action), then);
        },
        line().action);
}

void ActionRunner::answered(const Result<ActionReceipt> &receipt)
{
    if (receipt)
        return settle(State::Done, {}, receipt->createdId, receipt->requestId);
    const ApiError &error = receipt.error();
    if (error.isOutcomeInDoubt) {
        m_lost = error;
        return check();
    }
    if (error.kind == ApiError::Kind::Permission)
        Q_EMIT forbidden(instanceOf(line().action), operationOf(line().action));
    settle(State::Refused, error);
}

void ActionRunner::check()
{
    become(State::Checking);
    if (const auto *cancel = std::get_if<CancelSyncTask>(&line().action))
        return checkCancelled(*cancel);
    m_call =
        ask(m_registry, listQuery(), [this](const Result<SyncTaskPage> &page) { takeList(page); });
}

void ActionRunner::checkCancelled(const CancelSyncTask &cancel)
{
    m_call =
        ask(m_registry, GetSyncTask{.instance = cancel.instance, .syncTaskId = cancel.syncTaskId},
            [this](const Result<SyncTaskDetail> &detail) {
                if (!detail)
                    settle(State::InDoubt, m_lost);
                else if (detail->task.status.value == SyncTaskStatus::Canceled)
                    settle(State::DoneAfterAll);
                else
                    settle(State::NotSeen, m_lost);
            });
}

void ActionRunner::takeList(const Result<SyncTaskPage> &page)
{
    if (!page)
        return settle(State::InDoubt, m_lost);
    const auto made = std::ranges::find_if(page->items, [this](const SyncTask &task) {
        return !m_knownTasks.contains(task.id) && isMade(task);
    });
    if (made == page->items.end())
        settle(State::NotSeen, m_lost);
    else
        settle(State::DoneAfterAll, {}, made->id);
}

bool ActionRunner::isMade(const SyncTask &task) const
{
    if (const auto *run = std::get_if<RunSyncRule>(&line().action))
        return looksMadeBy(*run, task);
    const auto *made = std::get_if<CreateSyncTask>(&line().action);
    return made != nullptr && looksMadeBy(*made, task);
}

void ActionRunner::become(State state)
{
    m_outcomes[static_cast<std::size_t>(*m_current)].state = state;
    Q_EMIT changed(*m_current);
}

void ActionRunner::settle(State state, const std::optional<ApiError> &error, const QString &id,
                          const QString &requestId)
{
    m_outcomes[static_cast<std::size_t>(*m_current)] = {
        .state = state, .createdId = id, .requestId = requestId, .error = error};
    m_call = {}; // the error may be its
    Q_EMIT changed(*m_current);
    next();
}
