#include "tasktablecolumns.h"

#include "columnstate.h"
#include "taskcolumns.h"
#include "taskheaderview.h"
#include "theme.h"

#include <QMenu>
#include <QScopedValueRollback>
#include <QTableView>
#include <QTimer>

#include <algorithm>

namespace {

using namespace Qt::StringLiterals;
using Column = SyncTaskTableModel::Column;

constexpr int imageColumn = static_cast<int>(Column::Image);
/// Most images are whole with it: below it the other columns give way, the route with them.
constexpr int imageComfort = 180;
/// Nearly all images are whole with it: below it a column with nothing to show goes, and none
/// grows.
constexpr int imageWhole = 260;
constexpr int progressColumn = static_cast<int>(Column::Progress);

const TaskColumn &columnAt(int column)
{
    return taskColumn(static_cast<Column>(column));
}

int imageMinimum()
{
    return columnAt(imageColumn).width;
}

QString nameOf(int column)
{
    return QString::fromLatin1(columnAt(column).key);
}

int columnNamed(const QString &name)
{
    const TaskColumn *column = taskColumn(name);
    return column ? static_cast<int>(column->column) : -1;
}

ColumnState defaultState(int column)
{
    const TaskColumn &given = columnAt(column);
    return {.name = nameOf(column), .width = given.width, .visible = given.isShown};
}

ColumnsState defaultColumns()
{
    ColumnsState state{.columns = {},
                       .sorting = {{.name = nameOf(static_cast<int>(Column::Created))}}};
    for (int column = 0; column < SyncTaskTableModel::columns; ++column)
        state.columns.push_back(defaultState(column));
    return state;
}

/// \p given with the columns that we have: those that went away are left out, those that came
/// since are added at the end. Empty where that leaves nothing to see.
std::optional<ColumnsState> reconciled(const ColumnsState &given)
{
    ColumnsState state = given;
    state.columns.clear();
    std::array<bool, SyncTaskTableModel::columns> seen{};
    for (const ColumnState &column : given.columns) {
        const int index = columnNamed(column.name);
        if (index < 0)
            continue;
        if (std::exchange(seen.at(static_cast<std::size_t>(index)), true))
            return {}; // twice: not written by us
        state.columns.push_back(column);
    }
    if (std::ranges::none_of(state.columns, &ColumnState::visible))
        return {};
    for (int index = 0; index < SyncTaskTableModel::columns; ++index) {
        if (!seen.at(static_cast<std::size_t>(index)))
            state.columns.push_back(defaultState(index));
    }
    return state;
}

/// Parts of a number of pixels, each by how much it may have; they sum up to the whole.
class PixelShare final {
public:
    PixelShare(int pixels, int claims) : m_pixels(pixels), m_claims(claims) {}

    int take(int claim)
    {
        const int given = m_claims > 0 ? m_pixels * claim / m_claims : 0;
        m_pixels -= given;
        m_claims -= claim;
        return given;
    }

private:
    int m_pixels = 0;
    int m_claims = 0;
};

} // namespace

TaskTableColumns::TaskTableColumns(SyncTaskTableModel &model, QTableView &view,
                                   TaskHeaderView &header)
    : QObject(&view), m_model(model), m_view(view), m_header(header), m_look(new QTimer(this))
{
    m_look->setSingleShot(true);
    m_look->setInterval(std::chrono::milliseconds(100)); // once for many pages
    connect(m_look, &QTimer::timeout, this, &TaskTableColumns::lookForProgress);
    const auto lookSoon = [this] {
        if (!m_look->isActive())
            m_look->start();
    };
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, lookSoon);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, lookSoon);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, lookSoon);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TaskTableColumns::lookForProgress);
    connect(&m_header, &QHeaderView::sectionResized, this, &TaskTableColumns::sectionResized);
    connect(&m_header, &QHeaderView::customContextMenuRequested, this, &TaskTableColumns::showMenu);
    reset();
}

