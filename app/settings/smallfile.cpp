#include "smallfile.h"

#include "privatefile.h"
#include "regularfile.h"

#include <QCoreApplication>
#include <QFileInfo>

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
    narrowPermissions(path); // an earlier version left it to the umask
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
    return makePrivateFolder(folder);
}

tl::expected<void, QString> replaceSmallFile(const QString &path, const QByteArray &content)
{
    if (const auto folder = makeFolder(QFileInfo(path).path()); !folder)
        return folder;
    if (isSymbolicLink(path)) {
        return tl::unexpected(smallFileText(
            QT_TRANSLATE_NOOP("SmallFile", "It is a symbolic link, which is read, but not written "
                                           "through. Put the file itself in its place.")));
    }
    return replacePrivateFile(path, content);
}
