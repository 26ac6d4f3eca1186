#include "rowexport.h"

#include "wholefile.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// A batch takes the window's thread well below a millisecond.
constexpr std::size_t rowsOfBatch = 500;
constexpr int mostBatchesAhead = 8;

} // namespace

/// What is done in the other thread.
class RowExport::Sink final : public QObject {
public:
    Sink(std::unique_ptr<WholeFile> file, const RowExportPlan &plan,
         std::unique_ptr<ExportColumns> columns, std::shared_ptr<std::atomic_bool> isStopped)
        : m_file(std::move(file)),
          m_columns(std::move(columns)),
          m_writer(makeRowWriter(plan.format, m_columns->names(plan.format), plan.coverage)),
          m_isStopped(std::move(isStopped))
    {
    }

    /// Returns what went wrong.
    [[nodiscard]] QString write(const std::vector<ExportedTask> &tasks)
    {
        QByteArray bytes;
        if (!std::exchange(m_hasBegun, true))
            bytes = m_writer->begin();
        for (const ExportedTask &task : tasks) {
            if (*m_isStopped)
                return {};
            m_writer->append(bytes, m_columns->valuesOf(task));
        }
        return m_file->write(bytes);
    }

    [[nodiscard]] QString finish()
    {
        QString error = m_file->write(m_writer->end());
        if (error.isEmpty())
            error = m_file->commit();
        m_isCommitted = error.isEmpty();
        return error;
    }
    [[nodiscard]] bool isCommitted() const { return m_isCommitted; }

private:
    std::unique_ptr<WholeFile> m_file;
    std::unique_ptr<ExportColumns> m_columns;
    std::unique_ptr<RowWriter> m_writer;
    std::shared_ptr<std::atomic_bool> m_isStopped;
    bool m_hasBegun = false;
    bool m_isCommitted = false;
};

RowExport::RowExport(const TaskStore &store, ListerOf listerOf, QObject *parent)
    : QObject(parent), m_store(store), m_listerOf(std::move(listerOf))
{
    m_thread.setObjectName(u"export"_s);
}

RowExport::~RowExport()
{
    if (m_isRunning) {
        *m_isStopped = true;
        m_sink->deleteLater();
    }
    m_thread.quit();
    m_thread.wait();
}

QString RowExport::start(RowExportPlan plan)
{
    auto file = std::make_unique<WholeFile>(plan.path);
    if (QString error = file->open(); !error.isEmpty())
        return error;
    plan.coverage.rows = static_cast<qint64>(plan.rows.size());
    m_coverage = plan.coverage;
    m_rows = std::move(plan.rows);
    m_listers.clear();
    m_sent = 0;
    m_written = 0;
    m_isRunning = true;
    m_texts = std::make_unique<TextCache>(m_store.texts());
    m_isStopped = std::make_shared<std::atomic_bool>(false);
    std::unique_ptr<ExportColumns> columns = std::move(plan.columns);
    m_sink = new Sink(std::move(file), plan, std::move(columns), m_isStopped);
    m_thread.start();
    m_sink->moveToThread(&m_thread);
    // The first one, also where there are no rows: it writes the titles.
    for (int i = 0; i < mostBatchesAhead && (i == 0 || m_sent < m_rows.size()); ++i)
        sendBatch();
    return {};
}

void RowExport::sendBatch()
{
    const std::size_t end = std::min(m_sent + rowsOfBatch, m_rows.size());
    std::vector<ExportedTask> tasks;
    tasks.reserve(end - m_sent);
    for (; m_sent < end; ++m_sent) {
        const TaskRow row = m_rows[m_sent];
        const QString instanceId = m_store.instanceId(row);
        const auto known = m_listers.constFind(instanceId);
        tasks.push_back({.task = m_store.task(row, *m_texts),
                         .listedBy = known != m_listers.cend()
                                         ? *known
                                         : *m_listers.insert(instanceId, m_listerOf(instanceId)),
                         .progress = m_store.progress(row)});
    }
    const bool isLast = m_sent == m_rows.size();
    QMetaObject::invokeMethod(
        m_sink,
        [this, sink = m_sink, isStopped = m_isStopped, tasks = std::move(tasks), isLast] {
            if (*isStopped)
                return;
            QString error = sink->write(tasks);
            if (isLast && error.isEmpty() && !*isStopped)
                error = sink->finish();
            const auto count = static_cast<int>(tasks.size());
            QMetaObject::invokeMethod(this, [this, isStopped, count, error] {
                if (!*isStopped)
                    batchWritten(count, error);
            });
        },
        Qt::QueuedConnection);
}

void RowExport::batchWritten(int rows, const QString &error)
{
    m_written += rows;
    if (!error.isEmpty())
        return end(error, false);
    Q_EMIT progressed(m_written, static_cast<qint64>(m_rows.size()));
    if (m_written == static_cast<qint64>(m_rows.size()))
        end({}, false);
    else if (m_isRunning && m_sent < m_rows.size())
        sendBatch();
}

void RowExport::stop()
{
    if (!m_isRunning || m_isStopped->exchange(true))
        return;
    QMetaObject::invokeMethod(
        m_sink,
        [this, sink = m_sink] {
            const bool isCommitted = sink->isCommitted();
            QMetaObject::invokeMethod(this, [this, isCommitted] { end({}, !isCommitted); });
        },
        Qt::QueuedConnection);
}

void RowExport::end(const QString &error, bool wasStopped)
{
    m_isRunning = false;
    *m_isStopped = true;
    // With it goes the file that was not committed.
    m_sink->deleteLater();
    m_sink = nullptr;
    m_rows = {};
    m_texts.reset();
    Q_EMIT finished({.error = error, .wasStopped = wasStopped, .coverage = m_coverage});
}
