#include "regularfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

class TestRegularFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFileIsRead();
    void aFileThatIsTooLargeIsNot();
    void whatIsNoRegularFileIsNotOpened_data();
    void whatIsNoRegularFileIsNotOpened();
    void aMissingFileIsSaid();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestRegularFile::aFileIsRead()
{
    QFile file(path(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(1'024, 'x'));
    file.close();
    QCOMPARE(readRegularFile(file.fileName(), 1'024), QByteArray(1'024, 'x'));
    QVERIFY(QFile::link(file.fileName(), path(u"link"_s)));
    QCOMPARE(readRegularFile(path(u"link"_s), 1'024), QByteArray(1'024, 'x'));
    QFile empty(path(u"empty"_s));
    QVERIFY(empty.open(QIODevice::WriteOnly));
    QCOMPARE(readRegularFile(empty.fileName(), 0), QByteArray());
}

void TestRegularFile::aFileThatIsTooLargeIsNot()
{
    QFile file(path(u"large"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(1'000'000'000'000)); // a hole: it takes no room
    QVERIFY(readRegularFile(file.fileName(), 2'048).error().text.contains(u"2 KiB"));
    // Files of the kernel say that they are empty.
    QVERIFY(readRegularFile(u"/proc/self/status"_s, 10).error().text.contains(u"larger"));
}

void TestRegularFile::whatIsNoRegularFileIsNotOpened_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("folder") << m_folder.path();
    QTest::newRow("endless device") << u"/dev/zero"_s;
    QTest::newRow("pipe") << path(u"pipe"_s);
    QTest::newRow("link to a pipe") << path(u"pipelink"_s);
    QTest::newRow("socket") << path(u"socket"_s);
    QCOMPARE(mkfifo(QFile::encodeName(path(u"pipe"_s)).constData(), 0600), 0);
    QVERIFY(QFile::link(path(u"pipe"_s), path(u"pipelink"_s)));
    QCOMPARE(mknod(QFile::encodeName(path(u"socket"_s)).constData(), S_IFSOCK | 0600, 0), 0);
}

void TestRegularFile::whatIsNoRegularFileIsNotOpened()
{
    QFETCH(QString, path);
    const auto content = readRegularFile(path, 1'024);
    QVERIFY(!content);
    QCOMPARE(content.error().kind, FileFault::Kind::NotRegular);
    QVERIFY2(content.error().text.contains(u"regular"), qPrintable(content.error().text));
}

void TestRegularFile::aMissingFileIsSaid()
{
    QVERIFY(!readRegularFile(path(u"none"_s), 1'024).error().text.isEmpty());
}

QTEST_GUILESS_MAIN(TestRegularFile)
#include "tst_regularfile.moc"
