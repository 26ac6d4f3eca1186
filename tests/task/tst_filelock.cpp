#include "filelock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

using Outcome = FileLock::Outcome;

class TestFileLock final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneHolderAtATime();
    void aFileThatWasLeftBehindLocksNothing_data();
    void aFileThatWasLeftBehindLocksNothing();
    void theLockOfAKilledProcessEndsWithIt();
    void theHolderIsNamed();
    void whatIsNoFileIsAFailure();
    void aPipeInItsPlaceDoesNotBlock();
    void noFileIsLeft();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"x.lock"_s); }

    QTemporaryDir m_folder;
};

void TestFileLock::oneHolderAtATime()
{
    FileLock first(path());
    FileLock second(path());
    QCOMPARE(first.tryLock(), Outcome::Locked);
    QCOMPARE(first.tryLock(), Outcome::Locked);
    QCOMPARE(second.tryLock(), Outcome::HeldByAnother);
    first.unlock();
    QCOMPARE(second.tryLock(), Outcome::Locked);
    QCOMPARE(first.tryLock(), Outcome::HeldByAnother);
}

void TestFileLock::aFileThatWasLeftBehindLocksNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("garbage") << QByteArray("\0\xff garbage \n\n\n", 14);
    QTest::newRow("another machine's") << QByteArray("12\nsync-dashboard\nanother-machine\n");
    QTest::newRow("a living process's") << QByteArray::number(::getppid()) + "\nsync-dashboard\n" +
                                               QSysInfo::machineHostName().toUtf8() + "\n";
    QTest::newRow("large") << QByteArray(100'000, '1');
}

void TestFileLock::aFileThatWasLeftBehindLocksNothing()
{
    QFETCH(QByteArray, content);
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    file.close();
    FileLock lock(path());
    QCOMPARE(lock.tryLock(), Outcome::Locked);
}

void TestFileLock::theLockOfAKilledProcessEndsWithIt()
{
    int ready[2] = {-1, -1};
    QCOMPARE(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        FileLock lock(path());
        const char byte = lock.tryLock() == Outcome::Locked ? 1 : 0;
        [[maybe_unused]] const ssize_t written = ::write(ready[1], &byte, 1);
        for (;;)
            ::pause();
    }
    char isLocked = 0;
    QCOMPARE(::read(ready[0], &isLocked, 1), ssize_t{1});
    QCOMPARE(isLocked, char{1});
    FileLock lock(path());
    QCOMPARE(lock.tryLock(), Outcome::HeldByAnother);
    QCOMPARE(::kill(child, SIGKILL), 0);
    QCOMPARE(::waitpid(child, nullptr, 0), child);
    QVERIFY(QFile::exists(path()));
    QCOMPARE(lock.tryLock(), Outcome::Locked);
    ::close(ready[0]);
    ::close(ready[1]);
}

void TestFileLock::theHolderIsNamed()
{
    FileLock first(path());
    QCOMPARE(first.tryLock(), Outcome::Locked);
    const FileLock second(path());
    QVERIFY2(second.holder().contains(QString::number(::getpid())), qPrintable(second.holder()));
}

void TestFileLock::whatIsNoFileIsAFailure()
{
    QVERIFY(QDir().mkpath(path()));
    FileLock folder(path());
    QCOMPARE(folder.tryLock(), Outcome::Failed);
    QVERIFY(!folder.error().isEmpty());
    QVERIFY(QDir().rmdir(path()));
    FileLock nowhere(m_folder.filePath(u"none/x.lock"_s));
    QCOMPARE(nowhere.tryLock(), Outcome::Failed);
    QVERIFY(!nowhere.error().isEmpty());
}

void TestFileLock::aPipeInItsPlaceDoesNotBlock()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
    {
        FileLock lock(path());
        QCOMPARE(lock.tryLock(), Outcome::Locked);
        const FileLock other(path());
        QCOMPARE(other.holder(), QString());
    }
    QVERIFY(QFile::remove(path())); // it is not ours
}

void TestFileLock::noFileIsLeft()
{
    {
        FileLock lock(path());
        QCOMPARE(lock.tryLock(), Outcome::Locked);
    }
    QVERIFY(!QFile::exists(path()));
}

QTEST_GUILESS_MAIN(TestFileLock)
#include "tst_filelock.moc"
