#include "manualclock.h"
#include "queryhistory.h"
#include "settingskeeper.h"
#include "viewsfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

Settings withDays(int days)
{
    return {.preferences = {.historyDays = days}};
}

/// What a window remembers in files of its own. Each holds one number, again and again, so that
/// half of one would be seen.
class NumberedFiles final {
public:
    explicit NumberedFiles(const QString &folder) : m_folder(folder) {}

    [[nodiscard]] bool write(int number) const
    {
        const QByteArray text = QByteArray::number(number).rightJustified(8, '0');
        SettingsFile settings(settingsPath());
        settings.load(now);
        Settings numbered;
        numbered.geometry = text.repeated(copies);
        return settings.save(numbered) && ViewsFile(viewsPath()).change([&](SavedViews &views) {
            views.clear();
            for (std::size_t i = 0; i < copies; ++i) // each name once
                views.push_back({.name = QString::fromLatin1(text) + u' ' + QString::number(i)});
        }) && QueryHistory(queriesPath()).add(QString::fromLatin1(text)).isEmpty();
    }
    /// The number in each of the files; -1 where it is not whole.
    [[nodiscard]] std::vector<int> read() const
    {
        const QByteArray geometry = SettingsFile(settingsPath()).load(now).geometry;
        const QByteArray settingsText = geometry.first(std::min<qsizetype>(geometry.size(), 8));
        const auto views = ViewsFile(viewsPath()).load();
        const bool areViewsWhole = views && views->size() == copies &&
                                   views->front().name.first(8) == views->back().name.first(8);
        const QStringList queries = QueryHistory(queriesPath()).queries();
        const bool areQueriesWhole = !queries.isEmpty() && queries.last().size() == 8;
        return {geometry == settingsText.repeated(copies) ? settingsText.toInt() : -1,
                areViewsWhole ? views->front().name.first(8).toInt() : -1,
                areQueriesWhole ? queries.first().toInt() : -1};
    }
    /// Of all that lies in the folder, what others than its owner may do.
    [[nodiscard]] QStringList readableByOthers() const
    {
        QStringList names;
        for (const QFileInfo &file : QDir(m_folder).entryInfoList(QDir::Files | QDir::Hidden)) {
            struct stat found {};
            const bool isThere =
                ::stat(QFile::encodeName(file.filePath()).constData(), &found) == 0;
            const bool isLock = file.suffix() == "lock"_L1; // it holds a name and a number
            if (isThere && !isLock && (found.st_mode & 0777) != 0600)
                names << file.fileName();
        }
        return names;
    }

private:
    static constexpr std::size_t copies = 200;

    [[nodiscard]] QString settingsPath() const { return m_folder + u"/settings.ini"_s; }
    [[nodiscard]] QString viewsPath() const { return m_folder + u"/views.json"_s; }
    [[nodiscard]] QString queriesPath() const { return m_folder + u"/queries.txt"_s; }

    QString m_folder;
};

/// A process that writes \p files from \p first on, and says each number that is in all of them to
/// \p told. It never ends.
pid_t startWriter(const NumberedFiles &files, int first, int told)
{
    const pid_t writer = ::fork();
    if (writer != 0)
        return writer;
    ::umask(0);
    for (int number = first; files.write(number); ++number) {
        if (::write(told, &number, sizeof number) != sizeof number)
            break;
    }
    ::_exit(1);
}

int daysIn(const QString &path)
{
    return QSettings(path, QSettings::IniFormat).value("history/days"_L1).toInt();
}

} // namespace

class TestSettingsFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void cleanup() { m_folder.reset(); }

    void whatIsSavedIsThere();
    void twoWindowsKeepEachOthersChanges();
    void aLockThatWasLeftBehindStopsNothing_data();
    void aLockThatWasLeftBehindStopsNothing();
    void whatIsNoSettingsFileIsLeftAlone();
    void aDamagedFileGivesTheDefaults();
    void aFolderThatCannotBeWrittenIsAnError();
    void aLinkIsReadButNotWrittenThrough();
    void itIsForItsOwnerOnly();
    void aWriterThatIsKilledLeavesEachFileWhole();
    void aChangeIsSavedWhenItHasSettled();
    void aFailureIsToldOnceUntilItIsOver();
    void whatCouldNotBeSavedIsTriedAgain_data();
    void whatCouldNotBeSavedIsTriedAgain();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"a/settings.ini"_s); }

    std::optional<QTemporaryDir> m_folder;
};

void TestSettingsFile::whatIsSavedIsThere()
{
    SettingsFile file(path());
    QCOMPARE(file.load(now), Settings{});
    const Settings settings{.geometry = QByteArray("\0\1;,\"g", 6),
                            .profiles = {u"生产"_s, u"a, b"_s},
                            .preferences = {.historyDays = 41}};
    QVERIFY(file.save(settings));
    QCOMPARE(SettingsFile(path()).load(now), settings);
    QCOMPARE(daysIn(path()), 41); // as before, it is a file of QSettings
    QCOMPARE(QDir(m_folder->filePath(u"a"_s)).entryList(QDir::Files),
             QStringList{u"settings.ini"_s});
}

