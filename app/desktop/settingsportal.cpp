#include "settingsportal.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QMap>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView settingsService = "org.freedesktop.portal.Desktop"_L1;
constexpr QLatin1StringView settingsPath = "/org/freedesktop/portal/desktop"_L1;
constexpr QLatin1StringView settingsInterface = "org.freedesktop.portal.Settings"_L1;
constexpr QLatin1StringView appearance = "org.freedesktop.appearance"_L1;
constexpr QLatin1StringView gnome = "org.gnome.desktop.interface"_L1;
constexpr QLatin1StringView gnomeAccess = "org.gnome.desktop.a11y.interface"_L1;

/// 0: no preference, and so is all that is not known.
std::optional<bool> isDarkScheme(uint scheme)
{
    constexpr uint preferDark = 1;
    constexpr uint preferLight = 2;
    if (scheme == preferDark)
        return true;
    return scheme == preferLight ? std::optional(false) : std::nullopt;
}

/// One setting of those that are asked for, and what it says of the looks.
struct AskedSetting {
    QLatin1StringView section;
    QLatin1StringView key;
    void (*apply)(const QVariant &value, DesktopLooks &looks) = nullptr;
};

// The later ones count where a desktop has both: GNOME's own are older than the common ones.
constexpr std::array askedSettings = {
    AskedSetting{
        gnomeAccess, "high-contrast"_L1,
        [](const QVariant &value, DesktopLooks &looks) { looks.hasHighContrast = value.toBool(); }},
    AskedSetting{gnome, "enable-animations"_L1,
                 [](const QVariant &value, DesktopLooks &looks) {
                     looks.hasLittleMotion = !value.toBool();
                 }},
    AskedSetting{appearance, "color-scheme"_L1,
                 [](const QVariant &value, DesktopLooks &looks) {
                     looks.isDark = isDarkScheme(value.toUInt());
                 }},
    AskedSetting{appearance, "contrast"_L1,
                 [](const QVariant &value, DesktopLooks &looks) {
                     looks.hasHighContrast = value.toUInt() == 1;
                 }},
    AskedSetting{appearance, "reduced-motion"_L1,
                 [](const QVariant &value, DesktopLooks &looks) {
                     looks.hasLittleMotion = value.toUInt() == 1;
                 }},
};

bool isAsked(const QString &section, const QString &key)
{
    return std::ranges::any_of(askedSettings, [&](const AskedSetting &setting) {
        return setting.section == section && setting.key == key;
    });
}

} // namespace

SettingsPortal::SettingsPortal(const QDBusConnection &bus, QObject *parent)
    : QObject(parent), m_bus(bus)
{
    if (!m_bus.isConnected())
        return;
    // Qt looks for the signature as it is written without blanks.
    // clang-format off
    m_bus.connect(settingsService, settingsPath, settingsInterface, u"SettingChanged"_s, this,
                  SLOT(settingChanged(QString,QString,QDBusVariant)));
    // clang-format on
    ask();
}

void SettingsPortal::ask()
{
    QDBusMessage message = QDBusMessage::createMethodCall(settingsService, settingsPath,
                                                          settingsInterface, u"ReadAll"_s);
    message.setArguments({QStringList{appearance, gnome, gnomeAccess}});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (watcher->isError() || watcher->reply().signature() != u"a{sa{sv}}")
            return;
        const auto all = qdbus_cast<QMap<QString, QVariantMap>>(
            watcher->reply().arguments().constFirst().value<QDBusArgument>());
        DesktopLooks looks;
        for (const AskedSetting &setting : askedSettings) {
            const QVariant value = all.value(setting.section).value(setting.key);
            if (value.isValid())
                setting.apply(value, looks);
        }
        take(looks);
    });
}

/// One of several that say the same may have changed: they are weighed anew.
void SettingsPortal::settingChanged(const QString &section, const QString &key,
                                    const QDBusVariant & /*value*/)
{
    if (isAsked(section, key))
        ask();
}

void SettingsPortal::take(const DesktopLooks &looks)
{
    if (looks == m_looks)
        return;
    m_looks = looks;
    Q_EMIT changed();
}
