#pragma once

#include "clock.h"
#include "exportdialog.h"
#include "rowexport.h"
#include "synctasktablemodel.h"

#include <QPointer>

#include <functional>

class QAction;
class SavedBar;
class TaskTableView;

/// Exports rows of the table: asks what and where to, shows how far it is, and what became of it.
class ExportPresenter final : public QObject {
    Q_OBJECT

public:
    /// What the rows cover, but for their number.
    using Coverage = std::function<ExportCoverage()>;

    ExportPresenter(const TaskStore &store, const SyncTaskTableModel &model, const Clock &clock,
                    TaskTableView &table, SavedBar &savedBar, QAction &action,
                    QObject *parent = nullptr);

    void setCoverage(Coverage coverage) { m_coverage = std::move(coverage); }
    /// How to ask an instance, for the fields that say who lists a task.
    void setListers(RowExport::ListerOf listerOf) { m_listerOf = std::move(listerOf); }
    void setRuleNames(const QHash<QString, QString> &names) { m_ruleNames = names; }

    void ask();
    /// A file is being written, and is not to be thrown away without a word.
    [[nodiscard]] bool isRunning() const { return m_export.isRunning(); }

Q_SIGNALS:
    void runningChanged(bool isRunning);

private:
    /// What the dialog counted: more may come into the table while it is open.
    struct Offered {
        std::vector<TaskRow> shown{};
        std::vector<TaskRow> selected{};
        ExportCoverage coverage{};
    };

    void begin(const ExportChoice &choice);
    [[nodiscard]] Offered offer() const;
    void showResult(const RowExportResult &result);

    const SyncTaskTableModel &m_model;
    const Clock &m_clock;
    TaskTableView &m_table;
    SavedBar &m_savedBar;
    Coverage m_coverage;
    RowExport::ListerOf m_listerOf;
    QHash<QString, QString> m_ruleNames;
    RowExport m_export;
    QString m_folder; ///< of the last file
    QString m_path;
    Offered m_offered; ///< of the dialog
    QPointer<ExportDialog> m_dialog;
};