void TestSettingsFile::twoWindowsKeepEachOthersChanges()
{
    SettingsFile first(path());
    SettingsFile second(path());
    first.load(now);
    second.load(now);
    Settings changed = withDays(55);
    QVERIFY(first.save(changed));
    Settings dark;
    dark.theme = ThemeChoice::Dark;
    QVERIFY(second.save(dark));
    QCOMPARE(SettingsFile(path()).load(now).preferences.historyDays, 55);
    QCOMPARE(SettingsFile(path()).load(now).theme, ThemeChoice::Dark);
    // Each goes on with what it did itself.
    changed.preferences.historyDays = Preferences{}.historyDays;
    QVERIFY(first.save(changed));
    QCOMPARE(SettingsFile(path()).load(now), dark);
}

void TestSettingsFile::aLockThatWasLeftBehindStopsNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("another machine's") << QByteArray("12\nsync-dashboard\nanother-machine\n");
}

void TestSettingsFile::aLockThatWasLeftBehindStopsNothing()
{
    QFETCH(QByteArray, content);
    QVERIFY(QDir(m_folder->path()).mkpath(u"a"_s));
    put(path() + u".lock"_s, content);
    SettingsFile file(path(), 0ms);
    QVERIFY(file.save(withDays(41)));
    QCOMPARE(daysIn(path()), 41);
}

void TestSettingsFile::whatIsNoSettingsFileIsLeftAlone()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"a"_s));
    const QByteArray large(SettingsFile::mostBytes + 1, ';');
    put(path(), large);
    SettingsFile file(path());
    QCOMPARE(file.load(now), Settings{});
    QVERIFY(file.problem().contains(u"too large"_s));
    QVERIFY(!file.save(withDays(41)));
    QCOMPARE(QFileInfo(path()).size(), large.size());

    QVERIFY(QFile::remove(path()));
    QCOMPARE(::mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
    QCOMPARE(file.load(now), Settings{}); // and does not wait for a writer
    QVERIFY(file.problem().contains(u"not a regular file"_s));
    QVERIFY(!file.save(withDays(41)));

    QVERIFY(QFile::remove(path()));
    file.load(now);
    QCOMPARE(file.problem(), QString()); // nothing was set
}

void TestSettingsFile::aDamagedFileGivesTheDefaults()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"a"_s));
    put(path(), QByteArray("\0\xff[[[\n=\n[window\n\"\\x", 20) + QByteArray(5'000, '\xff'));
    SettingsFile file(path());
    QCOMPARE(file.load(now), Settings{});
    QVERIFY(file.save(withDays(41)));
    QCOMPARE(SettingsFile(path()).load(now).preferences.historyDays, 41);
}

void TestSettingsFile::aFolderThatCannotBeWrittenIsAnError()
{
    put(m_folder->filePath(u"a"_s), "here is no folder");
    const auto saved = SettingsFile(path()).save(withDays(41));
    QVERIFY(!saved);
    QVERIFY2(saved.error().contains(u"exists"_s) || saved.error().contains(u"directory"_s),
             qPrintable(saved.error()));

    const QString folder = m_folder->filePath(u"readonly"_s);
    QVERIFY(QDir().mkpath(folder));
    QCOMPARE(::chmod(QFile::encodeName(folder).constData(), 0555), 0);
    QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0755), 0);
    constexpr uid_t nobody = 65'534;
    if (::geteuid() == 0)
        ::setfsuid(nobody); // permissions do not bind the administrator
    for (const QString &name : {u"readonly/s.ini"_s, u"readonly/deeper/s.ini"_s}) {
        const auto refused = SettingsFile(m_folder->filePath(name)).save(withDays(41));
        QVERIFY(!refused);
        QVERIFY2(refused.error().contains(u"denied"_s), qPrintable(refused.error()));
    }
    ::setfsuid(::geteuid());
    QCOMPARE(::chmod(QFile::encodeName(folder).constData(), 0755), 0);
}

void TestSettingsFile::aLinkIsReadButNotWrittenThrough()
{
    const QString target = m_folder->filePath(u"of a dotfile manager.ini"_s);
    QVERIFY(SettingsFile(target).save(withDays(41)));
    QVERIFY(QDir(m_folder->path()).mkpath(u"a"_s));
    QVERIFY(QFile::link(target, path()));
    SettingsFile file(path());
    QCOMPARE(file.load(now).preferences.historyDays, 41);
    const auto saved = file.save(withDays(17));
    QVERIFY(!saved);
    QVERIFY2(saved.error().contains(u"symbolic link"_s), qPrintable(saved.error()));
    QCOMPARE(daysIn(target), 41);
    QVERIFY(QFileInfo(path()).isSymLink());
}

void TestSettingsFile::itIsForItsOwnerOnly()
{
    QVERIFY(SettingsFile(path()).save(withDays(41)));
    QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    QCOMPARE(SettingsFile(path()).load(now).preferences.historyDays, 41);
    QCOMPARE(QFile::permissions(path()) & (QFile::ReadOther | QFile::ReadGroup),
             QFile::Permissions());
}

