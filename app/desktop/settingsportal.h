#pragma once

#include "theme.h"

#include <QDBusConnection>
#include <QObject>

class QDBusVariant;

/// What the desktop's settings portal says of how windows shall look. Source: XDG Desktop Portal,
/// org.freedesktop.portal.Settings; of Qt, only 6.5 asks it. Where there is no portal, or where it
/// does not say something, nothing is said. It is asked without waiting, and heard for changes.
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
    void ask();
    void take(const DesktopLooks &looks);

    QDBusConnection m_bus;
    DesktopLooks m_looks{};
};
