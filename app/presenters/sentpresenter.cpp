#include "sentpresenter.h"

#include "querypresenter.h"
#include "querytime.h"
#include "queryvalues.h"
#include "savedbar.h"
#include "savedfile.h"
#include "savedialog.h"
#include "sentview.h"
#include "spreadsheetcell.h"
#include "unixtime.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds showingPause = 100ms;

} // namespace

SentPresenter::SentPresenter(const TaskStore &store, Clock &clock, QueryPresenter &queries,
                             SentView &view, SavedBar &savedBar, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_clock(clock),
      m_queries(queries),
      m_view(view),
      m_savedBar(savedBar),
      m_table(clock),
      m_followUp(store)
{
    m_view.setModel(m_table);
    connectParts();
}

void SentPresenter::connectParts()
{
    connect(&m_view, &SentView::shown, this, [this] {
        show();
        m_table.tick();
    });
    connect(&m_view, &SentView::chosen, this, &SentPresenter::openTasks);
    connect(&m_view, &SentView::exportRequested, this, &SentPresenter::exportAll);
}

QString SentPresenter::begin(SentAction action, const std::function<void()> &send)
{
    action.sentAt = m_clock.now();
    // Unique among all runs and windows of the program.
    action.id = u"%1-%2-%3"_s.arg(action.sentAt.toMSecsSinceEpoch())
                    .arg(QCoreApplication::applicationPid())
                    .arg(++m_begun);
    action.outcome = SentOutcome::Sending;
    m_waiting[action.id] = {
        .send = send,
        .timeout = m_clock.after(writingTime, [this, id = action.id] { noteKept(id); })};
    take(action);
    showSoon();
    return action.id;
}

void SentPresenter::noteKept(const QString &id)
{
    const auto waiting = m_waiting.find(id);
    if (waiting == m_waiting.end())
        return;
    const std::function<void()> send = std::move(waiting->second.send);
    m_waiting.erase(waiting);
    send();
}

void SentPresenter::settle(const QString &id, const ActionOutcome &outcome)
{
    const SentAction *known = find(id);
    if (known == nullptr || !outcome.isSettled())
        return;
    SentAction action = *known;
    applyOutcome(action, outcome);
    take(action);
    m_followUp.follow(action, m_clock.now());
    follow();
    showSoon();
}

std::vector<SentAction> SentPresenter::actions() const
{
    std::vector<SentAction> all;
    for (const auto &[id, action] : m_actions)
        all.push_back(action);
    return all;
}

QSet<QString> SentPresenter::awaitedRetries() const
{
    QSet<QString> ids;
    for (const auto &[id, action] : m_actions) {
        const bool isAwaited =
            action.outcome == SentOutcome::Sending ||
            (action.outcome == SentOutcome::Accepted && !isEnd(action.progress) &&
             action.progress != SentProgress::NotKnown);
        if (action.kind == SentKind::Retry && isAwaited)
            ids.insert(action.taskId);
    }
    return ids;
}

const SentAction *SentPresenter::find(const QString &id) const
{
    const auto known = m_actions.find(id);
    return known == m_actions.end() ? nullptr : &known->second;
}

void SentPresenter::take(const SentAction &action)
{
    m_actions[action.id] = action;
    Q_EMIT changed(action);
}

void SentPresenter::restore(const std::vector<SentAction> &actions)
{
    for (const SentAction &action : actions)
        m_followUp.claim(action); // before any of them is searched for
    for (SentAction action : actions) {
        if (m_actions.contains(action.id)) // sent by this window
            continue;
        if (action.outcome == SentOutcome::Sending)
            action.outcome = SentOutcome::NotKnown;
        m_actions[action.id] = action;
        m_followUp.follow(action, m_clock.now());
    }
    follow();
    showSoon();
}

void SentPresenter::applyMerge(const MergeReport &report)
{
    if (m_followUp.isEmpty())
        return;
    m_followUp.noteInserted(report.inserted);
    follow();
}

/// Updates the progress of all followed actions.
void SentPresenter::follow()
{
    const std::vector<SentAction> news = m_followUp.update(m_clock.now());
    for (const SentAction &action : news)
        take(action);
    if (!news.empty())
        showSoon();
}

void SentPresenter::tick()
{
    follow();
    if (m_view.isVisible())
        m_table.tick();
}

/// Hundreds may be sent in a second, and thousands are listed.
void SentPresenter::showSoon()
{
    if (m_view.isVisible() && !m_nextShow.isRunning())
        m_nextShow = m_clock.after(showingPause, [this] { show(); });
}

void SentPresenter::show()
{
    std::vector<SentRow> rows;
    for (const auto &[id, action] : m_actions)
        rows.push_back({.action = action});
    m_table.showActions(rows);
}

void SentPresenter::openTasks(int row)
{
    const SentAction action = m_table.actions().at(static_cast<std::size_t>(row)).action;
    const TaskQuery query = queryFor(action);
    if (!query.isEmpty())
        m_queries.openTasks(query, m_view);
}

/// Before the oldest task that the action concerns, which may be older than the chosen range.
QDateTime SentPresenter::beginOf(const SentAction &action) const
{
    QDateTime begin = action.sentAt;
    for (const QString &instance :
         {action.instance.instanceId, action.imageFrom.instanceId, action.imageTo.instanceId}) {
        for (const QString &id : {action.createdId, action.taskId}) {
            const std::optional<TaskRow> row = m_store.find(instance, id);
            const qint64 createdMs = row ? m_store.createdMs(*row) : 0;
            if (createdMs != 0)
                begin = std::min(begin, timeFromUnixMs(createdMs));
        }
    }
    return begin.addSecs(-1);
}

/// Finds the task that was retried or cancelled and the one that was created; for a rule, its
/// tasks; else the tasks of the tag.
TaskQuery SentPresenter::queryFor(const SentAction &action) const
{
    const auto exactly = [](const QString &text) {
        return QueryValue{.text = text, .match = QueryMatch::Exact};
    };
    TaskQuery query;
    if (action.kind == SentKind::CreateRule || action.kind == SentKind::DeleteRule) {
        const QString &rule = action.ruleId.isEmpty() ? action.createdId : action.ruleId;
        if (!rule.isEmpty())
            query.setWanted(QueryField::Rule, {namedValue(rule, m_names.rules)});
        return query;
    }
    std::vector<QueryValue> ids;
    for (const QString &id : {action.createdId, action.taskId}) {
        if (!id.isEmpty())
            ids.push_back(exactly(id));
    }
    if (!ids.empty()) {
        query.setWanted(QueryField::Id, ids);
        query.setWanted(QueryField::Since,
                        {{.text = queryTimeText(beginOf(action), m_table.times().zone)}});
        return query;
    }
    query.setWanted(QueryField::Namespace, {exactly(action.imageFrom.repoNamespaceName)});
    query.setWanted(QueryField::Repo, {exactly(action.imageFrom.repoName)});
    query.setWanted(QueryField::Tag, {exactly(action.imageFrom.imageTag)});
    return query;
}

void SentPresenter::exportAll()
{
    askWhereToSave(
        m_view.window(), this, tr("Export what was sent"), QDir::home().filePath(u"sent"_s),
        {{.name = tr("Comma separated values"), .suffix = u"csv"_s}},
        [this](const SaveTarget &target) {
            saveAndTell(target.path, csvByteOrderMark + m_table.csv().toUtf8(), m_savedBar);
        });
}
