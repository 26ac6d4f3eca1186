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

constexpr QLatin1StringView settingsPath = "/org/freedesktop/portal/desktop"_L1;

/// Who can be asked.
struct SettingsPlace {
    QLatin1StringView service;
    QLatin1StringView interface;
};

// The portal, then what it asks itself: of these only the running desktop's own is there.
constexpr std::array settingsPlaces = {
    SettingsPlace{"org.freedesktop.portal.Desktop"_L1, "org.freedesktop.portal.Settings"_L1},
    SettingsPlace{"org.freedesktop.impl.portal.desktop.kde"_L1,
                  "org.freedesktop.impl.portal.Settings"_L1},
    SettingsPlace{"org.freedesktop.impl.portal.desktop.gnome"_L1,
                  "org.freedesktop.impl.portal.Settings"_L1},
    SettingsPlace{"org.freedesktop.impl.portal.desktop.gtk"_L1,
                  "org.freedesktop.impl.portal.Settings"_L1},
};

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
    const SettingsPlace &portal = settingsPlaces.front(); // it tells changes to everybody
    // Qt looks for the signature as it is written without blanks.
    // clang-format off
    m_bus.connect(portal.service, settingsPath, portal.interface, u"SettingChanged"_s, this,
                  SLOT(settingChanged(QString,QString,QDBusVariant)));
    // clang-format on
    ask(0);
}

void SettingsPortal::ask(std::size_t place)
{
    const SettingsPlace &asked = settingsPlaces.at(place);
    QDBusMessage message =
        QDBusMessage::createMethodCall(asked.service, settingsPath, asked.interface, u"ReadAll"_s);
    message.setArguments({QStringList{appearance, gnome, gnomeAccess}});
    message.setAutoStartService(place == 0);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, place] {
        watcher->deleteLater();
        if (watcher->isError() && place + 1 < settingsPlaces.size())
            return ask(place + 1);
        if (watcher->isError() || watcher->reply().signature() != u"a{sa{sv}}")
            return;
        m_said = qdbus_cast<QMap<QString, QVariantMap>>(
            watcher->reply().arguments().constFirst().value<QDBusArgument>());
        weigh();
    });
}

void SettingsPortal::settingChanged(const QString &section, const QString &key,
                                    const QDBusVariant &value)
{
    if (!isAsked(section, key))
        return;
    m_said[section][key] = value.variant();
    weigh();
}

void SettingsPortal::weigh()
{
    DesktopLooks looks;
    for (const AskedSetting &setting : askedSettings) {
        const QVariant value = m_said.value(setting.section).value(setting.key);
        if (value.isValid())
            setting.apply(value, looks);
    }
    if (looks == m_looks)
        return;
    m_looks = looks;
    Q_EMIT changed();
}
