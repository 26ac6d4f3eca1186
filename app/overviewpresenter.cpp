#include "overviewpresenter.h"

#include "displaytext.h"
#include "filterpane.h"
#include "headlinebar.h"
#include "mainwindow.h"
#include "statuschartview.h"
#include "synctasktablemodel.h"
#include "taskfilter.h"
#include "unixtime.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds countPause = 100ms;

/// What the headline counts: all that was asked for, whatever is filtered out of the table.
TaskQuery withoutLoadedPart(TaskQuery query)
{
    query.statuses.clear();
    query.triggers.clear();
    query.text.clear();
    return query;
}

} // namespace

OverviewPresenter::OverviewPresenter(const TaskStore &store, const SyncTaskTableModel &model,
                                     Clock &clock, MainWindow &window, QObject *parent)
    : QObject(parent), m_store(store), m_model(model), m_clock(clock), m_window(window)
{
}

void OverviewPresenter::setQuery(const TaskQuery &query)
{
    m_query = query;
    countNow();
}

void OverviewPresenter::setRange(ChartRange range)
{
    m_range = range;
    countNow();
}

void OverviewPresenter::setRuleNames(const QHash<QString, QString> &names)
{
    m_ruleNames = names;
    countNow();
}

void OverviewPresenter::countNow()
{
    m_isCountPlanned = false;
    const QDateTime now = m_clock.now();
    const std::vector<TaskRow> asked =
        TaskFilter(m_store, withoutLoadedPart(m_query)).matchingRows();
    m_asked = static_cast<qint64>(asked.size());
    m_summary = summarize(m_store, asked, now);
    m_window.headline().showSummary(m_summary);
    m_window.filterPane().showCounts(countFacets(m_store, m_query, m_ruleNames));
    m_timeline = buildTimeline(m_store, m_model.rows(), planTimeline(m_range, now, oldestShown()));
    m_window.chart().showTimeline(m_timeline);
}

void OverviewPresenter::planCount()
{
    if (m_summary.lastDay.total() == 0)
        return countNow(); // the first numbers should not wait
    if (m_isCountPlanned)
        return;
    m_isCountPlanned = true;
    m_nextCount = m_clock.after(countPause, [this] { countNow(); });
}

void OverviewPresenter::showScope(const FeedState &state)
{
    // The whole answer needs no remark; a part of it must not pass for the whole.
    const auto scopeSince = [&state](const QDateTime &begin) {
        const bool covered = !state.asOf.isValid() || state.complete ||
                             (state.completeSince.isValid() && state.completeSince <= begin);
        return covered ? QString()
                       : tr("of the %Ln loaded task(s)", nullptr, static_cast<int>(state.loaded));
    };
    const QString loaded = scopeSince(m_clock.now().addMSecs(-headlineWindow.count()));
    m_window.headline().showScope(
        loaded.isEmpty() && m_query.narrowsServer() ? tr("of what the side bar asks for") : loaded);
    m_window.chart().showScope(scopeSince(m_timeline.plan.begin));
}

QString OverviewPresenter::text() const
{
    QStringList lines{displayName(m_summary.health)};
    for (const SyncTaskStatus status : shownStatuses) {
        if (const int count = m_summary.lastDay.of(status); count > 0)
            lines << tr("%1 in 24 h: %2").arg(displayName(status), QLocale().toString(count));
    }
    lines << timelineText(m_timeline);
    return lines.join(u'\n');
}

QDateTime OverviewPresenter::oldestShown() const
{
    qint64 oldest = 0;
    for (const TaskRow row : m_model.rows()) {
        const qint64 created = m_store.createdMs(row);
        if (created > 0 && (oldest == 0 || created < oldest))
            oldest = created;
    }
    return timeFromUnixMs(oldest);
}
