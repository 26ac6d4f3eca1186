#include "settingsfile.h"

#include "filelock.h"
#include "smallfile.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>

#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

using Edit = std::function<void(QSettings &)>;

/// \p ini after \p edit, in the format of QSettings. On the file itself QSettings would wait for
/// up to 30 s for a lock file that was left behind, and not say why it could not write.
tl::expected<QByteArray, QString> edited(const QByteArray &ini, const Edit &edit)
{
    const QTemporaryDir folder;
    const QString copy = folder.filePath(u"settings.ini"_s);
    if (!folder.isValid())
        return tl::unexpected(folder.errorString());
    if (const auto written = replaceSmallFile(copy, ini); !written)
        return tl::unexpected(written.error());
    {
        QSettings store(copy, QSettings::IniFormat);
        edit(store);
        store.sync();
        if (store.status() == QSettings::AccessError)
            return tl::unexpected(u"%1 cannot be written"_s.arg(copy));
    }
    return readSmallFile(copy, 2 * SettingsFile::mostBytes);
}

} // namespace

SettingsFile::SettingsFile(QString path, std::chrono::milliseconds patience)
    : m_path(std::move(path)), m_patience(patience)
{
}

Settings SettingsFile::load(const QDateTime &now)
{
    m_known = {};
    m_problem.clear();
    auto ini = readSmallFile(m_path, mostBytes);
    if (ini && !ini->isEmpty())
        ini = edited(*ini, [this, &now](QSettings &store) { m_known = loadSettings(store, now); });
    if (!ini)
        m_problem = ini.error();
    return m_known;
}

tl::expected<void, QString> SettingsFile::save(const Settings &settings)
{
    if (settings == m_known)
        return {};
    if (const auto folder = makeFolder(QFileInfo(m_path).path()); !folder)
        return folder;
    FileLock lock(m_path + u".lock"_s);
    switch (lock.tryLock(m_patience)) {
    case FileLock::Outcome::Locked:
        break;
    case FileLock::Outcome::HeldByAnother:
        return tl::unexpected(u"in use by "_s + lock.holder());
    case FileLock::Outcome::Failed:
        return tl::unexpected(lock.error());
    }
    const auto ini = readSmallFile(m_path, mostBytes);
    if (!ini)
        return tl::unexpected(ini.error());
    const auto content = edited(
        *ini, [this, &settings](QSettings &store) { saveChanges(m_known, settings, store); });
    if (!content)
        return tl::unexpected(content.error());
    if (const auto written = replaceSmallFile(m_path, *content); !written)
        return written;
    m_known = settings;
    return {};
}
