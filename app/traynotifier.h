#pragma once

#include "notifier.h"

#include <QMenu>
#include <QSystemTrayIcon>

#include <optional>

/// An icon with the failed count in the desktop's tray, its menu, and the desktop's notifications.
class TrayNotifier final : public Notifier {
    Q_OBJECT

public:
    explicit TrayNotifier(QObject *parent = nullptr);
    ~TrayNotifier() override;

    [[nodiscard]] bool show(const Notice &notice, const QDateTime &now) override;
    void showStand(const WatchStand &stand) override;

private:
    QAction *addEntry(const QString &objectName);
    void retranslate(const WatchStand &stand);

    QMenu m_menu;
    QAction *m_open = nullptr;
    QAction *m_paused = nullptr; // says until when
    QAction *m_pauseHour = nullptr;
    QAction *m_pauseUntilMorning = nullptr;
    QAction *m_resume = nullptr;
    QAction *m_quit = nullptr;
    QSystemTrayIcon m_tray;
    std::optional<Notice> m_shown;
};
