#include "exportpresenter.h"

#include "displaytext.h"
#include "rowtext.h"
#include "savedbar.h"
#include "tasktableview.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

QString unwrittenText(const QString &error)
{
    return ExportPresenter::tr("The file could not be written: %1. Nothing was changed. Choose "
                               "another folder, or free some space.")
        .arg(error);
}

} // namespace

ExportPresenter::ExportPresenter(const TaskStore &store, const SyncTaskTableModel &model,
                                 const Clock &clock, TaskTableView &table, SavedBar &savedBar,
                                 QAction &action, QObject *parent)
    : QObject(parent),
      m_model(model),
      m_clock(clock),
      m_table(table),
      m_savedBar(savedBar),
      m_export(store,
               [this](const QString &instanceId) {
                   return m_listerOf ? m_listerOf(instanceId)
                                     : InstanceRef{.instanceId = instanceId};
               }),
      m_folder(QDir::homePath())
{
    connect(&action, &QAction::triggered, this, &ExportPresenter::ask);
    connect(&table, &TaskTableView::exportRequested, this, &ExportPresenter::ask);
    connect(&m_export, &RowExport::progressed, this, [this](qint64 done, qint64 all) {
        if (m_dialog)
            m_dialog->showProgress(done, all);
    });
    connect(&m_export, &RowExport::finished, this, &ExportPresenter::showResult);
}

void ExportPresenter::ask()
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    m_offered = offer();
    m_dialog =
        new ExportDialog({.shown = static_cast<int>(m_offered.shown.size()),
                          .selected = static_cast<int>(m_offered.selected.size()),
                          .coverage = m_coverage ? completenessLine(m_offered.coverage) : QString(),
                          .folder = m_folder},
                         m_table.window());
    connect(m_dialog, &ExportDialog::exportRequested, this, &ExportPresenter::begin);
    connect(m_dialog, &ExportDialog::stopRequested, &m_export, &RowExport::stop);
    m_dialog->open();
}

ExportPresenter::Offered ExportPresenter::offer() const
{
    Offered offered{.shown = {m_model.rows().begin(), m_model.rows().end()},
                    .coverage = m_coverage ? m_coverage() : ExportCoverage{}};
    for (const int row : selectedRowNumbers(*m_table.selectionModel()))
        offered.selected.push_back(m_model.storeRow(row));
    return offered;
}

void ExportPresenter::begin(const ExportChoice &choice)
{
    std::vector<SyncTaskTableModel::Column> columns;
    for (const int column : m_table.visibleColumns())
        columns.push_back(static_cast<SyncTaskTableModel::Column>(column));
    RowExportPlan plan{
        .rows = choice.isSelection ? m_offered.selected : m_offered.shown,
        .format = choice.format,
        .columns = choice.areAllFields
                       ? allFields()
                       : tableColumns(std::move(columns), m_ruleNames, m_model.timeContext()),
        .coverage = m_offered.coverage,
        .path = choice.path};
    plan.coverage.exportedAt = m_clock.now();
    plan.coverage.isOfAll = !choice.isSelection;
    m_path = choice.path;
    const QString error = m_export.start(std::move(plan));
    if (!error.isEmpty())
        return m_dialog->showFault(unwrittenText(error));
    m_folder = QFileInfo(m_path).path();
    Q_EMIT runningChanged(true);
}

void ExportPresenter::showResult(const RowExportResult &result)
{
    Q_EMIT runningChanged(false);
    // It outlives the dialog, which may be closed before the file is written.
    if (result.isWritten())
        m_savedBar.showSaved(m_path);
    else if (!result.wasStopped)
        m_savedBar.showFault(m_path, result.error);
    if (!m_dialog)
        return;
    if (!result.error.isEmpty())
        return m_dialog->showFault(unwrittenText(result.error));
    if (result.wasStopped)
        return m_dialog->showFault(tr("Stopped. Nothing was written."));
    const QString rows = QLocale().toString(result.coverage.rows);
    m_dialog->showWritten(sentencesText(tr("%1 rows are in %2.").arg(rows, m_path),
                                        completenessLine(result.coverage)));
}
