#include "wholefile.h"

#include "checkedoutput.h"

#include <QFileInfo>
#include <QSaveFile>

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
    const QFileInfo info(path);
    if (info.exists() && !info.isFile() && !info.isDir())
        return writeToDevice(path, bytes);
    QSaveFile file(path);
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return isWritten ? QString() : file.errorString();
}
