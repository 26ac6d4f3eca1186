#include "wholefile.h"

#include "usersumask.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace {

class WholeFileText final {
    Q_DECLARE_TR_FUNCTIONS(WholeFileText)
};

bool clearNonBlocking(int handle)
{
    const int flags = ::fcntl(handle, F_GETFL);
    return flags >= 0 && ::fcntl(handle, F_SETFL, flags & ~O_NONBLOCK) == 0;
}

/// What is no regular file, for writing. To open a pipe waits for a reader, who may never come.
QString openSpecial(QFile &file, const QString &path)
{
    const int handle =
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (handle < 0 && errno == ENXIO)
        return WholeFileText::tr("Nothing reads from this pipe or device");
    if (handle < 0)
        return QString::fromStdString(std::generic_category().message(errno));
    struct stat status = {};
    const bool isStream =
        ::fstat(handle, &status) == 0 && (S_ISCHR(status.st_mode) || S_ISFIFO(status.st_mode));
    if (isStream && clearNonBlocking(handle) &&
        file.open(handle, QIODevice::WriteOnly, QFileDevice::AutoCloseHandle))
        return {};
    ::close(handle);
    return WholeFileText::tr("This is neither a file, a character device nor a pipe");
}

} // namespace

WholeFile::WholeFile(QString path) : m_path(std::move(path)) {}

WholeFile::~WholeFile() = default;

QString WholeFile::open()
{
    const UsersUmask umask; // it is the user's file
    const QFileInfo info(m_path);
    // QSaveFile would put a file in the place of /dev/stdout.
    if (info.exists() && !info.isFile() && !info.isDir()) {
        auto file = std::make_unique<QFile>(m_path);
        QString error = openSpecial(*file, m_path);
        m_file = std::move(file);
        return error;
    }
    m_file = std::make_unique<QSaveFile>(m_path);
    errno = 0;
    return m_file->open(QIODevice::WriteOnly) ? QString() : fault();
}

QString WholeFile::write(const QByteArray &bytes)
{
    errno = 0;
    return m_file->write(bytes) == bytes.size() ? QString() : fault();
}

QString WholeFile::commit()
{
    errno = 0;
    auto *file = qobject_cast<QSaveFile *>(m_file.get());
    const bool isWritten = m_file->flush() && (!file || file->commit());
    const QString error = isWritten ? QString() : fault();
    m_file.reset();
    return error;
}

/// Of a write that was cut short Qt does not say why.
QString WholeFile::fault() const
{
    const bool isKnown = m_file->error() != QFileDevice::NoError || errno == 0;
    return isKnown ? m_file->errorString()
                   : QString::fromStdString(std::generic_category().message(errno));
}

QString writeWholeFile(const QString &path, const QByteArray &bytes)
{
    WholeFile file(path);
    QString error = file.open();
    if (error.isEmpty())
        error = file.write(bytes);
    return error.isEmpty() ? file.commit() : error;
}
