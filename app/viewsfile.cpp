#include "viewsfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

#include <utility>

using namespace Qt::StringLiterals;

ViewsFile::ViewsFile(QString path, std::chrono::milliseconds patience)
    : m_path(std::move(path)), m_patience(patience)
{
}

tl::expected<SavedViews, QString> ViewsFile::load() const
{
    if (m_path.isEmpty())
        return m_views;
    QFile file(m_path);
    if (!file.exists())
        return SavedViews{};
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(
            //: %1 is a file, %2 the system's words for what went wrong
            QCoreApplication::translate("ViewsFile", "%1 cannot be read: %2")
                .arg(QDir::toNativeSeparators(m_path), file.errorString()));
    std::optional<SavedViews> views = savedViewsFromJson(file.readAll());
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
    QDir().mkpath(QFileInfo(m_path).path());
    QLockFile lock(m_path + u".lock"_s);
    // Where no lock can be made nothing can be written: that is told then.
    if (!lock.tryLock(static_cast<int>(m_patience.count())) &&
        lock.error() == QLockFile::LockFailedError)
        return tl::unexpected(
            //: %1 is a file
            QCoreApplication::translate("ViewsFile", "%1 is being changed by another window. "
                                                     "Nothing was saved; try again.")
                .arg(QDir::toNativeSeparators(m_path)));
    tl::expected<SavedViews, QString> views = load();
    if (!views)
        return views;
    edit(*views);
    if (const auto stored = store(*views); !stored)
        return tl::unexpected(stored.error());
    return views;
}

tl::expected<void, QString> ViewsFile::store(const SavedViews &views) const
{
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(savedViewsToJson(views)) < 0 ||
        !file.commit())
        return tl::unexpected(QCoreApplication::translate("ViewsFile", "%1 cannot be written: %2")
                                  .arg(QDir::toNativeSeparators(m_path), file.errorString()));
    return {};
}
