#include "viewsfile.h"

#include "filelock.h"
#include "smallfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostViewsBytes = 1'048'576;

} // namespace

ViewsFile::ViewsFile(QString path, std::chrono::milliseconds patience)
    : m_path(std::move(path)), m_patience(patience)
{
}

tl::expected<SavedViews, QString> ViewsFile::load() const
{
    if (m_path.isEmpty())
        return m_views;
    const auto content = readSmallFile(m_path, mostViewsBytes);
    if (!content)
        return tl::unexpected(
            //: %1 is a file, %2 the system's words for what went wrong
            QCoreApplication::translate("ViewsFile", "%1 cannot be read: %2")
                .arg(QDir::toNativeSeparators(m_path), content.error()));
    if (content->isEmpty() && !QFileInfo::exists(m_path))
        return SavedViews{};
    std::optional<SavedViews> views = savedViewsFromJson(*content);
    if (!views)
        return tl::unexpected(
            //: %1 is a file
            QCoreApplication::translate(
                "ViewsFile", "%1 is damaged, or of a newer version of this program. It is "
                             "left as it is; no view can be saved until it is moved away.")
                .arg(QDir::toNativeSeparators(m_path)));
    return *std::move(views);
}

tl::expected<SavedViews, QString> ViewsFile::change(const std::function<void(SavedViews &)> &edit)
{
    if (m_path.isEmpty()) {
        edit(m_views);
        return m_views;
    }
    if (const auto folder = makeFolder(QFileInfo(m_path).path()); !folder)
        return tl::unexpected(cannotWrite(folder.error()));
    FileLock lock(m_path + u".lock"_s);
    switch (lock.tryLock(m_patience)) {
    case FileLock::Outcome::Locked:
        break;
    case FileLock::Outcome::Failed:
        return tl::unexpected(cannotWrite(lock.error()));
    case FileLock::Outcome::HeldByAnother:
        return tl::unexpected(
            //: %1 is a file
            QCoreApplication::translate("ViewsFile", "%1 is being changed by another window. "
                                                     "Nothing was saved; try again.")
                .arg(QDir::toNativeSeparators(m_path)));
    }
    tl::expected<SavedViews, QString> views = load();
    if (!views)
        return views;
    edit(*views);
    const QByteArray json = savedViewsToJson(*views);
    // What could not be read again would take all views away.
    if (json.size() > mostViewsBytes || !savedViewsFromJson(json))
        return tl::unexpected(QCoreApplication::translate(
            "ViewsFile",
            "That would be more views than are kept. Nothing was saved; delete some."));
    if (const auto stored = replaceSmallFile(m_path, json); !stored)
        return tl::unexpected(cannotWrite(stored.error()));
    return views;
}

QString ViewsFile::cannotWrite(const QString &reason) const
{
    //: %1 is a file, %2 the system's words for what went wrong
    return QCoreApplication::translate("ViewsFile", "%1 cannot be written: %2")
        .arg(QDir::toNativeSeparators(m_path), reason);
}
