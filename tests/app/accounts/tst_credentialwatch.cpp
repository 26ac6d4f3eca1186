#include "credentialwatch.h"
#include "manualclock.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
}

void replace(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0 || !file.commit())
        qFatal("cannot replace");
}

} // namespace

namespace {

/// A folder with a file of keys that is watched.
struct Watched {
    Watched() { write(path, "old"); }

    QTemporaryDir folder{};
    QString path = folder.filePath(u"config.json"_s);
    SystemClock clock{};
};

} // namespace

class TestCredentialWatch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChangeIsSaidOnce_data();
    void aChangeIsSaidOnce();
    void theSameContentIsNoChange();
    void changesAreFoundWithoutBeingTold();
};

void TestCredentialWatch::aChangeIsSaidOnce_data()
{
    using Change = std::function<void(const QString &)>;
    QTest::addColumn<Change>("change");
    QTest::newRow("written in place") << Change([](const QString &path) { write(path, "new"); });
    QTest::newRow("replaced") << Change([](const QString &path) { replace(path, "new"); });
    QTest::newRow("in pieces") << Change([](const QString &path) {
        write(path, "n");
        write(path, "new");
    });
    QTest::newRow("made anew") << Change([](const QString &path) {
        QFile::remove(path);
        write(path, "new");
    });
}

void TestCredentialWatch::aChangeIsSaidOnce()
{
    using Change = std::function<void(const QString &)>;
    QFETCH(Change, change);
    Watched w;
    CredentialWatch watch(w.path, w.clock);
    QSignalSpy changed(&watch, &CredentialWatch::changed);
    change(w.path);
    QVERIFY(changed.wait(5'000));
    replace(w.path, "newer"); // the file that was watched first is gone
    QVERIFY(changed.wait(5'000));
    QCOMPARE(changed.size(), 2);
}

void TestCredentialWatch::theSameContentIsNoChange()
{
    Watched w;
    CredentialWatch watch(w.path, w.clock);
    QSignalSpy changed(&watch, &CredentialWatch::changed);
    replace(w.path, "old");
    write(w.folder.filePath(u"other"_s), "x");
    QTest::qWait(400);
    QCOMPARE(changed.size(), 0);
}

void TestCredentialWatch::changesAreFoundWithoutBeingTold()
{
    // Some file systems say nothing, and the folder may not be there at first.
    QTemporaryDir folder;
    ManualClock clock;
    const QString path = folder.filePath(u"later/config.json"_s);
    CredentialWatch watch(path, clock);
    QSignalSpy changed(&watch, &CredentialWatch::changed);
    QDir(folder.path()).mkdir(u"later"_s);
    write(path, "new");
    clock.advance(CredentialWatch::lookInterval);
    QCOMPARE(changed.size(), 1);
    clock.advance(CredentialWatch::lookInterval);
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestCredentialWatch)
#include "tst_credentialwatch.moc"
