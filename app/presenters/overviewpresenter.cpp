#include "overviewpresenter.h"

#include "displaytext.h"
#include "filterpane.h"
#include "headlinebar.h"
#include "querytext.h"
#include "querytime.h"
#include "rangepresenter.h"
#include "synctasktablemodel.h"
#include "taskfilter.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// The fields of a query that the headline follows.
constexpr std::initializer_list<QueryField> headlineFields = {QueryField::Instance,
                                                              QueryField::Since, QueryField::Until};
constexpr std::chrono::seconds ruleInterval = 30s;

/// The time that \p times give for \p field, where it is one and does not move on with the clock.
std::optional<QDateTime> fixedTime(const TaskQuery &times, QueryField field,
                                   const TimeContext &context)
{
    const TaskQuery named = times.only({field});
    if (named.terms.size() != 1 || named.terms.front().negated ||
        named.terms.front().values.size() != 1)
        return {};
    const QString text = named.terms.front().values.front().text;
    const TimeEdge edge = field == QueryField::Since ? TimeEdge::Earliest : TimeEdge::Latest;
    const std::optional<QDateTime> time =
        timeFromQuery(text, context.now, edge, context.times.zone);
    const QDateTime tomorrow = context.now.addDays(1);
    return time == timeFromQuery(text, tomorrow, edge, context.times.zone) ? time : std::nullopt;
}

/// From when to when, where \p times say no more and no less.
std::optional<RangePresenter::Drawn> fixedSpan(const TaskQuery &times, const TimeContext &now)
{
    const std::optional<QDateTime> begin = fixedTime(times, QueryField::Since, now);
    if (!begin)
        return {};
    if (!times.has(QueryField::Until))
        return RangePresenter::Drawn(*begin, QDateTime());
    const std::optional<QDateTime> end = fixedTime(times, QueryField::Until, now);
    return end ? std::optional(RangePresenter::Drawn(*begin, *end)) : std::nullopt;
}

} // namespace

OverviewPresenter::OverviewPresenter(const TaskStore &store, SyncTaskTableModel &model,
                                     RangePresenter &ranges, Clock &clock, HeadlineBar &headline,
                                     FilterPane &filterPane, StatusChartView &chart,
                                     QObject *parent)
    : QObject(parent),
      m_store(store),
      m_model(model),
      m_ranges(ranges),
      m_clock(clock),
      m_headline(headline),
      m_filterPane(filterPane),
      m_chart(store, model, ranges, clock, chart),
      m_recount(clock, [this] { return beginCount(); })
{
    connect(&ranges, &RangePresenter::changed, this, &OverviewPresenter::countNow);
    connect(&model, &SyncTaskTableModel::movedOn, this, &OverviewPresenter::scheduleRecount);
}

void OverviewPresenter::setQuery(const TaskQuery &query)
{
    // The headline covers the instances in scope and the range; it does not depend on the other
    // terms.
    const bool isScopeSame = query.only(headlineFields) == m_query.only(headlineFields);
    m_query = query;
    m_chart.setQuery(query);
    if (isScopeSame)
        return countAnswer();
    if (m_query.narrowsServer()) // the number of the former scope must not be shown for this one
        m_asked = countAsked();
    countNow();
}

void OverviewPresenter::setStuckRule(StuckRule rule)
{
    m_stuckRule = rule;
    countNow();
}

Recount::Steps OverviewPresenter::beginCount()
{
    std::vector<TaskRow> scope = rowsInScope();
    std::vector<TaskRow> inRange = rowsInRange();
    m_inScope = std::ssize(scope);
    m_rangeSize = std::ssize(inRange);
    if (!m_query.narrowsServer())
        m_asked = m_inScope;
    const QDateTime now = m_clock.now();
    m_count.emplace(m_store, std::move(scope), std::move(inRange), now);
    if (areRulesDue(now))
        m_count->includeRules(m_listedAt, m_completeSince);
    return {[this] { return m_count->countNext(); },
            TimeSlicedJob::once([this] { showHeadline(); }),
            TimeSlicedJob::once([this] { countFilters(); }),
            TimeSlicedJob::once([this] { countChart(); }),
            [this] { return m_count->judgeNextRule(); },
            TimeSlicedJob::once([this] { showSilentRules(); }),
            TimeSlicedJob::once([this] { endCount(); })};
}

/// The rhythm of a rule changes slowly, and computing all of them is expensive.
bool OverviewPresenter::areRulesDue(const QDateTime &now) const
{
    return m_listedAt.isValid() && (!m_rulesJudgedAt.isValid() ||
                                    std::abs(m_rulesJudgedAt.secsTo(now)) >= ruleInterval.count());
}

