#include "historykeeper.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

QString whatHappened(HistoryFault fault)
{
    switch (fault) {
    case HistoryFault::Locked:
        return HistoryKeeper::tr("Another window of this program keeps the history.");
    case HistoryFault::Busy:
        return HistoryKeeper::tr("Another program has locked the history file.");
    case HistoryFault::NewerFile:
        return HistoryKeeper::tr("A newer version of this program wrote the history.");
    case HistoryFault::ForeignFile:
        return HistoryKeeper::tr("The history file belongs to another program.");
    case HistoryFault::Unwritable:
        return HistoryKeeper::tr("The history file cannot be written.");
    case HistoryFault::DiskFull:
        return HistoryKeeper::tr("The disk is full: the history is not kept.");
    case HistoryFault::InputOutput:
        return HistoryKeeper::tr("The disk failed: the history is not kept.");
    case HistoryFault::Damaged:
        return HistoryKeeper::tr(
            "The history file keeps getting damaged: the history is not kept.");
    case HistoryFault::OutOfMemory:
        return HistoryKeeper::tr("Not enough memory: the history is not kept.");
    case HistoryFault::Unexpected:
        return HistoryKeeper::tr("The history file is not as this program made it.");
    case HistoryFault::Unreachable:
        return HistoryKeeper::tr("The history database cannot be reached.");
    case HistoryFault::SignInRefused:
        return HistoryKeeper::tr("The history database refuses the sign-in.");
    case HistoryFault::NotElected:
        return HistoryKeeper::tr("Another collector writes the history.");
    case HistoryFault::DatabaseBusy:
        return HistoryKeeper::tr("The history database is busy.");
    case HistoryFault::DatabaseRefuses:
        return HistoryKeeper::tr("The history database refuses what is written.");
    case HistoryFault::NewerTables:
        return HistoryKeeper::tr("A newer version of this program made the tables of the history.");
    }
    return {};
}

QString whatToDo(HistoryFault fault)
{
    switch (fault) {
    case HistoryFault::Locked:
        return HistoryKeeper::tr("This window shows what the registry says and stores nothing. "
                                 "When the other one is closed, this one keeps the history.");
    case HistoryFault::Busy:
        return HistoryKeeper::tr("Close the other program. Until then nothing is lost: what this "
                                 "window sees is stored later.");
    case HistoryFault::NewerFile:
        return HistoryKeeper::tr("The file was left as it is. Start the newer version, or move the "
                                 "file away to begin a new history.");
    case HistoryFault::ForeignFile:
        return HistoryKeeper::tr("The file was left as it is. Move it away to begin a history.");
    case HistoryFault::Unwritable:
        return HistoryKeeper::tr("Check the permissions of the file and its folder: it is tried "
                                 "again every minute.");
    case HistoryFault::DiskFull:
        return HistoryKeeper::tr("Free some space: writing is tried again every minute.");
    case HistoryFault::InputOutput:
        return HistoryKeeper::tr("Check the disk: writing is tried again every minute.");
    case HistoryFault::Damaged:
        return HistoryKeeper::tr("Check the disk, or move the history's folder away: it is tried "
                                 "again every minute.");
    case HistoryFault::OutOfMemory:
        return HistoryKeeper::tr("Close other programs: writing is tried again every minute.");
    case HistoryFault::Unexpected:
        return HistoryKeeper::tr("Move the file away: a new history is started within a minute.");
    case HistoryFault::Unreachable:
        return HistoryKeeper::tr("Check the server and the network. Nothing is lost: what is seen "
                                 "meanwhile is stored later.");
    case HistoryFault::SignInRefused:
        return HistoryKeeper::tr("Check user, database and certificate in its address, and the "
                                 "password in PGPASSFILE or ~/.pgpass.");
    case HistoryFault::NotElected:
        return HistoryKeeper::tr("This one stands by, and goes on when the other one ends.");
    case HistoryFault::DatabaseBusy:
        return HistoryKeeper::tr("Nothing is lost: writing is tried again within seconds.");
    case HistoryFault::DatabaseRefuses:
        return HistoryKeeper::tr("Check what its role may do, and whether somebody changed the "
                                 "tables: writing is tried again within seconds.");
    case HistoryFault::NewerTables:
        return HistoryKeeper::tr("Update this program. Nothing was changed.");
    }
    return {};
}

