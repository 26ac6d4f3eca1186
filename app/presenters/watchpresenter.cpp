#include "watchpresenter.h"

#include "querypresenter.h"
#include "raisedwindow.h"
#include "synctasktablemodel.h"
#include "windowtitle.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

#include <utility>

namespace {

constexpr int nightHours = 4; // before that hour, the coming morning is the one of the same day
constexpr int morningHour = 8;

QDateTime endOfPause(WatchPause pause, const QDateTime &now)
{
    switch (pause) {
    case WatchPause::None:
        break;
    case WatchPause::Hour:
        return now.addSecs(60LL * 60);
    case WatchPause::UntilMorning: {
        const QDate today = now.toLocalTime().addSecs(-60LL * 60 * nightHours).date();
        return QDateTime(today.addDays(1), QTime(morningHour, 0)).toUTC();
    }
    }
    return {};
}

} // namespace

WatchPresenter::WatchPresenter(const TaskStore &store, const SyncTaskTableModel &model,
                               Clock &clock, QueryPresenter &queries, QWidget &window,
                               WindowTitle &title, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_model(model),
      m_clock(clock),
      m_queries(queries),
      m_window(window),
      m_title(title),
      m_watch(store, clock,
              [&model] {
                  QueryContext context = model.filter().context();
                  context.range = {}; // the range of the window does not limit the notices
                  return context;
              }),
      m_work(clock)
{
    connect(&m_watch, &TaskWatch::noticed, this, &WatchPresenter::show);
    connect(&m_watch, &TaskWatch::failuresCame, this, &WatchPresenter::noteUnseen);
    m_window.installEventFilter(this);
}

void WatchPresenter::notifyThrough(Notifier &notifier)
{
    m_notifier = &notifier;
    connect(&notifier, &Notifier::noticeChosen, this, &WatchPresenter::openNotice);
    connect(&notifier, &Notifier::windowRequested, this, &WatchPresenter::openWindow);
    connect(&notifier, &Notifier::pauseChosen, this, &WatchPresenter::pause);
    connect(&notifier, &Notifier::quitRequested, this, &WatchPresenter::quitRequested);
    notifier.showStatus(m_status, m_model.timeContext());
}

void WatchPresenter::setRule(const WatchRule &rule)
{
    m_watch.setRule(rule);
    m_status.isOn = rule.isOn;
    retranslate();
}

void WatchPresenter::showMuted(const QStringList &lines)
{
    if (std::exchange(m_status.muted, lines) != lines)
        retranslate();
}

void WatchPresenter::pauseUntil(const QDateTime &time)
{
    m_watch.pauseUntil(time);
    m_status.pausedUntil = m_watch.pausedUntil();
    retranslate();
}

void WatchPresenter::pause(WatchPause pause)
{
    pauseUntil(endOfPause(pause, m_clock.now()));
}

void WatchPresenter::take(const MergeReport &report)
{
    m_watch.take(report);
    // With a million tasks this would block the window if it ran when the notice is due.
    if (m_watch.isGathering())
        m_work.begin({[this] { return m_model.results().processChunk(); }});
}

void WatchPresenter::tick(const FeedState &feed, const StatusSummary &summary)
{
    m_watch.updateSilences();
    m_watch.takeConnection(feed);
    countUnseen();
    const NotifierStatus status{.isOn = m_status.isOn,
                                .unseen = m_status.unseen,
                                .failed = summary.lastDay.of(SyncTaskStatus::Error),
                                .pausedUntil = m_watch.pausedUntil(),
                                .muted = m_status.muted};
    if (std::exchange(m_status, status) != status)
        retranslate();
}

/// Needs a list without an error: tasks that are no longer read only look stuck.
void WatchPresenter::judgeStuck(const FeedState &feed)
{
    const QueryContext &context = m_model.filter().context();
    if (feed.error || !context.isStuck || feed.asOf == m_judgedAt)
        return;
    m_judgedAt = feed.asOf;
    std::vector<TaskRow> stuck;
    for (const TaskRow row : m_store.unfinished()) {
        if (m_store.isWatched(row) && context.isStuck(row))
            stuck.push_back(row);
    }
    m_watch.takeStuck(stuck);
}

void WatchPresenter::retranslate()
{
    if (m_notifier)
        m_notifier->showStatus(m_status, m_model.timeContext());
}

void WatchPresenter::show(const Notice &notice)
{
    const bool isShown = m_notifier && m_notifier->show(notice, m_clock.now());
    const bool isSeen = m_window.isActiveWindow() || notice.kind == Notice::Kind::ConnectionBack;
    if (!isShown && !isSeen)
        QApplication::alert(&m_window);
}

void WatchPresenter::noteUnseen(const std::vector<TaskRow> &rows)
{
    if (m_window.isActiveWindow())
        return;
    m_unseen.insert(m_unseen.end(), rows.begin(), rows.end());
    countUnseen();
}

/// What was made good meanwhile, or what somebody looks after, is nothing to look at.
void WatchPresenter::countUnseen()
{
    std::erase_if(m_unseen, [this](TaskRow row) {
        return m_store.status(row) != SyncTaskStatus::Error ||
               m_model.acknowledgements().has(row) || m_model.results().isRepaired(row);
    });
    const auto count = static_cast<int>(m_unseen.size());
    if (std::exchange(m_status.unseen, count) == count)
        return;
    m_title.showUnseen(count);
    retranslate();
}

void WatchPresenter::openWindow()
{
    raiseWindow(m_window);
}

void WatchPresenter::openNotice(const Notice &notice)
{
    openWindow();
    if (!notice.query.isEmpty())
        m_queries.showTasks(notice.query);
}

bool WatchPresenter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate && !m_unseen.empty()) {
        m_unseen.clear();
        countUnseen();
    }
    return QObject::eventFilter(watched, event);
}
