#include "settingsexchange.h"

#include "databaseaddress.h"
#include "networksetup.h"
#include "settings.h"

#include <QCoreApplication>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

constexpr auto settingsFormat = "sync-dashboard settings"_L1;
constexpr int settingsVersion = 1;
constexpr auto formatKey = "exchange/format"_L1;
constexpr auto versionKey = "exchange/version"_L1;

class SettingsExchange final {
    Q_DECLARE_TR_FUNCTIONS(SettingsExchange)
};

QString withoutPassword(const QString &address)
{
    if (!holdsSignIn(address))
        return address;
    QUrl url(address);
    url.setPassword({});
    return url.host().isEmpty() ? QString() : url.toString(); // what is no address may hold one too
}

/// A file that only this program sees: QSettings reads and writes nothing else.
struct PrivateCopy {
    QTemporaryDir folder{};
    QString path = folder.filePath(u"settings.ini"_s);
};

} // namespace

tl::expected<QByteArray, QString> exportedSettings(const Preferences &preferences)
{
    const PrivateCopy copy;
    Settings settings{.preferences = preferences};
    settings.preferences.proxy = withoutPassword(preferences.proxy);
    if (!databaseAddress(preferences.connection.teamDatabase)) // it may hold a password
        settings.preferences.connection.teamDatabase.clear();
    {
        QSettings store(copy.path, QSettings::IniFormat);
        store.setValue(formatKey, QString(settingsFormat));
        store.setValue(versionKey, settingsVersion);
        saveChanges({}, settings, store);
    }
    QFile file(copy.path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(file.errorString());
    return file.readAll();
}

tl::expected<Preferences, QString> importedSettings(const QByteArray &content, const QDateTime &now)
{
    const PrivateCopy copy;
    QFile file(copy.path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.flush())
        return tl::unexpected(file.errorString());
    file.close();
    const QSettings store(copy.path, QSettings::IniFormat);
    if (store.status() != QSettings::NoError || store.value(formatKey).toString() != settingsFormat)
        return tl::unexpected(SettingsExchange::tr("This is no file of saved settings."));
    if (store.value(versionKey).toInt() != settingsVersion)
        return tl::unexpected(SettingsExchange::tr("The file was written by another version of "
                                                   "this program. Restore it there."));
    return loadSettings(store, now).preferences;
}
