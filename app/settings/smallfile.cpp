#include "smallfile.h"

#include "regularfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <sys/stat.h>

namespace {

QString smallFileText(const char *text)
{
    return QCoreApplication::translate("SmallFile", text);
}

} // namespace

tl::expected<QByteArray, QString> readSmallFile(const QString &path, qint64 mostBytes)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return QByteArray();
    return readRegularFile(path, mostBytes).map_error([](const FileFault &fault) {
        switch (fault.kind) {
        case FileFault::Kind::NotRegular:
            return smallFileText(QT_TRANSLATE_NOOP("SmallFile", "It is not a regular file."));
        case FileFault::Kind::TooLarge:
            return smallFileText(QT_TRANSLATE_NOOP("SmallFile", "It is too large."));
        case FileFault::Kind::System:
            break;
        }
        return fault.text;
    });
}

tl::expected<void, QString> makeFolder(const QString &folder)
{
    QString missing = QDir::cleanPath(folder);
    if (QFileInfo(missing).isDir())
        return {};
    if (QDir().mkpath(missing))
        return {};
    // Qt does not say why: the highest folder that is missing does.
    while (!QFileInfo::exists(QFileInfo(missing).path()))
        missing = QFileInfo(missing).path();
    constexpr mode_t mode = 0777;
    if (::mkdir(QFile::encodeName(missing).constData(), mode) == 0 && QDir().mkpath(folder))
        return {};
    return tl::unexpected(qt_error_string(errno));
}

tl::expected<void, QString> replaceSmallFile(const QString &path, const QByteArray &content)
{
    if (const auto folder = makeFolder(QFileInfo(path).path()); !folder)
        return folder;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return tl::unexpected(file.errorString());
    return {};
}
