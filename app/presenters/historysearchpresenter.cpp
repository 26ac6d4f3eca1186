#include "historysearchpresenter.h"

#include "erroradvice.h"
#include "footbar.h"
#include "placeholder.h"
#include "queryerror.h"
#include "querypresenter.h"
#include "querytext.h"
#include "rangepresenter.h"
#include "searchplan.h"
#include "synctasktablemodel.h"
#include "teamerror.h"
#include "teamscan.h"

#include <QAction>
#include <QLocale>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// Counts go through tr(), which knows plurals of int only.
int asInt(qint64 count)
{
    return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

/// What of \p query depends on more than the task itself.
QStringList termsOnOtherTasks(const TaskQuery &query)
{
    QStringList terms;
    for (const QueryTerm &term : query.terms) {
        if (restsOnOtherTasks(TaskQuery{.terms = {term}}))
            terms << queryText(term);
    }
    return terms;
}

} // namespace

HistorySearchPresenter::HistorySearchPresenter(
    const SyncTaskTableModel &model, const QueryPresenter &queries, const RangePresenter &ranges,
    std::function<bool(const QString &instanceId)> isShown, const Widgets &widgets, QObject *parent)
    : QObject(parent),
      m_model(model),
      m_queries(queries),
      m_ranges(ranges),
      m_isShown(std::move(isShown)),
      m_widgets(widgets)
{
    m_widgets.search.setVisible(false);
    connect(&m_widgets.search, &QAction::triggered, this, &HistorySearchPresenter::search);
    connect(&m_widgets.footBar, &FootBar::searchRequested, this, &HistorySearchPresenter::search);
    connect(&m_widgets.placeholder, &Placeholder::searchRequested, this,
            &HistorySearchPresenter::search);
    const HistorySearchBar &bar = m_widgets.bar;
    connect(&bar, &HistorySearchBar::stopRequested, this, [this] { m_search->stop(); });
    connect(&bar, &HistorySearchBar::resumeRequested, this, [this] { m_search->resume(); });
    connect(&bar, &HistorySearchBar::closeRequested, this, &HistorySearchPresenter::end);
}

void HistorySearchPresenter::offer(const DatabaseAddress &address)
{
    if (m_search && address == m_address)
        return;
    end();
    m_address = address;
    m_search =
        std::make_unique<HistorySearch>([address] { return std::make_unique<TeamScan>(address); });
    connect(m_search.get(), &HistorySearch::tasksFound, this, &HistorySearchPresenter::takeTasks);
    connect(m_search.get(), &HistorySearch::progressed, this, &HistorySearchPresenter::take);
    m_widgets.search.setVisible(true);
    updateOffer();
}

void HistorySearchPresenter::endForQuery()
{
    end();
    updateOffer();
}

void HistorySearchPresenter::update()
{
    updateOffer();
    if (m_progress)
        take(SearchProgress(*m_progress));
}

/// Why the query cannot be searched for; empty: it can.
QString HistorySearchPresenter::reasonAgainst() const
{
    const TaskQuery &query = m_queries.query();
    if (query.isEmpty())
        return tr("Write first what is to be searched for.");
    if (m_queries.isContradictory())
        return tr("No task can match this query.");
    const QStringList terms = termsOnOtherTasks(query);
    if (!terms.isEmpty())
        //: %1 is a part of a query, such as is:latest or is:acknowledged
        return tr("A history cannot be searched for %1: that depends on more than the task itself.")
            .arg(terms.join(u' '));
    return {};
}

void HistorySearchPresenter::updateOffer()
{
    if (!m_search)
        return;
    const bool isOffered = reasonAgainst().isEmpty() && !m_progress;
    m_widgets.footBar.offerSearch(isOffered);
    m_widgets.placeholder.offerSearch(isOffered);
}

void HistorySearchPresenter::search()
{
    if (!m_search)
        return;
    if (const QString reason = reasonAgainst(); !reason.isEmpty()) {
        end();
        m_widgets.bar.showContent({.text = reason});
        m_widgets.bar.show();
        return;
    }
    const TaskQuery &query = m_queries.query();
    const bool hasTimes = query.has(QueryField::Since) || query.has(QueryField::Until);
    if (!hasTimes && !m_rangeBefore && (m_ranges.chosen() != ChartRange::All || m_ranges.drawn())) {
        m_rangeBefore = m_ranges.chosen();
        Q_EMIT rangeWanted(ChartRange::All);
    }
    m_notShown = 0;
    m_search->begin(query, m_model.filter().context());
    m_widgets.bar.show();
    updateOffer();
}

