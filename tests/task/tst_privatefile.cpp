#include "filelock.h"
#include "privatefile.h"
#include "usersumask.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

unsigned modeOf(const QString &path)
{
    struct stat status = {};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777U : 0;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content, mode_t mode)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
    file.close();
    ::chmod(QFile::encodeName(path).constData(), mode);
}

/// The process's umask, as long as this lives.
class ChangedUmask final {
public:
    explicit ChangedUmask(mode_t mask) : m_before(::umask(mask)) {}
    ~ChangedUmask() { ::umask(m_before); }
    Q_DISABLE_COPY_MOVE(ChangedUmask)

private:
    mode_t m_before;
};

} // namespace

class TestPrivateFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void onlyTheOwnerMayUseThem_data();
    void onlyTheOwnerMayUseThem();
    void whatWasWiderIsNarrowed();
    void aLinkIsNotWrittenThrough();
    void foldersMayBeLinks();
    void whatALinkPointsAtKeepsItsPermissions();
    void aSharedFolderStaysShared();
    void aFolderOfAGroupIsNarrowedAndKeepsItsMark_data();
    void aFolderOfAGroupIsNarrowedAndKeepsItsMark();
    void aReplacementThatFailsLeavesNothing();
    void aLockIsNoLink();
    void theUsersFilesHaveTheUsersUmask();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestPrivateFile::onlyTheOwnerMayUseThem_data()
{
    QTest::addColumn<unsigned>("mask");
    for (const unsigned mask : {0U, 022U, 077U, 0277U})
        QTest::addRow("umask %03o", mask) << mask;
}

void TestPrivateFile::onlyTheOwnerMayUseThem()
{
    QFETCH(unsigned, mask);
    const ChangedUmask umask(mask & 077U);
    QVERIFY(makePrivateFolder(path(u"a/b"_s)));
    QVERIFY(replacePrivateFile(path(u"a/b/file"_s), "content"));
    preparePrivateFile(path(u"a/b/empty"_s));
    FileLock lock(path(u"a/b/lock"_s));
    QCOMPARE(lock.tryLock(), FileLock::Outcome::Locked);
    for (const QString &folder : {u"a"_s, u"a/b"_s})
        QCOMPARE(modeOf(path(folder)), 0700U);
    for (const QString &file : {u"a/b/file"_s, u"a/b/empty"_s})
        QCOMPARE(modeOf(path(file)), 0600U);
    QCOMPARE(modeOf(path(u"a/b/lock"_s)), 0644U); // another user may find it left behind
    QCOMPARE(contentOf(path(u"a/b/file"_s)), "content");
}

void TestPrivateFile::whatWasWiderIsNarrowed()
{
    write(path(u"old"_s), "content", 0666);
    write(path(u"read only"_s), {}, 0444);
    ::chmod(QFile::encodeName(m_folder->path()).constData(), 0777);
    preparePrivateFile(path(u"old"_s));
    narrowPermissions(path(u"read only"_s));
    QVERIFY(makePrivateFolder(m_folder->path()));
    QCOMPARE(modeOf(path(u"old"_s)), 0600U);
    QCOMPARE(contentOf(path(u"old"_s)), "content");
    QCOMPARE(modeOf(path(u"read only"_s)), 0400U);
    QCOMPARE(modeOf(m_folder->path()), 0700U);
}

void TestPrivateFile::aLinkIsNotWrittenThrough()
{
    write(path(u"other"_s), "other", 0644);
    QVERIFY(QFile::link(path(u"other"_s), path(u"link"_s)));
    QVERIFY(QFile::link(path(u"nowhere"_s), path(u"dangling"_s)));
    for (const QString &link : {u"link"_s, u"dangling"_s}) {
        const auto replaced = replacePrivateFile(path(link), "mine");
        QVERIFY(!replaced);
        QCOMPARE(replaced.error(), symbolicLinkText());
        preparePrivateFile(path(link));
        QVERIFY(isSymbolicLink(path(link)));
    }
    QCOMPARE(contentOf(path(u"other"_s)), "other");
    QVERIFY(!QFile::exists(path(u"nowhere"_s)));
}

