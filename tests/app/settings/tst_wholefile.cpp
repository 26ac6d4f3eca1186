#include "wholefile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// A pipe of this path.
QString madePipe(const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"pipe"_s);
    return ::mkfifo(QFile::encodeName(path).constData(), 0600) == 0 ? path : QString();
}

} // namespace

class TestWholeFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFileIsThereWithItsCommit();
    void aPipeThatNobodyReadsIsRefusedAtOnce();
    void aPipeThatSomebodyReadsIsWrittenTo();
    void aCharacterDeviceIsWrittenTo();
    void aSocketIsRefused();
};

void TestWholeFile::aFileIsThereWithItsCommit()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"file"_s);
    WholeFile file(path);
    QCOMPARE(file.open(), QString());
    QCOMPARE(file.write("text"_ba), QString());
    QVERIFY(!QFile::exists(path));
    QCOMPARE(file.commit(), QString());
    QFile written(path);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), "text"_ba);
}

/// It would wait for ever.
void TestWholeFile::aPipeThatNobodyReadsIsRefusedAtOnce()
{
    const QTemporaryDir folder;
    const QString path = madePipe(folder);
    QVERIFY(!path.isEmpty());
    QCOMPARE(writeWholeFile(path, "text"_ba), u"Nothing reads from this pipe or device"_s);
}

void TestWholeFile::aPipeThatSomebodyReadsIsWrittenTo()
{
    const QTemporaryDir folder;
    const QString path = madePipe(folder);
    const int reader =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    QCOMPARE(writeWholeFile(path, "text"_ba), QString());
    QByteArray read(16, '\0');
    read.resize(::read(reader, read.data(), 16));
    QCOMPARE(read, "text"_ba);
    ::close(reader);
}

void TestWholeFile::aCharacterDeviceIsWrittenTo()
{
    QCOMPARE(writeWholeFile(u"/dev/null"_s, "text"_ba), QString());
}

void TestWholeFile::aSocketIsRefused()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"socket"_s);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QCOMPARE(::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    QVERIFY(!writeWholeFile(path, "text"_ba).isEmpty());
    ::close(socket);
}

QTEST_GUILESS_MAIN(TestWholeFile)
#include "tst_wholefile.moc"
