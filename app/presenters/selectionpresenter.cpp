#include "selectionpresenter.h"

#include "centerpages.h"
#include "selectionbar.h"
#include "synctasktablemodel.h"
#include "tasktableview.h"

#include <QItemSelectionModel>

SelectionPresenter::SelectionPresenter(const SyncTaskTableModel &model, TaskTableView &table,
                                       CenterPages &pages, SelectionBar &bar, QObject *parent)
    : QObject(parent), m_model(model), m_table(table), m_pages(pages), m_bar(bar)
{
    const auto follow = [this](auto signal) {
        connect(&m_model, signal, this, &SelectionPresenter::update);
    };
    follow(&QAbstractItemModel::rowsInserted);
    follow(&QAbstractItemModel::rowsRemoved);
    follow(&QAbstractItemModel::dataChanged);
    // After the table has found its rows again.
    connect(&m_model, &QAbstractItemModel::modelReset, this, &SelectionPresenter::update,
            Qt::QueuedConnection);
    connect(m_table.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SelectionPresenter::update);
    connect(&m_pages, &CenterPages::pageOpened, this, &SelectionPresenter::update);
    connect(&m_pages, &CenterPages::answerChanged, this, &SelectionPresenter::update);
    connect(&m_bar, &SelectionBar::actionRequested, &m_table, &TaskTableView::actionRequested);
    connect(&m_bar, &SelectionBar::copyRequested, &m_table, &TaskTableView::copySelected);
    connect(&m_bar, &SelectionBar::allRequested, &m_table, &TaskTableView::selectAll);
    connect(&m_bar, &SelectionBar::clearRequested, this, &SelectionPresenter::clear);
    update();
}

/// By ranges, not by indexes: all of a million may be selected.
void SelectionPresenter::update()
{
    int selected = 0;
    int failed = 0;
    if (m_pages.isOpen(m_table) && m_model.rowCount() > 0) {
        const QItemSelection selection = m_table.selectionModel()->selection();
        for (const QItemSelectionRange &range : selection) {
            selected += range.height();
            failed += m_model.countFailed(range.top(), range.bottom());
        }
    }
    m_bar.showSelection(selected, failed, m_model.rowCount());
}

void SelectionPresenter::clear()
{
    m_table.selectCurrentAlone();
    m_table.setFocus();
}
