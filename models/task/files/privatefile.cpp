#include "privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr mode_t folderMode = 0700;
constexpr mode_t privateMode = 0600;
constexpr mode_t othersMode = 077;
constexpr mode_t sharedMode = S_ISVTX;

tl::unexpected<QString> systemError()
{
    return tl::unexpected(qt_error_string(errno));
}

tl::expected<void, QString> makeMissingFolders(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return {};
    const QString above = QFileInfo(folder).path();
    if (above != folder) {
        if (tl::expected<void, QString> made = makeMissingFolders(above); !made)
            return made;
    }
    // Another window may have made it meanwhile.
    const bool isMade = ::mkdir(QFile::encodeName(folder).constData(), folderMode) == 0 ||
                        (errno == EEXIST && QFileInfo(folder).isDir());
    if (!isMade)
        return systemError();
    return {};
}

/// Writes all of it, down to the disk.
tl::expected<void, QString> writeAll(int handle, const QByteArray &content)
{
    QFile file;
    if (!file.open(handle, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return tl::unexpected(file.errorString());
    if (file.write(content) != content.size())
        return tl::unexpected(file.errorString());
    if (::fsync(handle) != 0)
        return systemError();
    return {};
}

} // namespace

tl::expected<void, QString> makePrivateFolder(const QString &folder)
{
    const QString path = QDir::cleanPath(folder);
    if (tl::expected<void, QString> made = makeMissingFolders(path); !made)
        return made;
    narrowPermissions(path);
    return {};
}

tl::expected<void, QString> replacePrivateFile(const QString &path, const QByteArray &content)
{
    if (isSymbolicLink(path))
        return tl::unexpected(symbolicLinkText());
    QByteArray name = QFile::encodeName(path + u".XXXXXX"_s);
    const int handle = ::mkostemp(name.data(), O_CLOEXEC); // of mode 0600, whatever the umask
    if (handle < 0)
        return systemError();
    tl::expected<void, QString> written = writeAll(handle, content);
    if (::close(handle) != 0 && written)
        written = systemError();
    // The name itself is replaced, also where a link has been put there meanwhile.
    if (written && std::rename(name.constData(), QFile::encodeName(path).constData()) != 0)
        written = systemError();
    if (!written)
        ::unlink(name.constData());
    return written;
}

void preparePrivateFile(const QString &path)
{
    const int handle = ::open(QFile::encodeName(path).constData(),
                              O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, privateMode);
    if (handle >= 0)
        ::close(handle);
    else if (errno == EEXIST)
        narrowPermissions(path);
}

void narrowPermissions(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status = {};
    // Not fstat() of a file that is opened: to close it would end this process's locks on it.
    if (::lstat(name.constData(), &status) != 0 || status.st_uid != ::geteuid())
        return;
    const bool isShared = S_ISDIR(status.st_mode) && (status.st_mode & sharedMode) != 0;
    const bool isOurs = S_ISREG(status.st_mode) || (S_ISDIR(status.st_mode) && !isShared);
    if (isOurs && (status.st_mode & othersMode) != 0)
        (void)::chmod(name.constData(), status.st_mode & ~othersMode & 07777);
}

bool isSymbolicLink(const QString &path)
{
    struct stat status = {};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 && S_ISLNK(status.st_mode);
}

QString symbolicLinkText()
{
    return u"it is a symbolic link, through which nothing is written: put the file itself in its "
           "place"_s;
}
