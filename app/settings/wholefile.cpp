#include "wholefile.h"

#include "usersumask.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <system_error>
#include <utility>

WholeFile::WholeFile(QString path) : m_path(std::move(path)) {}

WholeFile::~WholeFile() = default;

QString WholeFile::open()
{
    const UsersUmask umask; // it is the user's file
    const QFileInfo info(m_path);
    // QSaveFile would put a file in the place of /dev/stdout.
    if (info.exists() && !info.isFile() && !info.isDir())
        m_file = std::make_unique<QFile>(m_path);
    else
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