Advice adviceOn(HistoryFault fault)
{
    return {.happened = whatHappened(fault), .whatToDo = whatToDo(fault)};
}

QString technicalText(const QString &file, const QString &message)
{
    return message.contains(file) ? message : QDir::toNativeSeparators(file) + u" · "_s + message;
}

constexpr std::size_t rowsAtOnce = 1'000;
// Tasks that are handed over and not written yet: what changes again meanwhile is kept with each of
// its states. More wait, each as it is then. A file needs some megabytes for them; a database may
// be away for minutes, and gets nearly all that HistoryWorker lets wait.
constexpr std::size_t mostUnderWayToFile = 4'000;
constexpr std::size_t mostUnderWayToEngine = 16'000;

qint64 bytesOf(const Preferences &preferences)
{
    return qint64{preferences.historyMegabytes} * 1024 * 1024;
}

} // namespace

HistoryKeeper::HistoryKeeper(TaskStore &store, Clock &clock, const QString &account,
                             std::function<bool(const QString &instanceId)> isOwn,
                             std::shared_ptr<HistoryThread> thread,
                             std::unique_ptr<HistoryEngine> engine, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_texts(store.texts()),
      m_clock(clock),
      m_account(account),
      m_mostUnderWay(engine ? mostUnderWayToEngine : mostUnderWayToFile),
      m_history(clock, std::move(thread), std::move(engine)),
      m_isOwn(std::move(isOwn))
{
    connect(&m_history, &TaskHistory::opened, this, &HistoryKeeper::opened);
    connect(&m_history, &TaskHistory::opened, this, &HistoryKeeper::openingEnded);
    connect(&m_history, &TaskHistory::directoryLoaded, this,
            [this](const HistoryDirectory &directory) {
                m_directory = directory;
                m_recordedAsOf = directory.asOf;
                Q_EMIT directoryRestored();
            });
    connect(&m_history, &TaskHistory::tasksLoaded, this, &HistoryKeeper::seedStore);
    connect(&m_history, &TaskHistory::sentActionsLoaded, this, &HistoryKeeper::restoreSentActions);
    connect(&m_history, &TaskHistory::recorded, this, &HistoryKeeper::noteKept);
    connect(&m_history, &TaskHistory::recorded, this, &HistoryKeeper::rowsWritten);
    connect(&m_history, &TaskHistory::failed, this,
            [this] { noteKept(std::numeric_limits<quint64>::max()); }); // nothing waits for a disk
    connect(&m_history, &TaskHistory::loadFinished, this, [this] { m_isLoading = false; });
    connect(&m_history, &TaskHistory::failed, this,
            [this](const HistoryFailure &failure) { tell(failure.fault, failure.message); });
    connect(&m_history, &TaskHistory::recovered, this, [this](bool isIncomplete) {
        endFault();
        if (isIncomplete)
            recordAll();
        else if (m_waitingRows.isEmpty())
            recordTimes(std::exchange(m_feeds, {}));
    });
}

HistoryKeeper::~HistoryKeeper()
{
    while (!m_waitingRows.isEmpty())
        handOverSomeRows();
    recordTimes(m_feeds);
}

void HistoryKeeper::open(const QString &file, const Preferences &preferences)
{
    m_isLoading = true;
    m_file = file;
    m_leftOut = preferences.connection.leftOut;
    m_history.open({.file = file,
                    .maxAge = std::chrono::days(preferences.historyDays),
                    .maxBytes = bytesOf(preferences)});
}

void HistoryKeeper::setRetention(const Preferences &preferences)
{
    m_history.setRetention(std::chrono::days(preferences.historyDays), bytesOf(preferences));
}

void HistoryKeeper::opened(const HistoryOpening &opening)
{
    using Outcome = HistoryOpening::Outcome;
    m_isLoading = opening.outcome == Outcome::Existing;
    if (!opening.isUsable()) {
        noteKept(std::numeric_limits<quint64>::max());
        return tell(opening.fault.value_or(HistoryFault::InputOutput),
                    technicalText(opening.file, opening.message));
    }
    endFault();
    if (opening.outcome == Outcome::Replaced)
        Q_EMIT noticed({.happened = tr("The history was damaged; a new one has begun."),
                        .whatToDo = tr("The damaged file was kept as %1.")
                                        .arg(QDir::toNativeSeparators(opening.movedTo))},
                       technicalText(opening.file, opening.message));
    if (opening.outcome == Outcome::Renewed)
        Q_EMIT noticed({.happened = tr("The history file was removed; a new one has begun."),
                        .whatToDo = tr("What this window has loaded is stored again. Older tasks "
                                       "come back with Load all.")},
                       QDir::toNativeSeparators(opening.file));
    if (m_isLoading)
        m_history.load();
    // What was seen before it could be opened, or is no longer in it.
    recordAll();
}

void HistoryKeeper::tell(HistoryFault fault, const QString &technical)
{
    if (m_fault == fault)
        return;
    endFault();
    m_fault = fault;
    Q_EMIT noticed(adviceOn(fault), technical);
}

void HistoryKeeper::endFault()
{
    if (m_fault)
        Q_EMIT noticeEnded(adviceOn(*m_fault));
    m_fault.reset();
}

void HistoryKeeper::recordAll()
{
    m_recordedAsOf.clear();
    m_keptInstances.clear();
    m_keptRules.clear();
    m_underWay.clear();
    m_tasksUnderWay = 0;
    m_waitingRows.setAll(m_store.size());
    if (m_unread)
        m_history.recordUnread(*m_unread);
    handOverRows();
}

/// Some at a time, each when there is room: a task that waits for the disk as a copy takes ten
/// times the memory of its row, and to copy many at once would hold up the window.
void HistoryKeeper::handOverRows()
{
    if (m_waitingRows.isEmpty() || m_tasksUnderWay >= m_mostUnderWay)
        return;
    handOverSomeRows();
    if (m_waitingRows.isEmpty())
        recordTimes(std::exchange(m_feeds, {}));
    else
        m_nextHandover = m_clock.after({}, [this] { handOverRows(); });
}

void HistoryKeeper::handOverSomeRows()
{
    QHash<QString, std::vector<SyncTask>> byInstance;
    for (const TaskRow row : m_waitingRows.take(rowsAtOnce)) {
        const QString instanceId = m_texts.text(m_store.coldFields(row).instance);
        if (!m_isOwn || m_isOwn(instanceId))
            byInstance[instanceId].push_back(m_store.task(row, m_texts));
    }
    const QDateTime now = m_clock.now();
    for (auto tasks = byInstance.begin(); tasks != byInstance.end(); ++tasks) {
        // 0: nothing is kept; all is recorded when a history is opened.
        const std::size_t count = tasks.value().size();
        if (const quint64 number = m_history.record(tasks.key(), std::move(tasks.value()), now)) {
            m_underWay.push_back({.number = number, .tasks = count});
            m_tasksUnderWay += count;
        }
    }
}

void HistoryKeeper::rowsWritten(quint64 number)
{
    while (!m_underWay.empty() && m_underWay.front().number <= number) {
        m_tasksUnderWay -= m_underWay.front().tasks;
        m_underWay.pop_front();
    }
    handOverRows();
}

HistoryFacts HistoryKeeper::facts() const
{
    if (m_file.isEmpty())
        return {};
    HistoryFacts facts{.isLoading = m_isLoading, .oldest = m_oldest};
    // What was written last is in a file of its own for a while (SQLite, "Write-Ahead Logging").
    for (const auto &file : QStringList{m_file, m_file + u"-wal"_s})
        facts.bytes += QFileInfo(file).size();
    facts.files = QFileInfo::exists(m_file) ? 1 : 0;
    facts.folder = QFileInfo(m_file).absolutePath();
    return facts;
}

void HistoryKeeper::seedStore(const std::vector<HistoryTasks> &tasks)
{
    for (const HistoryTasks &some : tasks) {
        for (const SyncTask &task : some.tasks) {
            if (task.createdAt.isValid() && (!m_oldest.isValid() || task.createdAt < m_oldest))
                m_oldest = task.createdAt;
        }
    }
    // What the registry has said meanwhile is newer.
    for (const HistoryTasks &some : tasks) {
        if (m_leftOut.contains(some.instanceId))
            continue;
        std::vector<SyncTask> unknown;
        std::ranges::copy_if(some.tasks, std::back_inserter(unknown), [&](const SyncTask &task) {
            return !m_store.find(some.instanceId, task.id);
        });
        Q_EMIT tasksRestored(m_store.merge(some.instanceId, unknown));
    }
}

void HistoryKeeper::record(const MergeReport &report)
{
    for (const std::vector<TaskRow> *rows : {&report.inserted, &report.changed}) {
        for (const TaskRow row : *rows)
            m_waitingRows.add(row);
    }
    handOverRows();
}

void HistoryKeeper::record(const RegistryDirectory &directory)
{
    std::vector<RegistryInstance> instances;
    std::ranges::copy_if(
        directory.instances(), std::back_inserter(instances),
        [this](const RegistryInstance &instance) { return instance.account == m_account; });
    // It is told after every instance's answer, and mostly nothing is new.
    if (directory.isListed(m_account) && instances != m_keptInstances) {
        m_keptInstances = instances;
        m_history.recordInstances({}, m_keptInstances); // the file is the account's
    }
    for (const RegistryInstance &instance : instances) {
        const std::vector<SyncRule> rules = directory.rules().of(instance.id);
        // That there are none is known once their list came in full.
        const bool isKnown = !rules.empty() || (directory.rules().isListed(instance.id) &&
                                                !directory.rules().isMissing(instance.id));
        const auto kept = m_keptRules.constFind(instance.id);
        if (!isKnown || (kept != m_keptRules.cend() && *kept == rules))
            continue;
        m_keptRules.insert(instance.id, rules);
        m_history.recordRules(instance.id, rules);
    }
}

void HistoryKeeper::record(const std::vector<InstanceFeed> &feeds)
{
    // That a list is known as of a time is not told before its rows. While nothing can be written
    // the latest time is all that has to wait.
    if (!m_waitingRows.isEmpty() || m_fault)
        m_feeds = feeds;
    else
        recordTimes(feeds);
}

void HistoryKeeper::recordTimes(const std::vector<InstanceFeed> &feeds)
{
    for (const InstanceFeed &feed : feeds) {
        const QString &instanceId = feed.instance.instanceId;
        const QDateTime &asOf = feed.state.asOf;
        if (feed.instance.account != m_account || !asOf.isValid() ||
            m_recordedAsOf.value(instanceId) == asOf)
            continue;
        m_recordedAsOf.insert(instanceId, asOf);
        m_history.recordAsOf(instanceId, asOf, feed.state.refreshInterval);
    }
}

void HistoryKeeper::record(const std::vector<UnreadList> &unread)
{
    m_unread = unread;
    m_history.recordUnread(unread);
}

void HistoryKeeper::record(const SentAction &action)
{
    const quint64 number = m_history.recordSentAction(action);
    if (number == 0 || m_fault) // while writing fails it waits to be written, but not to be sent
        Q_EMIT sentActionKept(action.id);
    else
        m_sentActions.insert({number, action.id});
}

void HistoryKeeper::noteKept(quint64 number)
{
    while (!m_sentActions.empty() && m_sentActions.begin()->first <= number) {
        const QString id = m_sentActions.begin()->second;
        m_sentActions.erase(m_sentActions.begin());
        Q_EMIT sentActionKept(id);
    }
}

/// The file is the account's.
void HistoryKeeper::restoreSentActions(const std::vector<SentAction> &actions)
{
    std::vector<SentAction> restored = actions;
    for (SentAction &action : restored)
        action.instance.account = m_account;
    Q_EMIT sentActionsRestored(restored);
}

QDateTime HistoryKeeper::asOf() const
{
    QDateTime oldest;
    for (auto known = m_directory.asOf.cbegin(); known != m_directory.asOf.cend(); ++known) {
        const bool isOlder = !oldest.isValid() || known.value() < oldest;
        if (isOlder && !m_leftOut.contains(known.key()))
            oldest = known.value();
    }
    return oldest;
}
