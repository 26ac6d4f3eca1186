#include "snapshotcommand.h"

#include "commandsettings.h"
#include "erroradvice.h"
#include "printable.h"
#include "program.h"
#include "standardstreams.h"
#include "tasktableview.h"
#include "wholefile.h"

#include <QApplication>
#include <QBuffer>
#include <QDeadlineTimer>
#include <QPixmap>

#include <cstdio>
#include <vector>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// A registry far away may need this long for a day's pages.
constexpr std::chrono::seconds longestLoad = 60s;

/// Runs the program until what it asked for by itself has come; false when it does not come.
bool waitUntilSettled(const Dashboard &dashboard)
{
    const QDeadlineTimer deadline(longestLoad);
    while (!dashboard.isSettled()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
    return true;
}

/// Opens the newest failure, which is what an operator would look at; else the newest task.
void openWorstTask(Dashboard &dashboard)
{
    SyncTaskTableModel &model = dashboard.model();
    int row = 0;
    while (row < model.rowCount() &&
           model.index(row, 0).data(SyncTaskTableModel::StatusRole).toInt() !=
               static_cast<int>(SyncTaskStatus::Error))
        ++row;
    if (row == model.rowCount())
        row = 0;
    dashboard.window().table().setCurrentIndex(model.index(row, 0));
}

/// Returns what went wrong.
QString savePicture(const QPixmap &picture, const QString &fileName)
{
    QBuffer png;
    picture.save(&png, "PNG");
    return writeWholeFile(fileName, png.data());
}

int say(std::FILE *stream, const QString &text, int code)
{
    const int printed = printText(stream, text + u'\n');
    return printed == 0 ? code : printed;
}

} // namespace

int runSnapshot(QApplication &application, const SnapshotOptions &options,
                const QProcessEnvironment &environment)
{
    SystemClock clock;
    // Of the settings only what is needed to reach the registry: a picture is the same for all.
    const Preferences kept = settingsOfCommands(clock.now());
    Program program(application, clock, environment,
                    Settings{.theme = options.theme,
                             .language = options.language,
                             .preferences = {.proxy = kept.proxy, .caFile = kept.caFile}});
    program.open(options.window);
    Dashboard &dashboard = program.dashboard();
    dashboard.window().resize(options.size);
    bool isLoaded = waitUntilSettled(dashboard);
    openWorstTask(dashboard);
    isLoaded = waitUntilSettled(dashboard) && isLoaded;
    QCoreApplication::processEvents(); // what just came is laid out

    const QString error = savePicture(dashboard.window().grab(), options.file);
    if (!error.isEmpty())
        return say(stderr, u"sync-dashboard: cannot write: %1: %2"_s.arg(options.file, error), 1);
    if (say(stdout, printableLines(dashboard.textSummary()), 0) != 0)
        return 1;
    const std::vector<ApiError> errors = program.errors();
    for (const ApiError &refused : errors)
        say(stderr, u"sync-dashboard: "_s + faultLine(refused), 1);
    if (!isLoaded)
        return say(stderr, u"sync-dashboard: the registry did not answer in time"_s, 1);
    return errors.empty() ? 0 : 1;
}
