#include "synctasktablemodel.h"

#include "displayed.h"
#include "notetext.h"
#include "printable.h"
#include "taskcolumns.h"
#include "taskorder.h"

#include <QScopedValueRollback>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace {

// How far the now of a query may lag: answering it anew looks at every task.
constexpr qint64 filterLifeMs = 5000;
// Above these a reset, or one change of the layout, costs a view less than the single steps.
constexpr std::size_t mostRuns = 64;
constexpr std::size_t mostMoves = 64;
constexpr std::size_t mostLeaving = 64;

int alignmentOf(const TaskColumn &column)
{
    return static_cast<int>(Qt::AlignVCenter |
                            (column.isRightAligned ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace

SyncTaskTableModel::SyncTaskTableModel(const TaskStore &store, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent),
      m_store(store),
      m_clock(clock),
      m_results(store),
      m_acknowledgements(store),
      m_rows(store),
      m_comparison(new QTimer(this))
{
    m_comparison->setSingleShot(true);
    m_comparison->setInterval(0);
    connect(m_comparison, &QTimer::timeout, this, &SyncTaskTableModel::compareResults);
    makeFilter({});
    m_sortedAtMs = m_clock.now().toMSecsSinceEpoch();
    m_today = dayOf(m_clock.now(), m_times);
    m_rows.replace(wantedRows());
}

void SyncTaskTableModel::setQuery(const TaskQuery &query)
{
    if (query == m_filter->query())
        return;
    makeFilter(query);
    refilter();
}

void SyncTaskTableModel::setRange(const TimeRange &range)
{
    if (range == m_range)
        return;
    // Time goes on: a few rows leave, and none comes.
    const bool canOnlyLeave = range.beginMs && m_range.beginMs &&
                              *range.beginMs >= *m_range.beginMs && range.endMs == m_range.endMs &&
                              !m_filter->query().isMoving();
    m_range = range;
    makeFilter(TaskQuery(m_filter->query()));
    if (!canOnlyLeave)
        return refilter();
    Rows gone;
    std::ranges::copy_if(m_rows.rows(), std::back_inserter(gone),
                         [this](TaskRow row) { return !m_filter->matches(row); });
    if (gone.size() > mostLeaving)
        refilter();
    else
        removeVanished(gone);
}

bool SyncTaskTableModel::findsOutsideRange() const
{
    if (m_filter->range().isUnbounded())
        return false;
    QueryContext context = m_filter->context();
    context.range = {};
    return TaskFilter(m_store, m_filter->query(), context).matchingRows().size() >
           m_rows.rows().size();
}

const TaskQuery &SyncTaskTableModel::query() const
{
    return m_filter->query();
}

void SyncTaskTableModel::setNames(const QueryNames &names)
{
    if (names == m_names)
        return;
    const bool areRulesRenamed = names.rules != m_names.rules;
    const bool areAccountsRenamed = names.accounts != m_names.accounts;
    m_names = names;
    if (areRulesRenamed || areAccountsRenamed)
        resort();
    makeFilter(TaskQuery(m_filter->query()));
    refilter();
    if (areRulesRenamed)
        announce(Column::Rule);
    if (areAccountsRenamed)
        announce(Column::Account);
}

/// What the column shows may be something else.
void SyncTaskTableModel::announce(Column column)
{
    const int place = static_cast<int>(column);
    if (m_rows.size() > 0)
        Q_EMIT dataChanged(index(0, place), index(rowCount() - 1, place));
}

void SyncTaskTableModel::setNotes(const TeamNotes &notes)
{
    m_acknowledgements.set(notes);
    if (speaksOf(m_filter->query(), QueryState::Acknowledged))
        refilter();
    announce(Column::Status);
}

/// Of the newest note; empty where there is none.
QString SyncTaskTableModel::acknowledgedText(TaskRow row) const
{
    const std::vector<TeamNote> notes = m_acknowledgements.of(row);
    return notes.empty() ? QString() : ::acknowledgedText(notes.front(), timeContext());
}

void SyncTaskTableModel::setStuckTest(std::function<bool(TaskRow)> isStuck)
{
    const bool isFirst = !std::exchange(m_isStuck, std::move(isStuck));
    const bool isAsked = speaksOf(m_filter->query(), QueryState::Stuck);
    if (isFirst || isAsked) // the filter asks for the present test from then on
        makeFilter(TaskQuery(m_filter->query()));
    if (isAsked)
        refilter();
}

void SyncTaskTableModel::makeFilter(TaskQuery query)
{
    const QDateTime now = m_clock.now();
    m_filteredAtMs = now.toMSecsSinceEpoch();
    QueryContext context{.now = now,
                         .zone = m_times.zone,
                         .range = m_range,
                         .names = m_names,
                         .results = &m_results,
                         .acknowledged = &m_acknowledgements};
    if (m_isStuck) // others ask by the present test, though this query may not need it
        context.isStuck = [this](TaskRow row) { return m_isStuck && m_isStuck(row); };
    m_filter.emplace(m_store, std::move(query), context);
}

void SyncTaskTableModel::setTimes(const TimeDisplay &times)
{
    if (times == m_times)
        return;
    m_times = times;
    retranslate();
}

void SyncTaskTableModel::retranslate()
{
    resort(); // routes are in the order of their places' names
    makeFilter(TaskQuery(m_filter->query()));
    refilter();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    if (m_rows.size() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void SyncTaskTableModel::applyMerge(const MergeReport &report)
{
    m_cached.reset();
    const QScopedValueRollback merging(m_isMerging, true);
    // A task that came may take the place of an older one, or repair it.
    Rows concerned = m_results.take(report);
    concerned.insert(concerned.end(), report.changed.begin(), report.changed.end());
    removeVanished(concerned);

    Rows changed;
    Rows added;
    for (const TaskRow row : concerned) {
        if (m_rows.contains(row))
            changed.push_back(row);
        else if (m_filter->matches(row))
            added.push_back(row);
    }
    moveMisplaced(changed);
    std::ranges::copy_if(report.inserted, std::back_inserter(added), [this](TaskRow row) {
        return !m_rows.contains(row) && m_filter->matches(row);
    });
    insertNew(added);
    announceChanged(changed);
    if (m_filter->costlyTerm() != nullptr && m_rows.size() > 0)
        refilter(); // a part of the answer must not pass for the whole
}

void SyncTaskTableModel::tick()
{
    const qint64 nowMs = m_clock.now().toMSecsSinceEpoch();
    if (m_filter->query().isMoving() && nowMs - m_filteredAtMs >= filterLifeMs) {
        makeFilter(TaskQuery(m_filter->query()));
        refilter();
        Q_EMIT movedOn();
    }
    const bool movesOn = std::ranges::any_of(
        m_sortKeys, [](const SortKey &key) { return taskColumn(key.column).sortValue.movesOn; });
    if (movesOn) {
        m_sortedAtMs = nowMs;
        if (!std::ranges::is_sorted(m_rows.rows(), order()))
            resort();
    }
    announceTime();
}

/// Says which cells have another text because time went on.
void SyncTaskTableModel::announceTime()
{
    const QDate today = dayOf(m_clock.now(), m_times);
    const bool isOtherDay = std::exchange(m_today, today) != today;
    if ((isOtherDay || m_times.style == TimeStyle::Relative) && rowCount() > 0) {
        // A time of today is told without its date, and ages grow.
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
        return;
    }
    Rows unfinished;
    std::ranges::copy_if(m_store.unfinished(), std::back_inserter(unfinished),
                         [this](TaskRow row) { return m_rows.contains(row); });
    if (unfinished.size() > mostRuns) {
        announceChanged(unfinished);
        return;
    }
    // Cell by cell: for a range QTableView paints all that it shows, which was most of what the
    // window did at rest.
    for (const TaskRow row : unfinished) {
        const int position = m_rows.positionOf(row);
        for (int column = 0; column < columns; ++column) {
            const QModelIndex cell = index(position, column);
            if (taskColumn(static_cast<Column>(column)).sortValue.movesOn)
                Q_EMIT dataChanged(cell, cell);
        }
    }
}

std::span<const TaskRow> SyncTaskTableModel::rows() const
{
    return m_rows.rows();
}

TaskRow SyncTaskTableModel::storeRow(int row) const
{
    return m_rows.at(row);
}

std::optional<int> SyncTaskTableModel::rowOf(TaskRow storeRow) const
{
    const int position = m_rows.positionOf(storeRow);
    return position < 0 ? std::nullopt : std::optional(position);
}

int SyncTaskTableModel::countFailed(int first, int last) const
{
    return static_cast<int>(std::ranges::count_if(
        rows().subspan(static_cast<std::size_t>(first),
                       static_cast<std::size_t>(last) - static_cast<std::size_t>(first) + 1),
        [this](TaskRow row) {
            return m_store.status(row) == SyncTaskStatus::Error && !isRepaired(row);
        }));
}

/// No cell waits for the comparison of all tasks: until it is done a failure is a failure.
bool SyncTaskTableModel::isRepaired(TaskRow row) const
{
    if (m_store.status(row) != SyncTaskStatus::Error)
        return false;
    if (m_results.isComplete())
        return m_results.isRepaired(row);
    m_comparison->start();
    return false;
}

void SyncTaskTableModel::compareResults()
{
    if (m_results.processChunk())
        return m_comparison->start();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

bool SyncTaskTableModel::showsRunning() const
{
    return std::ranges::any_of(rows(), [this](TaskRow row) {
        return m_store.status(row) == SyncTaskStatus::Synchronizing;
    });
}

SyncTask SyncTaskTableModel::taskAt(int row) const
{
    return m_store.task(storeRow(row));
}

int SyncTaskTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

int SyncTaskTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant SyncTaskTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TaskRow row = storeRow(index.row());
    const TaskColumn &column = taskColumn(static_cast<Column>(index.column()));
    const QDateTime now = m_clock.now();
    const CellContext context{
        .now = now,
        .times = m_times,
        .progress = m_store.progress(row),
        .ruleNames = &m_names.rules,
        .isRepaired = isRepaired(row),
        .acknowledged = column.column == Column::Status ? acknowledgedText(row) : QString(),
        .account = column.column == Column::Account
                       ? m_names.accounts.value(m_store.instanceId(row))
                       : QString(),
        .lastReading = m_store.lastReading(row, now)};
    switch (role) {
    case Qt::DisplayRole:
        return printableLines(column.text(cachedTask(row).displayed, context));
    case Qt::ToolTipRole:
        return column.toolTip ? printableLines(column.toolTip(cachedTask(row).displayed, context))
                              : QString();
    case Qt::AccessibleTextRole:
        return printableLines(column.spoken(cachedTask(row).displayed, context));
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case StatusRole:
        return static_cast<int>(m_store.status(row));
    case ProgressRole: {
        const std::optional<double> progress = cellProgress(cachedTask(row).task, context);
        return progress ? QVariant(*progress) : QVariant();
    }
    case FixedFontRole:
        return column.isInFixedFont && column.isInFixedFont(cachedTask(row).task, context);
    case RepairedRole:
        return context.isRepaired;
    case AcknowledgedRole:
        return m_acknowledgements.has(row);
    case UnreadRole:
        return column.sortValue.movesOn && context.lastReading.isValid();
    case CopyTextRole:
        return column.copied(cachedTask(row).task, context);
    default:
        return {};
    }
}

QVariant SyncTaskTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return QAbstractTableModel::headerData(section, orientation, role);
    const TaskColumn &column = taskColumn(static_cast<Column>(section));
    switch (role) {
    case Qt::DisplayRole:
        return column.title(timeContext());
    case Qt::ToolTipRole:
        return column.titleToolTip(timeContext());
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::InitialSortOrderRole:
        return static_cast<int>(column.isRightAligned ? Qt::DescendingOrder : Qt::AscendingOrder);
    default:
        return {};
    }
}

void SyncTaskTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columns)
        return;
    sortBy({{.column = static_cast<Column>(column), .order = order}});
}

void SyncTaskTableModel::sortBy(std::vector<SortKey> keys)
{
    if (keys.empty())
        return;
    m_sortKeys = std::move(keys);
    m_sortedAtMs = m_clock.now().toMSecsSinceEpoch();
    resort();
}

TaskOrder SyncTaskTableModel::order() const
{
    return {m_store, m_sortKeys, m_sortedAtMs, m_names};
}

const SyncTaskTableModel::CachedTask &SyncTaskTableModel::cachedTask(TaskRow row) const
{
    if (!m_cached || m_cached->row != row) {
        const SyncTask task = m_store.task(row);
        m_cached = {.row = row, .task = task, .displayed = displayed(task)};
    }
    return *m_cached;
}

SyncTaskTableModel::Rows SyncTaskTableModel::wantedRows() const
{
    Rows rows = m_filter->matchingRows();
    order().sort(rows);
    return rows;
}

void SyncTaskTableModel::refilter()
{
    m_cached.reset();
    Rows wanted = wantedRows();
    if (const auto change = m_rows.changeTo(wanted, mostRuns)) {
        removeRuns(change->gone);
        insertNew(change->added);
        return;
    }
    beginResetModel();
    m_rows.replace(std::move(wanted));
    endResetModel();
}

void SyncTaskTableModel::resort()
{
    Rows sorted = m_rows.rows();
    order().sort(sorted);
    if (sorted == m_rows.rows())
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    Rows persistentRows;
    for (const QModelIndex &index : before)
        persistentRows.push_back(storeRow(index.row()));
    m_rows.replace(std::move(sorted));
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const TaskRow row = persistentRows[static_cast<std::size_t>(i)];
        after.append(index(m_rows.positionOf(row), before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void SyncTaskTableModel::removeVanished(const Rows &changed)
{
    Rows gone;
    std::ranges::copy_if(changed, std::back_inserter(gone), [this](TaskRow row) {
        return m_rows.contains(row) && !m_filter->matches(row);
    });
    removeRuns(m_rows.runsOf(gone));
}

void SyncTaskTableModel::removeRuns(const std::vector<RowRun> &runs)
{
    for (const RowRun &run : runs) {
        beginRemoveRows({}, run.first, run.last);
        m_rows.remove(run);
        endRemoveRows();
    }
}

void SyncTaskTableModel::moveMisplaced(const Rows &changed)
{
    const TaskOrder order = this->order();
    Rows misplaced = m_rows.misplacedOf(changed, order);
    if (misplaced.size() > mostMoves) {
        resort();
        return;
    }
    for (; !misplaced.empty(); misplaced.pop_back()) {
        if (const auto move = m_rows.moveOf(misplaced.back(), misplaced, order)) {
            beginMoveRows({}, move->from, move->from, {}, move->to);
            m_rows.move(*move);
            endMoveRows();
        }
    }
}

void SyncTaskTableModel::insertNew(const Rows &added)
{
    for (const RowInsertion &insertion : m_rows.insertionsOf(added, order())) {
        beginInsertRows({}, insertion.position,
                        insertion.position + static_cast<int>(insertion.rows.size()) - 1);
        m_rows.insert(insertion);
        endInsertRows();
    }
}

void SyncTaskTableModel::announceChanged(const Rows &changed)
{
    std::vector<RowRun> runs = m_rows.runsOf(changed);
    if (runs.size() > mostRuns)
        runs = {{.first = runs.back().first, .last = runs.front().last}};
    for (const RowRun &run : runs)
        Q_EMIT dataChanged(index(run.first, 0), index(run.last, columns - 1));
}
