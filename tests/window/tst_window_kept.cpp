#include "allowing.h"
#include "hastenedclock.h"
#include "mainwindow.h"
#include "messagebar.h"
#include "profiledprogram.h"
#include "settingsdialog.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QSpinBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString settingsFile()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope,
                     QCoreApplication::organizationName(), u"sync-dashboard"_s)
        .fileName();
}

QVariant stored(const QString &key)
{
    // Read anew: QSettings remembers a file that it knows.
    QSettings settings(settingsFile(), QSettings::IniFormat);
    settings.sync();
    return settings.value(key);
}

/// The settings are this file's.
void useSettings(const QString &fixture)
{
    QFile::remove(settingsFile());
    QDir().mkpath(QFileInfo(settingsFile()).path());
    if (!QFile::copy(QStringLiteral(FIXTURES_DIR) + u"/cases/"_s + fixture, settingsFile()))
        qFatal("cannot copy %s", qPrintable(fixture));
    QFile::setPermissions(settingsFile(), QFile::ReadOwner | QFile::WriteOwner);
}

void chooseDays(MainWindow &window, int days)
{
    window.findChild<QAction *>(u"actionSettings"_s)->trigger();
    window.findChild<QSpinBox *>(u"historyDays"_s)->setValue(days);
    QTest::mouseClick(window.findChild<QPushButton *>(u"settingsOk"_s), Qt::LeftButton);
}

} // namespace

/// What the program remembers, from one start to the next.
class TestWindowKept final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsChosenIsOnTheDiskAtOnce();
    void twoWindowsDoNotUndoEachOther();
    void sizesAreSavedSoonAfterTheyChange();
    void theEndOfTheSessionSaves();
    void aFolderThatCannotBeWrittenIsToldOnce();
    void settingsThatCannotBeReadAreToldAtTheStart();
    void profilesThatDoNotExistAreForgottenAndTold();
    void aLargerScreensWindowFits_data();
    void aLargerScreensWindowFits();
};

void TestWindowKept::whatIsChosenIsOnTheDiskAtOnce()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"prod"_s}));
    chooseDays(program.window(), 41);
    QCOMPARE(stored(u"history/days"_s).toInt(), 41);
    program.window().findChild<QAction *>(u"actionTheme2"_s)->trigger();
    QCOMPARE(stored(u"look/theme"_s).toString(), u"dark"_s);
    auto *allow = program.window().findChild<QAction *>(u"actionAllowChanges"_s);
    QVERIFY(allow != nullptr && allow->isEnabled());
    toggleAllowed(*allow);
    QCOMPARE(stored(u"connection/writable"_s).toStringList(), QStringList{u"prod"_s});
    toggleAllowed(*allow);
    QCOMPARE(stored(u"connection/writable"_s).toStringList(), QStringList());
}

void TestWindowKept::twoWindowsDoNotUndoEachOther()
{
    ProfiledProgram program;
    QVERIFY(program.start());
    HastenedClock clock;
    auto other = std::make_unique<Program>(*qobject_cast<QApplication *>(qApp), clock);
    other->open({});
    chooseDays(program.window(), 55);
    program.end();
    other.reset();
    QCOMPARE(stored(u"history/days"_s).toInt(), 55);
}

void TestWindowKept::sizesAreSavedSoonAfterTheyChange()
{
    ProfiledProgram program;
    QVERIFY(program.start());
    program.window().resize(1111, 777);
    QTRY_COMPARE(stored(u"window/geometry"_s).toByteArray(), program.window().saveGeometry());
    program.window().findChild<QAction *>(u"actionChart"_s)->trigger();
    QTRY_COMPARE(stored(u"window/layout"_s).toByteArray(), program.window().layoutState());
}

