#include "actionlog.h"
#include "filebytes.h"
#include "historyfile.h"
#include "historynames.h"
#include "historytaskreader.h"
#include "historytaskwriter.h"
#include "require.h"
#include "sampletasks.h"

#include <QDir>

#include <array>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
constexpr int taskCount = 40;

/// A whole history with some tasks.
QByteArray soundHistory()
{
    const FileBytes file(u"sound.sqlite"_s);
    {
        HistoryFile history;
        require(history.open(file.path(), now).isUsable(), "a new history can be used");
        HistoryTexts texts(history.database());
        HistoryTaskWriter writer(history.database(), texts);
        SqliteTransaction transaction(history.database());
        for (int i = 0; i < taskCount; ++i)
            writer.write(u"cri-hangzhou"_s, std::array{sampleTask(i)}, now);
        require(transaction.commit(), "tasks can be written");
    }
    QFile written(file.path());
    require(written.open(QIODevice::ReadOnly), "the history can be read");
    return written.readAll();
}

/// All that a window reads at its start. Empty: the file is damaged, and says so.
std::optional<std::vector<SyncTask>> readAll(HistoryFile &history)
{
    history.checkWhole();
    SqliteDatabase &database = history.database();
    HistoryTexts texts(database);
    texts.load();
    HistoryTaskReader reader(database, texts);
    HistoryCursor cursor;
    std::vector<SyncTask> all;
    while (!cursor.isAtEnd && !database.hasFailed()) {
        for (const HistoryTasks &some : reader.read(cursor, taskCount))
            all.insert(all.end(), some.tasks.begin(), some.tasks.end());
    }
    HistoryNames(database).read();
    ActionLog(database).read();
    if (database.takeError())
        return {};
    return all;
}

/// The tasks of the history \p sound.
std::optional<std::vector<SyncTask>> readBack(const QByteArray &sound, const FileBytes &file)
{
    file.put(sound);
    HistoryFile history;
    require(history.open(file.path(), now).outcome == HistoryOpening::Outcome::Existing,
            "a sound history is opened");
    auto tasks = readAll(history);
    require(tasks && tasks->size() == taskCount, "a sound history is read whole");
    return tasks;
}

} // namespace

/// A history with damaged bytes: three bytes of place and one of content each. It is read whole, or
/// is said to be damaged and kept aside.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static const QByteArray sound = soundHistory();
    static const FileBytes file(u"damaged.sqlite"_s);
    static const std::optional<std::vector<SyncTask>> written = readBack(sound, file);
    QByteArray damaged = sound;
    for (std::size_t i = 0; i + 3 < size; i += 4) {
        const auto place = static_cast<qsizetype>(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
        damaged[place % damaged.size()] = static_cast<char>(data[i + 3]);
    }
    QDir folder(file.folder());
    for (const QString &rest : folder.entryList(QDir::Files))
        folder.remove(rest);
    file.put(damaged);
    HistoryFile history;
    const HistoryOpening opening = history.open(file.path(), now);
    if (opening.outcome != HistoryOpening::Outcome::Existing) {
        require(!opening.message.isEmpty(), "what is not used says why");
        return 0;
    }
    const std::optional<std::vector<SyncTask>> read = readAll(history);
    require(!read || *read == *written, "no task is lost or changed silently");
    return 0;
}
