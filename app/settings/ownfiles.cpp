#include "ownfiles.h"

#include "profilefiles.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace {

/// How the files of what is remembered begin, with their folder.
QString rememberedPath(bool demo)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u'/' +
           QCoreApplication::organizationName() +
           (demo ? u"/sync-dashboard-demo"_s : u"/sync-dashboard"_s);
}

} // namespace

QString settingsPath(bool demo)
{
    return rememberedPath(demo) + u".ini"_s;
}

QString viewsPath(bool demo)
{
    return rememberedPath(demo) + u"-views.json"_s;
}

QString queriesPath(bool demo, const QStringList &profiles)
{
    const QByteArray name = profileFileName(profiles);
    return rememberedPath(demo) + u"-queries"_s +
           (name.isEmpty() ? QString() : u'-' + QString::fromLatin1(name)) + u".txt"_s;
}

QString autostartPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           u"/autostart/org.syncdashboard.SyncDashboard.desktop"_s;
}

QString historyPath(const QString &profile)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    if (profile.isEmpty())
        return folder + u"/history.sqlite"_s;
    const QByteArray name = singleProfileFileName(profile);
    return folder + u"/history-"_s + QString::fromLatin1(name) + u".sqlite"_s;
}

QString teamHistoryPath(const QString &parameters)
{
    constexpr qsizetype usedDigits = 16;
    const QByteArray digest =
        QCryptographicHash::hash(parameters.toUtf8(), QCryptographicHash::Sha256).toHex();
    // No profile's: theirs begin with "history".
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/team-"_s +
           QString::fromLatin1(digest.first(usedDigits)) + u".sqlite"_s;
}
