#include "autostart.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestAutostart final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSwitchedOnStartsTheProgramInTheTray();
    void whatIsSwitchedOffLeavesNothing();
    void whatAnotherProgramSwitchedOffIsOff_data();
    void whatAnotherProgramSwitchedOffIsOff();
    void whatCannotBeWrittenIsTold();
    void aWordOfExecIsQuoted_data();
    void aWordOfExecIsQuoted();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"autostart/x.desktop"_s); }
    void write(const QByteArray &bytes) const;

    QTemporaryDir m_folder;
};

void TestAutostart::write(const QByteArray &bytes) const
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
}

void TestAutostart::whatIsSwitchedOnStartsTheProgramInTheTray()
{
    const Autostart autostart(path(), u"/opt/my programs/sync-dashboard"_s);
    QVERIFY(!autostart.isOn());
    QVERIFY(autostart.set(true));
    QVERIFY(autostart.isOn());
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray entry = file.readAll();
    QVERIFY(entry.startsWith("[Desktop Entry]\nType=Application\n"));
    QVERIFY(entry.contains("\nExec=\"/opt/my programs/sync-dashboard\" --hidden\n"));
}

void TestAutostart::whatIsSwitchedOffLeavesNothing()
{
    const Autostart autostart(path(), u"/usr/bin/sync-dashboard"_s);
    QVERIFY(autostart.set(true));
    QVERIFY(autostart.set(false));
    QVERIFY(!QFileInfo::exists(path()));
    QVERIFY(autostart.set(false)); // twice is no error
}

void TestAutostart::whatAnotherProgramSwitchedOffIsOff_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isOn");
    QTest::newRow("nothing") << QByteArray() << true;
    QTest::newRow("hidden") << QByteArray("Hidden=true\n") << false;
    QTest::newRow("hidden, with spaces") << QByteArray("Hidden = true\n") << false;
    QTest::newRow("not hidden") << QByteArray("Hidden=false\n") << true;
    QTest::newRow("GNOME") << QByteArray("X-GNOME-Autostart-enabled=false\n") << false;
}

void TestAutostart::whatAnotherProgramSwitchedOffIsOff()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, isOn);
    const Autostart autostart(path(), u"/usr/bin/sync-dashboard"_s);
    QVERIFY(autostart.set(true));
    write("[Desktop Entry]\nExec=sync-dashboard\n" + line);
    QCOMPARE(autostart.isOn(), isOn);
    QVERIFY(autostart.set(true)); // it is switched on again
    QVERIFY(autostart.isOn());
}

void TestAutostart::whatCannotBeWrittenIsTold()
{
    QFile file(m_folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto done =
        Autostart(m_folder.filePath(u"file/x.desktop"_s), u"/usr/bin/sync-dashboard"_s).set(true);
    QVERIFY(!done.has_value());
    QVERIFY(done.error().contains(u"x.desktop"_s));
    QVERIFY(!Autostart(path(), u"/a\nExec=b"_s).set(true).has_value());
}

void TestAutostart::aWordOfExecIsQuoted_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("path") << u"/usr/bin/a"_s << u"\"/usr/bin/a\""_s;
    QTest::newRow("space") << u"/a b"_s << u"\"/a b\""_s;
    QTest::newRow("quotation mark") << u"a\"b"_s << u"\"a\\\\\"b\""_s;
    QTest::newRow("dollar") << u"a$b"_s << u"\"a\\\\$b\""_s;
    QTest::newRow("backslash") << u"a\\b"_s << u"\"a\\\\\\\\b\""_s;
    QTest::newRow("percent sign") << u"a%b"_s << u"\"a%%b\""_s;
}

void TestAutostart::aWordOfExecIsQuoted()
{
    QFETCH(QString, word);
    QFETCH(QString, quoted);
    QCOMPARE(desktopExecWord(word), quoted);
}

QTEST_GUILESS_MAIN(TestAutostart)
#include "tst_autostart.moc"
