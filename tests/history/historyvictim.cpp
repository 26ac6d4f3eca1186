#include "sampletasks.h"
#include "taskhistory.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int tasksOnPage = 100;
constexpr int pagesAhead = 4; // on their way to the file at the same time

/// Page \p number: half of its tasks are new, half of them change.
std::vector<SyncTask> page(int number)
{
    std::vector<SyncTask> tasks;
    for (int i = 0; i < tasksOnPage; ++i) {
        const int task = number * (tasksOnPage / 2) + i;
        const bool isNew = i >= tasksOnPage / 2;
        tasks.push_back(
            sampleTask(task, isNew ? SyncTaskStatus::Synchronizing : SyncTaskStatus::Success));
    }
    return tasks;
}

} // namespace

/// Writes pages into the history FILE without end, beginning with page FIRST. Says the number of
/// each page that is in the file, a line each, and "refused" when there is no history.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    SystemClock clock;
    TaskHistory history(clock);
    int next = arguments.at(2).toInt();
    const auto first = static_cast<quint64>(next);
    const auto writeOne = [&] {
        history.record(u"cri-hangzhou"_s, page(next), clock.now());
        ++next;
    };
    QObject::connect(&history, &TaskHistory::opened, [&](const HistoryOpening &opening) {
        if (!opening.isUsable() || opening.outcome == HistoryOpening::Outcome::Replaced) {
            std::puts("refused");
            std::fflush(stdout);
            return;
        }
        for (int i = 0; i < pagesAhead; ++i)
            writeOne();
    });
    quint64 written = 0;
    QObject::connect(&history, &TaskHistory::recorded, [&](quint64 number) {
        std::printf("%llu\n", static_cast<unsigned long long>(first + number - 1));
        std::fflush(stdout);
        for (; written < number; ++written)
            writeOne();
    });
    history.open({.file = arguments.at(1), .maxAge = std::chrono::days(36'500)});
    return QCoreApplication::exec();
}