/// What was found stays; the range is as it was before, unless somebody chose another one.
void HistorySearchPresenter::end()
{
    m_widgets.bar.hide(); // it may say why nothing is searched
    if (!m_progress)
        return;
    m_search->end();
    m_progress.reset();
    const std::optional<ChartRange> before = std::exchange(m_rangeBefore, {});
    if (before && m_ranges.chosen() == ChartRange::All && !m_ranges.drawn())
        Q_EMIT rangeWanted(*before);
    updateOffer();
}

void HistorySearchPresenter::takeTasks(const std::vector<HistoryTasks> &tasks)
{
    for (const HistoryTasks &some : tasks)
        m_notShown += m_isShown(some.instanceId) ? 0 : std::ssize(some.tasks);
    Q_EMIT tasksFound(tasks);
}

void HistorySearchPresenter::take(const SearchProgress &progress)
{
    using State = SearchProgress::State;
    m_progress = progress;
    QString resume;
    if (progress.state == State::Failed)
        resume = tr("Try again");
    else if (progress.canResume())
        //: Button: search the older tasks as well
        resume = tr("Search on");
    m_widgets.bar.showContent({.text = textOf(progress),
                               .explanation = explanationOf(progress),
                               .done = doneOf(progress),
                               .isSearching = progress.isSearching(),
                               .resume = resume});
}

QStringList HistorySearchPresenter::foundFacts(const SearchProgress &progress) const
{
    QStringList facts{tr("%Ln task(s) found", nullptr, asInt(progress.found))};
    if (m_notShown > 0)
        facts << tr("%Ln of instances that are not shown here", nullptr, asInt(m_notShown));
    if (progress.found > m_notShown)
        //: the numbers at the top and at the side, while a history is searched
        facts << tr("the numbers count them with what is loaded");
    return facts;
}

QString HistorySearchPresenter::reachedText(const SearchProgress &progress) const
{
    if (!progress.reached.isValid())
        return {};
    //: how far back a history was searched; %1 is a time
    return tr("back to %1").arg(cellTimeText(progress.reached, m_model.timeContext()));
}

QString HistorySearchPresenter::textOf(const SearchProgress &progress) const
{
    using State = SearchProgress::State;
    const QStringList found = foundFacts(progress);
    QStringList facts;
    switch (progress.state) {
    case State::Searching:
        facts << tr("Searching the whole history") << found << reachedText(progress);
        break;
    case State::Paused:
        facts << tr("The newest are listed") << found << reachedText(progress);
        break;
    case State::Stopped:
        facts << tr("The search was stopped") << found << reachedText(progress);
        break;
    case State::Done:
        facts << tr("The whole history was searched") << found;
        if (progress.oldest.isValid())
            //: %1 is a time
            facts << tr("it begins %1").arg(cellTimeText(progress.oldest, m_model.timeContext()));
        break;
    case State::Failed: {
        const Advice advice = adviceFor(teamError(*progress.failure, m_address));
        facts << advice.happened << found << reachedText(progress);
        break;
    }
    case State::Costly:
        facts << describe(tooCostly(*progress.costlyTerm, {}));
        break;
    }
    facts.removeAll(QString());
    return facts.join(tr(" · "));
}

/// What the database cannot rule out, and what went wrong.
QString HistorySearchPresenter::explanationOf(const SearchProgress &progress) const
{
    QStringList lines{textOf(progress)};
    if (progress.failure)
        lines << adviceFor(teamError(*progress.failure, m_address)).whatToDo
              << progress.failure->message;
    QStringList terms;
    for (const QueryTerm &term : progress.openTerms)
        terms << queryText(term);
    if (!terms.isEmpty()) {
        //: %1 is a part of a query
        lines << tr("The database cannot search for %1: every task has to be read.")
                     .arg(terms.join(u' '));
        if (progress.rows)
            lines << tr("The history has about %Ln task(s).", nullptr, asInt(*progress.rows));
    }
    return lines.join(u'\n');
}

/// By the time that was searched, which says more than the number of tasks: that is only estimated.
std::optional<double> HistorySearchPresenter::doneOf(const SearchProgress &progress) const
{
    const QDateTime &now = m_model.timeContext().now;
    if (!progress.oldest.isValid() || !progress.reached.isValid() || progress.oldest >= now)
        return {};
    const auto whole = static_cast<double>(progress.oldest.msecsTo(now));
    return std::clamp(static_cast<double>(progress.reached.msecsTo(now)) / whole, 0.0, 1.0);
}
