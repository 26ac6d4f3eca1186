#include "regularfile.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

tl::expected<QByteArray, FileFault> readRegularFile(const QString &path, qint64 mostBytes)
{
    const QFileInfo info(path);
    // Before it is opened: that alone waits for whoever writes into a pipe.
    if (info.exists() && !info.isFile())
        return tl::unexpected(
            FileFault{FileFault::Kind::NotRegular, u"it is not a regular file"_s});
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(FileFault{FileFault::Kind::System, file.errorString()});
    const QByteArray content = file.read(mostBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return tl::unexpected(FileFault{FileFault::Kind::System, file.errorString()});
    if (content.size() > mostBytes) {
        const QString text = u"it is larger than %1 KiB"_s.arg(QString::number(mostBytes / 1024));
        return tl::unexpected(FileFault{FileFault::Kind::TooLarge, text});
    }
    return content;
}
