#include "wholefile.h"

#include "checkedoutput.h"
#include "usersumask.h"

#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <system_error>

namespace {

/// QSaveFile would put a file in the place of /dev/stdout.
QString writeToDevice(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    CheckedOutput output(file);
    output.write(bytes);
    return output.finish() ? QString() : file.errorString();
}

} // namespace

QString writeWholeFile(const QString &path, const QByteArray &bytes)
{
    const UsersUmask umask; // it is the user's file
    const QFileInfo info(path);
    if (info.exists() && !info.isFile() && !info.isDir())
        return writeToDevice(path, bytes);
    QSaveFile file(path);
    errno = 0;
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    if (isWritten)
        return {};
    // Of a write that was cut short Qt does not say why.
    return file.error() == QFileDevice::NoError && errno != 0
               ? QString::fromStdString(std::generic_category().message(errno))
               : file.errorString();
}