void TestWindowKept::theEndOfTheSessionSaves()
{
    ProfiledProgram program;
    QVERIFY(program.start());
    program.window().resize(1200, 700);
    QObject unused;
    // Only the desktop can make one, and nobody here looks at it.
    Q_EMIT qApp->commitDataRequest(*reinterpret_cast<QSessionManager *>(&unused));
    QCOMPARE(stored(u"window/geometry"_s).toByteArray(), program.window().saveGeometry());
}

void TestWindowKept::aFolderThatCannotBeWrittenIsToldOnce()
{
    ProfiledProgram program;
    QVERIFY(program.start());
    const QString folder = QFileInfo(settingsFile()).path();
    QVERIFY(QDir(folder).removeRecursively());
    QFile inItsPlace(folder);
    QVERIFY(inItsPlace.open(QIODevice::WriteOnly));
    chooseDays(program.window(), 41);
    auto *happened = program.window().findChild<QWidget *>(u"errorHappened"_s);
    QTRY_VERIFY(happened->isVisible());
    QVERIFY2(program.text(u"errorHappened"_s).contains(u"settings"_s),
             qPrintable(program.text(u"errorHappened"_s)));
    QTest::mouseClick(program.window().findChild<QWidget *>(u"closeError"_s), Qt::LeftButton);
    chooseDays(program.window(), 42);
    QVERIFY(!happened->isVisible());
    inItsPlace.remove();
    chooseDays(program.window(), 43);
    QCOMPARE(stored(u"history/days"_s).toInt(), 43);
}

void TestWindowKept::settingsThatCannotBeReadAreToldAtTheStart()
{
    ProfiledProgram program;
    QFile::remove(settingsFile());
    QVERIFY(QDir().mkpath(settingsFile()));
    QVERIFY(program.start());
    auto *happened = program.window().findChild<QWidget *>(u"errorHappened"_s);
    QTRY_VERIFY(happened->isVisible());
    QCOMPARE(program.text(u"errorHappened"_s), u"The settings cannot be read."_s);
    program.end();
    QVERIFY(QDir().rmdir(settingsFile())); // and nothing was put into its place
}

void TestWindowKept::profilesThatDoNotExistAreForgottenAndTold()
{
    ProfiledProgram program;
    useSettings(u"damaged-settings/many-profiles.ini"_s);
    QVERIFY(program.start());
    QCOMPARE(program.rows(), ProfiledProgram::prodTasks); // the default profile's
    QTRY_VERIFY(program.window().findChild<QWidget *>(u"errorHappened"_s)->isVisible());
    const QString happened = program.text(u"errorHappened"_s).remove(u',');
    QVERIFY2(happened.startsWith(u"3000 remembered profile"_s), qPrintable(happened));
    const qsizetype threads = QDir(u"/proc/self/task"_s).entryList(QDir::Dirs).size();
    QCOMPARE_LT(threads, 40);
    QTRY_VERIFY(
        !QSettings(settingsFile(), QSettings::IniFormat).contains("connection/profiles"_L1));
    QVERIFY(program.start());
    QVERIFY(!program.window().findChild<QWidget *>(u"errorHappened"_s)->isVisible());
}

void TestWindowKept::aLargerScreensWindowFits_data()
{
    QTest::addColumn<QString>("fixture");
    QTest::newRow("saved at 2560x1440") << u"geometry-smaller-screen/sync-dashboard.ini"_s;
    QTest::newRow("three bytes are wrong") << u"damaged-settings/geometry.ini"_s;
}

void TestWindowKept::aLargerScreensWindowFits()
{
    QFETCH(QString, fixture);
    ProfiledProgram program;
    useSettings(fixture);
    QVERIFY(program.start());
    const QSize room = program.window().screen()->availableSize();
    const QSize least = program.window().minimumSize();
    QCOMPARE_LE(program.window().width(), std::max(room.width(), least.width()));
    QCOMPARE_LE(program.window().height(), room.height());
}

int main(int argc, char **argv)
{
    return runAtHome<TestWindowKept>(argc, argv);
}

#include "tst_window_kept.moc"
