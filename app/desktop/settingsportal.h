#pragma once

#include "theme.h"

#include <QDBusConnection>
#include <QMap>
#include <QObject>
#include <QVariantMap>

#include <cstddef>

class QDBusVariant;

/// What the desktop's settings portal says of how windows shall look. Source: XDG Desktop Portal,
/// org.freedesktop.portal.Settings; of Qt, only 6.5 asks it. Where there is no portal, or where it
/// does not say something, nothing is said. It is asked without waiting, and heard for changes.
/// A portal refuses a process into which it cannot look, as this one (see processguard.h): then
/// what stands behind it on the running desktop is asked, which tells the same.
class SettingsPortal final : public QObject {
    Q_OBJECT

public:
    explicit SettingsPortal(const QDBusConnection &bus = QDBusConnection::sessionBus(),
                            QObject *parent = nullptr);

    [[nodiscard]] const DesktopLooks &looks() const { return m_looks; }

Q_SIGNALS:
    void changed(); ///< looks()

private Q_SLOTS: // of the bus, by name
    void settingChanged(const QString &section, const QString &key, const QDBusVariant &value);

private:
    void ask(std::size_t place);
    void weigh();

    QDBusConnection m_bus;
    QMap<QString, QVariantMap> m_said{}; ///< by section and key
    DesktopLooks m_looks{};
};