void OverviewPresenter::showHeadline()
{
    const auto thresholds = std::make_shared<StuckThresholds>(m_count->thresholds(m_stuckRule));
    m_model.setStuckTest([thresholds, &clock = m_clock](TaskRow row) {
        return thresholds->isStuck(row, clock.now().toMSecsSinceEpoch());
    });
    m_figures = m_count->pairs();
    m_summary = m_count->summary(m_clock.now(), *thresholds, m_figures);
    m_headline.showSummary(m_summary);
    m_headline.showRange(rangeName());
}

/// The query's own times where they replace the chosen range.
QString OverviewPresenter::rangeName() const
{
    const TaskQuery times = m_query.only({QueryField::Since, QueryField::Until});
    if (times.isEmpty())
        return m_ranges.name(m_inScope);
    const QDateTime now = m_clock.now();
    const std::optional<RangePresenter::Drawn> span = fixedSpan(times, now);
    return span ? RangePresenter::nameOf(*span, now) : queryText(times);
}

void OverviewPresenter::countFilters()
{
    m_asked = m_query.narrowsServer() ? countAsked() : m_inScope;
    m_filterPane.showCounts(countFacets(m_store, m_model.filter()));
}

void OverviewPresenter::countChart()
{
    m_chart.count();
}

/// The parts that depend on the whole query: side bar and chart.
void OverviewPresenter::countAnswer()
{
    countFilters();
    countChart();
}

void OverviewPresenter::showSilentRules()
{
    std::optional<std::vector<RuleRhythm>> rhythms = m_count->rhythms();
    if (!rhythms)
        return;
    const QDateTime now = m_clock.now();
    m_rulesJudgedAt = now;
    QHash<QString, QString> notes;
    m_rhythms = std::move(*rhythms);
    for (const RuleRhythm &rule : std::as_const(m_rhythms)) {
        const std::chrono::milliseconds quiet(rule.last.msecsTo(now));
        if (rule.silent)
            //: A rule started nothing for this long, against its habit; %1 is a length of time
            notes.insert(m_store.texts().text(rule.rule), tr("silent %1").arg(durationText(quiet)));
    }
    m_filterPane.setRuleNotes(notes);
}

std::vector<TaskRow> OverviewPresenter::rowsInScope() const
{
    QueryContext context = m_model.filter().context();
    context.range = {};
    return TaskFilter(m_store, m_query.only({QueryField::Instance}), context).matchingRows();
}

std::vector<TaskRow> OverviewPresenter::rowsInRange() const
{
    return TaskFilter(m_store, m_query.only(headlineFields), m_model.filter().context())
        .matchingRows();
}

qint64 OverviewPresenter::countAsked() const
{
    TaskQuery asked = m_query.serverPart();
    const TaskQuery instances = m_query.only({QueryField::Instance});
    asked.terms.insert(asked.terms.end(), instances.terms.cbegin(), instances.terms.cend());
    QueryContext context = m_model.filter().context();
    context.range = {}; // the range does not limit what is loaded
    return std::ssize(TaskFilter(m_store, asked, context).matchingRows());
}

void OverviewPresenter::scheduleRecount()
{
    // The first numbers should not wait.
    m_recount.schedule(m_inScope == 0 ? 0ms : Recount::shortestPause);
}

void OverviewPresenter::endCount()
{
    m_count.reset();
    m_countedAt = m_clock.now();
    Q_EMIT counted();
}

void OverviewPresenter::showScope(const FeedState &state, bool hasUnread)
{
    m_listedAt = state.asOf;
    m_completeSince = state.completeSince;
    // A complete answer needs no remark; a part must be marked as such.
    const QDateTime begin = m_chart.rangeBegin();
    m_isRangeComplete = state.asOf.isValid() && !hasUnread &&
                        (state.complete || (state.completeSince.isValid() && begin.isValid() &&
                                            state.completeSince <= begin));
    const QString scope =
        m_isRangeComplete || !state.asOf.isValid()
            ? QString()
            : tr("of the %Ln loaded task(s)", nullptr, static_cast<int>(state.loaded));
    m_headline.showScope(scope);
    const bool isAllLoaded = m_isRangeComplete || state.complete;
    if (m_chart.showScope(scope, isAllLoaded ? QDateTime() : state.completeSince))
        scheduleRecount();
}

QString OverviewPresenter::text() const
{
    QStringList lines{m_headline.text()};
    for (const SyncTaskStatus status : shownStatuses) {
        if (const int count = m_summary.counts.of(status); count > 0)
            //: a status, a range of time, a number: "Failed, in 24 h: 37"
            lines << tr("%1, %2: %3")
                         .arg(displayName(status), rangeName(), QLocale().toString(count));
    }
    lines << m_chart.text();
    return lines.join(u'\n');
}