void TestPrivateFile::foldersMayBeLinks()
{
    QVERIFY(makePrivateFolder(path(u"elsewhere"_s)));
    QVERIFY(QFile::link(path(u"elsewhere"_s), path(u"config"_s)));
    QVERIFY(makePrivateFolder(path(u"config/program"_s)));
    QVERIFY(replacePrivateFile(path(u"config/program/file"_s), "content"));
    QCOMPARE(contentOf(path(u"elsewhere/program/file"_s)), "content");
}

void TestPrivateFile::whatALinkPointsAtKeepsItsPermissions()
{
    write(path(u"shared"_s), {}, 0644);
    QVERIFY(QFile::link(path(u"shared"_s), path(u"link"_s)));
    narrowPermissions(path(u"link"_s));
    QCOMPARE(modeOf(path(u"shared"_s)), 0644U);
}

void TestPrivateFile::aSharedFolderStaysShared()
{
    const QString folder = path(u"shared"_s);
    QVERIFY(QDir().mkpath(folder));
    QCOMPARE(::chmod(QFile::encodeName(folder).constData(), 01777), 0); // as /tmp
    QVERIFY(makePrivateFolder(folder));
    QVERIFY(replacePrivateFile(folder + u"/file"_s, "mine"));
    QCOMPARE(modeOf(folder), 01777U);
    QCOMPARE(modeOf(folder + u"/file"_s), 0600U);
}

void TestPrivateFile::aFolderOfAGroupIsNarrowedAndKeepsItsMark_data()
{
    QTest::addColumn<unsigned>("mode");
    for (const unsigned mode : {02770U, 02755U, 02700U})
        QTest::addRow("%04o", mode) << mode;
}

void TestPrivateFile::aFolderOfAGroupIsNarrowedAndKeepsItsMark()
{
    QFETCH(unsigned, mode);
    const QString folder = path(u"group"_s);
    QVERIFY(QDir().mkpath(folder));
    QCOMPARE(::chmod(QFile::encodeName(folder).constData(), mode), 0);
    QVERIFY(makePrivateFolder(folder));
    QCOMPARE(modeOf(folder), 02700U);
}

void TestPrivateFile::aReplacementThatFailsLeavesNothing()
{
    QVERIFY(makePrivateFolder(path(u"folder"_s)));
    QVERIFY(!replacePrivateFile(path(u"folder"_s), "x")); // it is a folder
    QVERIFY(!replacePrivateFile(path(u"none/file"_s), "x"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList{u"folder"_s});
}

void TestPrivateFile::aLockIsNoLink()
{
    write(path(u"other"_s), "other", 0644);
    QVERIFY(QFile::link(path(u"other"_s), path(u"lock"_s)));
    FileLock lock(path(u"lock"_s));
    QCOMPARE(lock.tryLock(), FileLock::Outcome::Failed);
    QCOMPARE(lock.error(), symbolicLinkText());
    QCOMPARE(contentOf(path(u"other"_s)), "other");
}

void TestPrivateFile::theUsersFilesHaveTheUsersUmask()
{
    const ChangedUmask users(027);
    keepFilesPrivate();
    QFile(path(u"ours"_s)).open(QIODevice::WriteOnly);
    {
        const UsersUmask umask;
        QFile(path(u"export"_s)).open(QIODevice::WriteOnly);
    }
    QFile(path(u"ours again"_s)).open(QIODevice::WriteOnly);
    QCOMPARE(modeOf(path(u"ours"_s)), 0600U);
    QCOMPARE(modeOf(path(u"export"_s)), 0640U);
    QCOMPARE(modeOf(path(u"ours again"_s)), 0600U);
}

QTEST_GUILESS_MAIN(TestPrivateFile)
#include "tst_privatefile.moc"
