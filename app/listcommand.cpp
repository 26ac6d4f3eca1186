#include "listcommand.h"

#include "tasklister.h"
#include "taskwriter.h"

#include <QEventLoop>

using namespace Qt::StringLiterals;

namespace {

/// Writes on and remembers a refusal, e.g. a full disk, so that it is told and not lost.
class CheckedOutput final {
public:
    explicit CheckedOutput(QIODevice &device) : m_device(device) {}

    void write(const QByteArray &bytes)
    {
        if (!m_failed && m_device.write(bytes) != bytes.size())
            m_failed = true;
    }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

private:
    QIODevice &m_device;
    bool m_failed = false;
};

} // namespace

int runList(TaskSource &source, const ListOptions &options, QIODevice &output, QIODevice &errors)
{
    const std::unique_ptr<TaskWriter> writer = makeTaskWriter(options.format);
    CheckedOutput checked(output);
    std::optional<ApiError> failure;
    QEventLoop loop;
    TaskLister lister(source, options.query);
    QObject::connect(
        &lister, &TaskLister::tasksArrived, &loop, [&](const std::vector<SyncTask> &tasks) {
            for (const SyncTask &task : tasks) {
                if (options.statuses.isEmpty() || options.statuses.contains(task.status.value))
                    checked.write(writer->task(task));
            }
            if (checked.hasFailed())
                loop.quit();
        });
    QObject::connect(&lister, &TaskLister::finished, &loop,
                     [&](const std::optional<ApiError> &error) {
                         failure = error;
                         loop.quit();
                     });
    checked.write(writer->begin());
    lister.start();
    loop.exec();

    if (!failure && !checked.hasFailed())
        checked.write(writer->end());
    if (failure)
        errors.write("sync-dashboard: " + technicalLine(*failure).toUtf8() + '\n');
    else if (checked.hasFailed())
        errors.write("sync-dashboard: cannot write: " + output.errorString().toUtf8() + '\n');
    return failure || checked.hasFailed() ? 1 : 0;
}
