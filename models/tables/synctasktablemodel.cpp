#include "synctasktablemodel.h"

#include "displayed.h"
#include "printable.h"
#include "taskcolumns.h"
#include "tasksort.h"

#include <algorithm>
#include <utility>

namespace {

// How far the now of a query may lag: answering it anew looks at every task.
constexpr qint64 filterLifeMs = 5000;
// More are shown by one reset.
constexpr std::size_t mostLeaving = 64;

int alignmentOf(const TaskColumn &column)
{
    return static_cast<int>(Qt::AlignVCenter |
                            (column.isRightAligned ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace

SyncTaskTableModel::SyncTaskTableModel(const TaskStore &store, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent), m_store(store), m_clock(clock), m_results(store)
{
    makeFilter({});
    m_sortedAtMs = m_clock.now().toMSecsSinceEpoch();
    m_rows = wantedRows();
}

SyncTaskTableModel::~SyncTaskTableModel() = default;

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
    std::ranges::copy_if(m_rows, std::back_inserter(gone),
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
    return TaskFilter(m_store, m_filter->query(), context).matchingRows().size() > m_rows.size();
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
    m_names = names;
    if (areRulesRenamed)
        resort();
    makeFilter(TaskQuery(m_filter->query()));
    refilter();
    if (areRulesRenamed && !m_rows.empty()) {
        constexpr int column = static_cast<int>(Column::Rule);
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
    }
}

void SyncTaskTableModel::setStuckTest(std::function<bool(TaskRow)> isStuck)
{
    m_isStuck = std::move(isStuck);
    if (!speaksOf(m_filter->query(), QueryState::Stuck))
        return;
    makeFilter(TaskQuery(m_filter->query()));
    refilter();
}

void SyncTaskTableModel::makeFilter(TaskQuery query)
{
    const QDateTime now = m_clock.now();
    m_filteredAtMs = now.toMSecsSinceEpoch();
    m_filter.emplace(m_store, std::move(query),
                     QueryContext{.now = now,
                                  .range = m_range,
                                  .names = m_names,
                                  .isStuck = m_isStuck,
                                  .results = &m_results});
}

void SyncTaskTableModel::retranslate()
{
    resort(); // routes are in the order of their places' names
    makeFilter(TaskQuery(m_filter->query()));
    refilter();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void SyncTaskTableModel::applyMerge(const MergeReport &report)
{
    m_cached.reset();
    // A task that came may take the place of an older one, or repair it.
    Rows concerned = m_results.take(report);
    concerned.insert(concerned.end(), report.changed.begin(), report.changed.end());
    removeVanished(concerned);

    Rows changed;
    Rows added;
    for (const TaskRow row : concerned) {
        if (isShown(row))
            changed.push_back(row);
        else if (m_filter->matches(row))
            added.push_back(row);
    }
    moveMisplaced(changed);
    std::ranges::copy_if(report.inserted, std::back_inserter(added),
                         [this](TaskRow row) { return !isShown(row) && m_filter->matches(row); });
    insertNew(std::move(added));
    announceChanged(changed);
    if (m_filter->costlyTerm() != nullptr && !m_rows.empty())
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
        if (!std::ranges::is_sorted(m_rows, order()))
            resort();
    }
    Rows unfinished;
    std::ranges::copy_if(m_store.unfinished(), std::back_inserter(unfinished),
                         [this](TaskRow row) { return isShown(row); });
    announceChanged(unfinished);
}

std::span<const TaskRow> SyncTaskTableModel::rows() const
{
    return m_rows;
}

TaskRow SyncTaskTableModel::storeRow(int row) const
{
    return m_rows[static_cast<std::size_t>(row)];
}

std::optional<int> SyncTaskTableModel::rowOf(TaskRow storeRow) const
{
    const int position = positionOf(storeRow);
    return position < 0 ? std::nullopt : std::optional(position);
}

SyncTask SyncTaskTableModel::taskAt(int row) const
{
    return m_store.task(storeRow(row));
}

int SyncTaskTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
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
    const CellContext context{
        .now = m_clock.now(), .progress = m_store.progress(row), .ruleNames = &m_names.rules};
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
        return column.title();
    case Qt::ToolTipRole:
        return column.titleToolTip();
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
    return {m_store, m_sortKeys, m_sortedAtMs, m_names.rules};
}

const SyncTaskTableModel::CachedTask &SyncTaskTableModel::cachedTask(TaskRow row) const
{
    if (!m_cached || m_cached->row != row) {
        const SyncTask task = m_store.task(row);
        m_cached = {.row = row, .task = task, .displayed = displayed(task)};
    }
    return *m_cached;
}

bool SyncTaskTableModel::isShown(TaskRow row) const
{
    return positionOf(row) >= 0;
}

SyncTaskTableModel::Rows SyncTaskTableModel::wantedRows() const
{
    Rows rows = m_filter->matchingRows();
    order().sort(rows);
    return rows;
}