QByteArray TaskTableColumns::state() const
{
    ColumnsState state{.stretches = m_stretches};
    for (const SyncTaskTableModel::SortKey &key : m_model.sortKeys())
        state.sorting.push_back({.name = nameOf(static_cast<int>(key.column)), .order = key.order});
    for (int visual = 0; visual < m_header.count(); ++visual) {
        const int column = m_header.logicalIndex(visual);
        state.columns.push_back({.name = nameOf(column),
                                 .width = m_widths.at(static_cast<std::size_t>(column)),
                                 .visible = isChosen(column)});
    }
    return toBytes(state);
}

bool TaskTableColumns::restore(const QByteArray &bytes)
{
    const std::optional<ColumnsState> given = columnsFromBytes(bytes);
    const std::optional<ColumnsState> state = given ? reconciled(*given) : std::nullopt;
    if (!state)
        return false;
    apply(*state);
    return true;
}

void TaskTableColumns::reset()
{
    apply(defaultColumns());
}

void TaskTableColumns::apply(const ColumnsState &state)
{
    {
        const QScopedValueRollback arranging(m_arranging, true);
        for (int visual = 0; visual < static_cast<int>(state.columns.size()); ++visual) {
            const ColumnState &column = state.columns.at(static_cast<std::size_t>(visual));
            const int index = columnNamed(column.name);
            m_header.moveSection(m_header.visualIndex(index), visual);
            m_widths.at(static_cast<std::size_t>(index)) = column.width;
            m_header.setSectionHidden(index, false); // a hidden one cannot be sized
            m_header.resizeSection(index, scaledToText(column.width));
            m_header.setSectionHidden(index, !column.visible);
        }
        m_stretches = state.stretches;
        m_isProgressGone = false;
    }
    std::vector<SyncTaskTableModel::SortKey> keys;
    for (const SortedColumn &sorted : state.sorting) {
        const int column = columnNamed(sorted.name);
        const bool isNew = std::ranges::find(keys, static_cast<Column>(column),
                                             &SyncTaskTableModel::SortKey::column) == keys.end();
        if (column >= 0 && isNew)
            keys.push_back({.column = static_cast<Column>(column), .order = sorted.order});
    }
    m_header.sortBy(keys);
    fillWidth();
}

void TaskTableColumns::fillWidth()
{
    if (!m_stretches)
        return;
    const QScopedValueRollback arranging(m_arranging, true);
    giveProgressAway();
    const std::vector<int> columns = others();
    if (m_header.isSectionHidden(imageColumn)) {
        for (const int column : columns)
            m_header.resizeSection(column, wantedWidth(column));
        return;
    }
    int wanted = 0;
    int spare = 0;
    int lastSpare = 0; // of the columns that give way last
    int growth = 0;
    for (const int column : columns) {
        wanted += wantedWidth(column);
        (columnAt(column).givesWayLast ? lastSpare : spare) += spareOf(column);
        growth += growthOf(column);
    }
    int left = m_view.viewport()->width();
    const int lack = wanted + scaledToText(imageComfort) - left;
    const int over = left - wanted - scaledToText(imageWhole);
    PixelShare given(std::clamp(lack, 0, spare), spare);
    PixelShare givenLast(std::clamp(lack - spare, 0, lastSpare), lastSpare);
    PixelShare gained(std::clamp(over / 2, 0, growth), growth);
    for (const int column : columns) {
        PixelShare &share = columnAt(column).givesWayLast ? givenLast : given;
        const int width =
            wantedWidth(column) - share.take(spareOf(column)) + gained.take(growthOf(column));
        left -= width;
        m_header.resizeSection(column, width);
    }
    m_header.resizeSection(imageColumn, std::max(scaledToText(imageMinimum()), left));
}

void TaskTableColumns::giveProgressAway()
{
    if (!m_header.isSectionHidden(progressColumn))
        m_isProgressGone = false;
    int wanted = m_isProgressGone ? wantedWidth(progressColumn) : 0;
    for (const int column : others())
        wanted += wantedWidth(column);
    const bool isGone = isChosen(progressColumn) && m_isProgressEmpty &&
                        !m_header.isSectionHidden(imageColumn) && visibleInOrder().size() > 1 &&
                        wanted + scaledToText(imageWhole) > m_view.viewport()->width();
    if (std::exchange(m_isProgressGone, isGone) != isGone)
        m_header.setSectionHidden(progressColumn, isGone);
}

