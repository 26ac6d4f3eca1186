#pragma once

#include "noticechannel.h"

#include <QDBusConnection>
#include <QHash>
#include <QVariantList>

/// The desktop's portal for notifications, for where programs have no other way to them. Source:
/// org.freedesktop.portal.Notification, version 1. Its texts are plain.
class NotificationPortal final : public NoticeChannel {
    Q_OBJECT

public:
    explicit NotificationPortal(const QDBusConnection &bus, QObject *parent = nullptr);
    /// Removes what is shown: nobody would hear the click.
    ~NotificationPortal() override;

    [[nodiscard]] bool isUsable() const override { return m_isUsable; }
    void show(const Notice &notice, const QString &title, const QString &text) override;

private Q_SLOTS: // of the bus, by name
    void actionInvoked(const QString &id, const QString &action, const QVariantList &parameter);

private:
    QDBusConnection m_bus;
    bool m_isUsable = false; // until it has answered
    int m_lastNumber = 0;
    QHash<QString, Notice> m_shown; // by id
};
