#include "overviewpresenter.h"

#include "countpause.h"
#include "displaytext.h"
#include "filterpane.h"
#include "headlinebar.h"
#include "mainwindow.h"
#include "regionpaircount.h"
#include "rulerhythm.h"
#include "synctasktablemodel.h"
#include "taskfilter.h"

#include <algorithm>
#include <memory>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds ruleInterval = 30s;

} // namespace

OverviewPresenter::OverviewPresenter(const TaskStore &store, SyncTaskTableModel &model,
                                     Clock &clock, MainWindow &window, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_model(model),
      m_clock(clock),
      m_window(window),
      m_chart(store, model, clock, window.chart())
{
}

void OverviewPresenter::setQuery(const TaskQuery &query)
{
    // The headline speaks of the instances in sight; another answer about them leaves it alone.
    const bool isScopeSame =
        query.only({QueryField::Instance}) == m_query.only({QueryField::Instance});
    m_query = query;
    m_chart.setQuery(query);
    if (isScopeSame)
        countAnswer();
    else
        countNow();
}

void OverviewPresenter::setStuckRule(StuckRule rule)
{
    m_stuckRule = rule;
    countNow();
}

void OverviewPresenter::countNow()
{
    m_isCountPlanned = false;
    const QDateTime now = m_clock.now();
    const std::vector<TaskRow> scope = rowsInScope();
    RegionPairCount pairs(m_store, now);
    pairs.add(scope);
    pairs.finishAll();
    const auto thresholds = std::make_shared<StuckThresholds>(pairs.thresholds(m_stuckRule));
    m_model.setStuckTest([thresholds, &clock = m_clock](TaskRow row) {
        return thresholds->isStuck(row, clock.now().toMSecsSinceEpoch());
    });
    m_inScope = std::ssize(scope);
    m_summary = summarize(m_store, scope, now, *thresholds, pairs.figures());
    m_window.headline().showSummary(m_summary);
    showSilentRules(scope);
    countAnswer();
    m_countPause = std::max(shortestCountPause, restAfter(now, m_clock.now()));
}

/// What follows the query: side bar and chart.
void OverviewPresenter::countAnswer()
{
    m_asked = m_query.narrowsServer() ? countAsked() : m_inScope;
    m_window.filterPane().showCounts(countFacets(m_store, m_model.filter()));
    m_chart.count();
}

/// A rule keeps its rhythm for a while, and looking at all of them is slow.
void OverviewPresenter::showSilentRules(const std::vector<TaskRow> &scope)
{
    const QDateTime now = m_clock.now();
    if (!m_listedAt.isValid() ||
        (m_rulesJudgedAt.isValid() && m_rulesJudgedAt.addSecs(ruleInterval.count()) > now))
        return;
    m_rulesJudgedAt = now;
    QHash<QString, QString> notes;
    for (const RuleRhythm &rule : ruleRhythms(m_store, scope, m_listedAt, m_completeSince)) {
        const std::chrono::milliseconds quiet(rule.last.msecsTo(now));
        if (rule.silent)
            //: A rule started nothing for this long, against its habit; %1 is a length of time
            notes.insert(m_store.texts().text(rule.rule), tr("silent %1").arg(durationText(quiet)));
    }
    m_window.filterPane().setRuleNotes(notes);
}

/// What the headline counts: the instances in sight, whatever else is filtered out of the table.
std::vector<TaskRow> OverviewPresenter::rowsInScope() const
{
    const TaskQuery instances = m_query.only({QueryField::Instance});
    return TaskFilter(m_store, instances, m_model.filter().context()).matchingRows();
}

qint64 OverviewPresenter::countAsked() const
{
    const TaskQuery asked = m_query.only({QueryField::Instance, QueryField::Namespace,
                                          QueryField::Repo, QueryField::Tag, QueryField::Batch});
    return std::ssize(TaskFilter(m_store, asked, m_model.filter().context()).matchingRows());
}

void OverviewPresenter::planCount()
{
    if (m_summary.lastDay.total() == 0)
        return countNow(); // the first numbers should not wait
    if (m_isCountPlanned)
        return;
    m_isCountPlanned = true;
    m_nextCount = m_clock.after(m_countPause, [this] { countNow(); });
}

void OverviewPresenter::showScope(const FeedState &state)
{
    m_listedAt = state.asOf;
    m_completeSince = state.completeSince;
    // The whole answer needs no remark; a part of it must not pass for the whole.
    const auto scopeSince = [&state](const QDateTime &begin) {
        const bool covered = !state.asOf.isValid() || state.complete ||
                             (state.completeSince.isValid() && state.completeSince <= begin);
        return covered ? QString()
                       : tr("of the %Ln loaded task(s)", nullptr, static_cast<int>(state.loaded));
    };
    const QString loaded = scopeSince(m_clock.now().addMSecs(-headlineWindow.count()));
    m_window.headline().showScope(loaded);
    m_window.chart().showScope(scopeSince(m_chart.begin()));
}

QString OverviewPresenter::text() const
{
    QStringList lines{displayName(m_summary.health)};
    for (const SyncTaskStatus status : shownStatuses) {
        if (const int count = m_summary.lastDay.of(status); count > 0)
            lines << tr("%1 in 24 h: %2").arg(displayName(status), QLocale().toString(count));
    }
    lines << m_chart.text();
    return lines.join(u'\n');
}
