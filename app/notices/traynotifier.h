#pragma once

#include "desktopnotifications.h"
#include "launcherbadge.h"
#include "notificationportal.h"
#include "notifier.h"
#include "timedisplay.h"

#include <QDBusConnection>
#include <QMenu>
#include <QSystemTrayIcon>

#include <memory>
#include <optional>

/// An icon with the failed count in the desktop's tray and its menu; notices by the desktop's
/// notification service, else its portal, else by the tray itself.
class TrayNotifier final : public Notifier {
    Q_OBJECT

public:
    explicit TrayNotifier(const QDBusConnection &bus = QDBusConnection::sessionBus(),
                          QObject *parent = nullptr);

    [[nodiscard]] bool show(const Notice &notice, const QDateTime &now) override;
    void showStatus(const NotifierStatus &status, const TimeContext &now) override;
    [[nodiscard]] bool isInSight() const override;

private:
    QAction *addEntry(const QString &objectName);
    void connectChannel(const NoticeChannel &channel);
    void connectTray();
    void usePortal();
    bool showByPortal(const Notice &notice, const QString &title, const QString &text);
    bool showByTray(const Notice &notice, const QString &title, const QString &text);
    void retranslate(const NotifierStatus &status, const TimeContext &now);

    QDBusConnection m_bus;
    DesktopNotifications m_desktop;
    LauncherBadge m_badge;
    std::unique_ptr<NotificationPortal> m_portal; // while the service is not there
    QMenu m_menu;
    QAction *m_open = nullptr;
    QAction *m_paused = nullptr; // says until when
    QAction *m_pauseHour = nullptr;
    QAction *m_pauseUntilMorning = nullptr;
    QAction *m_resume = nullptr;
    QAction *m_quit = nullptr;
    QSystemTrayIcon m_tray{this};
    std::optional<Notice> m_shownByTray;
};