void TaskTableColumns::lookForProgress()
{
    const int rows = m_model.rowCount();
    const bool isEmpty = rows > 0 && !m_model.showsRunning();
    if (std::exchange(m_isProgressEmpty, isEmpty) != isEmpty)
        fillWidth();
}

bool TaskTableColumns::isChosen(int column) const
{
    return !m_header.isSectionHidden(column) || (column == progressColumn && m_isProgressGone);
}

std::vector<int> TaskTableColumns::others() const
{
    std::vector<int> columns = visibleInOrder();
    std::erase(columns, imageColumn);
    return columns;
}

int TaskTableColumns::wantedWidth(int column) const
{
    return scaledToText(m_widths.at(static_cast<std::size_t>(column)));
}

bool TaskTableColumns::isByHand(int column) const
{
    return m_widths.at(static_cast<std::size_t>(column)) != columnAt(column).width;
}

int TaskTableColumns::spareOf(int column) const
{
    const TaskColumn &given = columnAt(column);
    return isByHand(column) || given.leastWidth == 0
               ? 0
               : scaledToText(given.width) - scaledToText(given.leastWidth);
}

int TaskTableColumns::growthOf(int column) const
{
    const TaskColumn &given = columnAt(column);
    return isByHand(column) || given.mostWidth == 0
               ? 0
               : scaledToText(given.mostWidth) - scaledToText(given.width);
}

int TaskTableColumns::firstVisible() const
{
    const std::vector<int> visible = visibleInOrder();
    return visible.empty() ? 0 : visible.front();
}

std::vector<int> TaskTableColumns::visibleInOrder() const
{
    std::vector<int> visible;
    for (int visual = 0; visual < m_header.count(); ++visual) {
        const int column = m_header.logicalIndex(visual);
        if (!m_header.isSectionHidden(column))
            visible.push_back(column);
    }
    return visible;
}

void TaskTableColumns::sectionResized(int logicalIndex, int oldWidth, int width)
{
    if (m_arranging || width == 0) // it is about to be hidden, and not yet known to be
        return;
    const bool isByHand = oldWidth > 0; // not: it is shown again
    if (isByHand)
        m_widths.at(static_cast<std::size_t>(logicalIndex)) = unscaledFromText(width);
    if (isByHand && logicalIndex == imageColumn && std::exchange(m_stretches, false)) {
        for (const int column : others()) // nothing is arranged any more: they stay as they are
            m_widths.at(static_cast<std::size_t>(column)) =
                unscaledFromText(m_header.sectionSize(column));
    }
    fillWidth();
}

void TaskTableColumns::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(&m_view);
    menu->setObjectName(u"headerMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addVisibilityActions(*menu);
    menu->addSeparator();
    const int column = m_header.logicalIndexAt(position);
    QAction *fit = menu->addAction(tr("Fit column to contents"), &m_view,
                                   [this, column] { m_view.resizeColumnToContents(column); });
    fit->setObjectName(u"fitColumn"_s);
    fit->setEnabled(column >= 0);
    QAction *resetAction = menu->addAction(tr("Reset columns"), this, &TaskTableColumns::reset);
    resetAction->setObjectName(u"resetColumns"_s);
    menu->popup(m_header.viewport()->mapToGlobal(position));
}

void TaskTableColumns::addVisibilityActions(QMenu &menu)
{
    const std::vector<int> visible = visibleInOrder();
    for (int column = 0; column < m_header.count(); ++column) {
        QAction *action =
            menu.addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        if (m_isProgressGone && column == progressColumn)
            //: in a menu of columns; %1: the title of the column for progress
            action->setText(tr("%1 (nothing is running)").arg(action->text()));
        action->setObjectName(u"show"_s + nameOf(column));
        action->setCheckable(true);
        action->setChecked(isChosen(column));
        // The last one stays: a table without columns has no header to bring them back.
        action->setEnabled(visible.size() > 1 || !action->isChecked());
        connect(action, &QAction::toggled, this, [this, column](bool show) {
            if (column == progressColumn)
                m_isProgressGone = false;
            m_header.setSectionHidden(column, !show);
            fillWidth();
        });
    }
}
