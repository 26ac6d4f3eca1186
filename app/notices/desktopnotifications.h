#pragma once

#include "noticechannel.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusServiceWatcher>
#include <QHash>
#include <QStringList>

#include <vector>

/// The desktop's notification service, org.freedesktop.Notifications. Source: Desktop Notifications
/// Specification 1.2. It tells the clicks on the notifications of all programs: those with an id
/// that was not given to this object are ignored.
class DesktopNotifications final : public NoticeChannel {
    Q_OBJECT

public:
    explicit DesktopNotifications(const QDBusConnection &bus, QObject *parent = nullptr);
    /// Closes what is shown: nobody would hear the click.
    ~DesktopNotifications() override;

    [[nodiscard]] bool isUsable() const override { return m_state != State::Unusable; }
    void show(const Notice &notice, const QString &title, const QString &text) override;

private Q_SLOTS: // of the bus, by name
    void actionInvoked(uint id, const QString &action);
    void notificationClosed(uint id, uint reason);
    void activationToken(uint id, const QString &token);

private:
    enum class State : quint8 { Unknown, Usable, Unusable };

    struct Shown {
        uint id = 0;
        Notice notice{};
        QByteArray token{};
    };

    struct Waiting {
        Notice notice{};
        QString title{};
        QString text{};
    };

    [[nodiscard]] QDBusMessage call(const QString &method) const;
    void askCapabilities();
    void setUnusable();
    void send(const Waiting &waiting);
    void remember(uint id, const Notice &notice);
    void close(uint id);
    [[nodiscard]] bool can(const QString &capability) const
    {
        return m_capabilities.contains(capability);
    }
    [[nodiscard]] std::vector<Shown>::iterator find(uint id);
    [[nodiscard]] uint replacedBy(const Notice &notice) const;

    QDBusConnection m_bus;
    QDBusServiceWatcher m_watcher;
    State m_state = State::Unknown;
    QStringList m_capabilities;
    std::vector<Waiting> m_waiting; // for the capabilities
    std::vector<Shown> m_shown;     // the oldest first
};