/// A crash, as far as a program can play one, at any moment.
void TestSettingsFile::aWriterThatIsKilledLeavesEachFileWhole()
{
    bool isSaid = false;
    const int said = qEnvironmentVariableIntValue("FILE_KILLS", &isSaid);
    const int rounds = isSaid ? said : 40; // ./run crash: more
    const NumberedFiles files(m_folder->filePath(u"a"_s));
    QRandomGenerator random(20'261'129);
    int acknowledged = 0;
    for (int round = 0; round < rounds; ++round) {
        std::array<int, 2> pipe{};
        QCOMPARE(::pipe(pipe.data()), 0);
        const pid_t writer = startWriter(files, acknowledged + 1, pipe[1]);
        ::close(pipe[1]);
        QVERIFY(writer > 0);
        // Not before it writes; then at any moment of the next milliseconds.
        int number = 0;
        const bool hasBegun = ::read(pipe[0], &number, sizeof number) == sizeof number;
        QTest::qSleep(static_cast<int>(random.bounded(12)));
        ::kill(writer, SIGKILL);
        QCOMPARE(::waitpid(writer, nullptr, 0), writer);
        QVERIFY2(hasBegun, "the writer cannot write");
        acknowledged = number;
        while (::read(pipe[0], &number, sizeof number) == sizeof number)
            acknowledged = number;
        ::close(pipe[0]);

        for (const int found : files.read())
            QVERIFY2(found == acknowledged || found == acknowledged + 1,
                     qPrintable(u"%1 instead of %2"_s.arg(found).arg(acknowledged)));
        QCOMPARE(files.readableByOthers().join(u" "_s), QString());
    }
}

void TestSettingsFile::aChangeIsSavedWhenItHasSettled()
{
    ManualClock clock(now);
    SettingsFile file(path());
    Settings settings = file.load(now);
    const SettingsKeeper keeper(file, clock, [&settings] { return settings; });
    for (int days = 10; days < 20; ++days) { // changes all the time
        settings = withDays(days);
        clock.advance(SettingsKeeper::interval);
        QVERIFY(!QFile::exists(path()));
    }
    clock.advance(SettingsKeeper::interval);
    QCOMPARE(daysIn(path()), 19);
}

void TestSettingsFile::aFailureIsToldOnceUntilItIsOver()
{
    ManualClock clock(now);
    put(m_folder->filePath(u"a"_s), "here is no folder");
    SettingsFile file(path());
    Settings settings = file.load(now);
    SettingsKeeper keeper(file, clock, [&settings] { return settings; });
    const QSignalSpy failed(&keeper, &SettingsKeeper::failed);
    const QSignalSpy recovered(&keeper, &SettingsKeeper::recovered);
    for (int days = 10; days < 13; ++days) {
        settings = withDays(days);
        keeper.saveNow();
        clock.advance(5s);
    }
    QCOMPARE(failed.size(), 1);
    QVERIFY(QFile::remove(m_folder->filePath(u"a"_s)));
    keeper.saveNow();
    QCOMPARE(daysIn(path()), 12);
    QCOMPARE(recovered.size(), 1);
    keeper.saveNow();
    QCOMPARE(recovered.size(), 1);
    QVERIFY(QDir(m_folder->filePath(u"a"_s)).removeRecursively());
    put(m_folder->filePath(u"a"_s), "here is no folder");
    settings = withDays(30);
    keeper.saveNow();
    QCOMPARE(failed.size(), 2);
}

void TestSettingsFile::whatCouldNotBeSavedIsTriedAgain_data()
{
    QTest::addColumn<std::chrono::milliseconds>("failing");
    QTest::addColumn<std::chrono::milliseconds>("pause");
    QTest::newRow("soon over") << 1000ms << SettingsKeeper::firstRetryPause;
    QTest::newRow("lasts an hour")
        << std::chrono::milliseconds(1h) << SettingsKeeper::longestRetryPause;
}

void TestSettingsFile::whatCouldNotBeSavedIsTriedAgain()
{
    QFETCH(const std::chrono::milliseconds, failing);
    QFETCH(const std::chrono::milliseconds, pause);
    ManualClock clock(now);
    const QString inItsPlace = m_folder->filePath(u"a"_s);
    put(inItsPlace, "here is no folder");
    SettingsFile file(path());
    const Settings settings = withDays(12);
    file.load(now);
    SettingsKeeper keeper(file, clock, [&settings] { return settings; });
    const QSignalSpy failed(&keeper, &SettingsKeeper::failed);
    clock.advance(failing);
    QVERIFY(QFile::remove(inItsPlace));
    clock.advance(SettingsKeeper::interval);
    QVERIFY(!QFile::exists(path())); // not at each look
    clock.advance(pause + SettingsKeeper::interval);
    QCOMPARE(daysIn(path()), 12);
    QCOMPARE(failed.size(), 1);
}

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settingsfile.moc"
