#pragma once

#include "exportcolumns.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <vector>

class WholeFile;

/// What is to be exported, and where to.
struct RowExportPlan {
    std::vector<TaskRow> rows{}; ///< in their order
    RowFormat format = RowFormat::Csv;
    std::unique_ptr<ExportColumns> columns{};
    ExportCoverage coverage{}; ///< without the number of rows
    QString path{};
};

struct RowExportResult {
    QString error{}; ///< of the system; empty: none
    bool wasStopped = false;
    ExportCoverage coverage{};

    /// The file is there and whole.
    [[nodiscard]] bool isWritten() const { return error.isEmpty() && !wasStopped; }
};

/// Writes many rows of a store to a file. A row that changes meanwhile is written as it is when its
/// turn comes. Values are taken from the store a few hundred at a time, in the thread that changes
/// it; what takes longer, to put them into words and onto the disk, is done in a thread of its own.
/// The former waits for the latter, so that a slow disk costs neither memory nor time of a window.
class RowExport final : public QObject {
    Q_OBJECT

public:
    using ListerOf = std::function<InstanceRef(const QString &instanceId)>;

    /// \p listerOf: how to ask an instance. \p store must outlive it.
    RowExport(const TaskStore &store, ListerOf listerOf, QObject *parent = nullptr);
    /// Stops, and waits for the piece that is being written.
    ~RowExport() override;

    /// Takes up the file; what keeps it from that, or empty: then finished() comes.
    [[nodiscard]] QString start(RowExportPlan plan);
    /// Leaves nothing under the wanted name, unless all was written already. finished() comes when
    /// the piece that is being written is.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void progressed(qint64 done, qint64 all);
    void finished(const RowExportResult &result);

private:
    class Sink;

    void sendBatch();
    void batchWritten(int rows, const QString &error);
    void end(const QString &error, bool wasStopped);

    const TaskStore &m_store;
    ListerOf m_listerOf;
    QHash<QString, InstanceRef> m_listers; ///< by instance id
    std::vector<TaskRow> m_rows;
    std::size_t m_sent = 0;
    qint64 m_written = 0;
    bool m_isRunning = false;
    ExportCoverage m_coverage;
    std::unique_ptr<TextCache> m_texts;
    QThread m_thread;
    Sink *m_sink = nullptr; ///< lives in the thread; null: none
    std::shared_ptr<std::atomic_bool> m_isStopped;
};
