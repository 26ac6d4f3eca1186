#include "overviewpresenter.h"

#include "countpause.h"
#include "displaytext.h"
#include "filterpane.h"
#include "headlinebar.h"
#include "mainwindow.h"
#include "synctasktablemodel.h"
#include "taskfilter.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <span>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds ruleInterval = 30s;
constexpr std::size_t tasksAtOnce = 50'000; // about a millisecond

} // namespace

OverviewPresenter::OverviewPresenter(const TaskStore &store, SyncTaskTableModel &model,
                                     Clock &clock, MainWindow &window, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_model(model),
      m_clock(clock),
      m_window(window),
      m_chart(store, model, clock, window.chart()),
      m_work(clock)
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
        return countAnswer();
    if (m_query.narrowsServer()) // the number of the former scope must not pass for this one's
        m_asked = countAsked();
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
    m_nextCount = {};
    m_scope = rowsInScope();
    m_inScope = std::ssize(m_scope);
    if (!m_query.narrowsServer())
        m_asked = m_inScope;
    m_seen = 0;
    const QDateTime now = m_clock.now();
    m_pairs.emplace(m_store, now);
    m_rules.reset();
    if (areRulesDue(now))
        m_rules.emplace(m_store, m_listedAt, m_completeSince);
    const auto once = [this](void (OverviewPresenter::*piece)()) {
        return [this, piece] {
            (this->*piece)();
            return false;
        };
    };
    m_work.begin({[this] { return countMore(); }, [this] { return m_pairs->finishNext(); },
                  once(&OverviewPresenter::showHeadline), once(&OverviewPresenter::countFilters),
                  once(&OverviewPresenter::countChart),
                  [this] { return m_rules && m_rules->judgeNext(); },
                  once(&OverviewPresenter::showSilentRules), once(&OverviewPresenter::endCount)});
}

/// A rule keeps its rhythm for a while, and looking at all of them is slow.
bool OverviewPresenter::areRulesDue(const QDateTime &now) const
{
    return m_listedAt.isValid() && (!m_rulesJudgedAt.isValid() ||
                                    std::abs(m_rulesJudgedAt.secsTo(now)) >= ruleInterval.count());
}

/// Looks at some more of the tasks in sight; false when it has seen all.
bool OverviewPresenter::countMore()
{
    const auto rest = std::span(m_scope).subspan(m_seen);
    const auto piece = rest.first(std::min(rest.size(), tasksAtOnce));
    m_pairs->add(piece);
    if (m_rules)
        m_rules->add(piece);
    m_seen += piece.size();
    return m_seen < m_scope.size();
}

void OverviewPresenter::showHeadline()
{
    const auto thresholds = std::make_shared<StuckThresholds>(m_pairs->thresholds(m_stuckRule));
    m_model.setStuckTest([thresholds, &clock = m_clock](TaskRow row) {
        return thresholds->isStuck(row, clock.now().toMSecsSinceEpoch());
    });
    m_figures = m_pairs->figures();
    m_summary = summarize(m_store, m_scope, m_clock.now(), *thresholds, m_figures);
    m_pairs.reset();
    m_window.headline().showSummary(m_summary);
}

void OverviewPresenter::countFilters()
{
    m_asked = m_query.narrowsServer() ? countAsked() : m_inScope;
    m_window.filterPane().showCounts(countFacets(m_store, m_model.filter()));
}

void OverviewPresenter::countChart()
{
    m_chart.count();
}

/// What follows the query: side bar and chart.
void OverviewPresenter::countAnswer()
{
    countFilters();
    countChart();
}

void OverviewPresenter::showSilentRules()
{
    if (!m_rules)
        return;
    const QDateTime now = m_clock.now();
    m_rulesJudgedAt = now;
    QHash<QString, QString> notes;
    m_rhythms = m_rules->rhythms();
    for (const RuleRhythm &rule : std::as_const(m_rhythms)) {
        const std::chrono::milliseconds quiet(rule.last.msecsTo(now));
        if (rule.silent)
            //: A rule started nothing for this long, against its habit; %1 is a length of time
            notes.insert(m_store.texts().text(rule.rule), tr("silent %1").arg(durationText(quiet)));
    }
    m_window.filterPane().setRuleNotes(notes);
    m_rules.reset();
}

std::vector<TaskRow> OverviewPresenter::rowsInScope() const
{
    const TaskQuery instances = m_query.only({QueryField::Instance});
    return TaskFilter(m_store, instances, m_model.filter().context()).matchingRows();
}

qint64 OverviewPresenter::countAsked() const
{
    TaskQuery asked = m_query.serverPart();
    const TaskQuery instances = m_query.only({QueryField::Instance});
    asked.terms.insert(asked.terms.end(), instances.terms.cbegin(), instances.terms.cend());
    return std::ssize(TaskFilter(m_store, asked, m_model.filter().context()).matchingRows());
}

void OverviewPresenter::planCount()
{
    if (std::exchange(m_isCountPlanned, true) || m_work.isRunning())
        return;
    countSoon();
}

void OverviewPresenter::endCount()
{
    // The first numbers should not wait.
    const std::chrono::milliseconds shortest = m_inScope == 0 ? 0ms : shortestCountPause;
    m_countPause = std::max(shortest, restAfter(m_work.spent()));
    m_scope = {};
    m_countedAt = m_clock.now();
    if (m_isCountPlanned)
        countSoon();
    Q_EMIT counted();
}

void OverviewPresenter::countSoon()
{
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
    QStringList lines{m_window.headline().text()};
    for (const SyncTaskStatus status : shownStatuses) {
        if (const int count = m_summary.lastDay.of(status); count > 0)
            lines << tr("%1 in 24 h: %2").arg(displayName(status), QLocale().toString(count));
    }
    lines << m_chart.text();
    return lines.join(u'\n');
}
