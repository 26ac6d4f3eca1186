#include "actionrunner.h"

#include "actiontrace.h"
#include "overloaded.h"

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

void ActionRunner::start(std::vector<PlannedAction> plan)
{
    m_call = {};
    m_write.reset();
    m_plan = std::move(plan);
    m_outcomes.clear();
    for (const PlannedAction &planned : m_plan)
        m_outcomes.push_back({.state = planned.isToBeSent() ? State::Waiting : State::NotSent});
    m_repoIds.clear();
    m_current.reset();
    next();
}

void ActionRunner::stop()
{
    for (qsizetype i = 0; i < std::ssize(m_outcomes); ++i) {
        ActionOutcome &outcome = m_outcomes[static_cast<std::size_t>(i)];
        if (outcome.state == State::Waiting) {
            outcome.state = State::NotSent;
            Q_EMIT changed(i);
        }
    }
    if (m_write)
        tell(m_write->stop());
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
    m_write = std::make_shared<WriteState>();
    m_knownTasks.clear();
    std::visit(Overloaded{[this](std::monostate) { tell(m_write->stop()); },
                          [this](const CancelSyncTask &) { prepareSending(); },
                          [this](const RunSyncRule &) { lookUpRepository(); },
                          [this](const CreateSyncTask &) { lookUpRepository(); }},
               line().action);
}

void ActionRunner::lookUpRepository()
{
    tell(m_write->lookUp());
    const ImageRef &image = line().task.imageFrom;
    if (m_repoIds.contains(repositoryKey(image)))
        return lookAtList();
    m_call = ask(m_registry,
                 GetRepository{.instance = instanceOf(line().action),
                               .namespaceName = image.repoNamespaceName,
                               .repoName = image.repoName},
                 [this](const Result<Repository> &repository) {
                     if (!repository)
                         return tell(m_write->failLookUp(repository.error()));
                     m_repoIds.insert(repositoryKey(line().task.imageFrom), repository->id);
                     lookAtList();
                 });
}

/// What is there already is not made again, and is known when it has to be told from what was made.
void ActionRunner::lookAtList()
{
    m_call = ask(m_registry, listQuery(), [this](const Result<SyncTaskPage> &page) {
        if (!page)
            return tell(m_write->failLookUp(page.error()));
        for (const SyncTask &task : page->items) {
            if (standsFor(line(), task))
                return tell(m_write->supersede(task.id));
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
            .tag = image.imageTag,
            .mustBeCurrent = true};
}

void ActionRunner::prepareSending()
{
    tell(m_write->prepare());
    std::function<void()> leave = sendingOnce(m_write, [this] { send(); });
    if (m_beforeSending)
        m_beforeSending(*m_current, std::move(leave));
    else
        leave();
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
    if (!m_write->answer(receipt))
        return;
    if (m_write->isForbidden())
        Q_EMIT forbidden(instanceOf(line().action), operationOf(line().action));
    tell(true);
    if (m_write->isChecking())
        check();
}

void ActionRunner::check()
{
    std::visit(Overloaded{[](std::monostate) {},
                          [this](const CancelSyncTask &cancel) { checkCancelled(cancel); },
                          [this](const RunSyncRule &) { checkMade(); },
                          [this](const CreateSyncTask &) { checkMade(); }},
               line().action);
}

void ActionRunner::checkCancelled(const CancelSyncTask &cancel)
{
    m_call = ask(m_registry,
                 GetSyncTask{.instance = cancel.instance,
                             .syncTaskId = cancel.syncTaskId,
                             .mustBeCurrent = true},
                 [this](const Result<SyncTaskDetail> &detail) {
                     if (!detail)
                         return tell(m_write->conclude(Evidence::Unreadable));
                     const bool isCancelled = detail->task.status.value == SyncTaskStatus::Canceled;
                     tell(m_write->conclude(isCancelled ? Evidence::Seen : Evidence::NotSeen));
                 });
}

void ActionRunner::checkMade()
{
    m_call = ask(m_registry, listQuery(), [this](const Result<SyncTaskPage> &page) {
        if (!page)
            return tell(m_write->conclude(Evidence::Unreadable));
        const auto made = std::ranges::find_if(page->items, [this](const SyncTask &task) {
            return !m_knownTasks.contains(task.id) && isMade(task);
        });
        if (made == page->items.end())
            tell(m_write->conclude(Evidence::NotSeen));
        else
            tell(m_write->conclude(Evidence::Seen, made->id));
    });
}

bool ActionRunner::isMade(const SyncTask &task) const
{
    return std::visit(
        Overloaded{[](std::monostate) { return false; },
                   [](const CancelSyncTask &) { return false; },
                   [&task](const RunSyncRule &run) { return looksMadeBy(run, task); },
                   [&task](const CreateSyncTask &copy) { return looksMadeBy(copy, task); }},
        line().action);
}

void ActionRunner::tell(bool isNews)
{
    if (!isNews)
        return;
    const std::shared_ptr<WriteState> write = m_write;
    m_outcomes[static_cast<std::size_t>(*m_current)] = write->outcome();
    const bool isSettled = write->outcome().isSettled();
    if (isSettled)
        m_call = {};
    Q_EMIT changed(*m_current);
    if (isSettled && write == m_write) // nobody began another plan meanwhile
        next();
}
