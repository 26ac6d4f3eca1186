#include "traynotifier.h"

#include "displaytext.h"
#include "trayicon.h"

#include <QApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

TrayNotifier::TrayNotifier(const QDBusConnection &bus, QObject *parent)
    : Notifier(parent), m_bus(bus), m_desktop(bus), m_badge(bus)
{
    connectChannel(m_desktop);
    connect(&m_desktop, &NoticeChannel::unusable, this, &TrayNotifier::usePortal);
    connect(&m_desktop, &NoticeChannel::failed, this, &TrayNotifier::showByPortal);
    m_open = addEntry(u"trayOpen"_s);
    m_menu.addSeparator();
    m_paused = addEntry(u"trayPaused"_s);
    m_paused->setEnabled(false);
    m_pauseHour = addEntry(u"trayPauseHour"_s);
    m_pauseUntilMorning = addEntry(u"trayPauseUntilMorning"_s);
    m_resume = addEntry(u"trayResume"_s);
    m_menu.addSeparator();
    m_quit = addEntry(u"trayQuit"_s);
    m_tray.setContextMenu(&m_menu);
    connect(m_open, &QAction::triggered, this, &Notifier::windowRequested);
    connect(m_pauseHour, &QAction::triggered, this,
            [this] { Q_EMIT pauseChosen(WatchPause::Hour); });
    connect(m_pauseUntilMorning, &QAction::triggered, this,
            [this] { Q_EMIT pauseChosen(WatchPause::UntilMorning); });
    connect(m_resume, &QAction::triggered, this, [this] { Q_EMIT pauseChosen(WatchPause::None); });
    connect(m_quit, &QAction::triggered, this, &Notifier::quitRequested);
    connectTray();
    if (!m_desktop.isUsable())
        usePortal();
}

void TrayNotifier::connectTray()
{
    connect(&m_tray, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    Q_EMIT windowRequested();
            });
    // Qt passes the clicks on all programs' notifications on as if they were ours. Without the
    // service there are none: then it is the balloon that Qt itself has drawn.
    connect(&m_tray, &QSystemTrayIcon::messageClicked, this, [this] {
        if (m_shownByTray && !m_desktop.isUsable())
            Q_EMIT noticeChosen(Notice(*m_shownByTray)); // it may be replaced meanwhile
    });
}

void TrayNotifier::connectChannel(const NoticeChannel &channel)
{
    connect(&channel, &NoticeChannel::chosen, this,
            [this](const Notice &notice, const QByteArray &activationToken) {
                // Qt's Wayland platform takes it from there when a window is activated.
                if (!activationToken.isEmpty())
                    qputenv("XDG_ACTIVATION_TOKEN", activationToken);
                Q_EMIT noticeChosen(notice);
                qunsetenv("XDG_ACTIVATION_TOKEN");
            });
}

void TrayNotifier::usePortal()
{
    if (m_portal)
        return;
    m_portal = std::make_unique<NotificationPortal>(m_bus);
    connectChannel(*m_portal);
    connect(m_portal.get(), &NoticeChannel::failed, this, &TrayNotifier::showByTray);
}

QAction *TrayNotifier::addEntry(const QString &objectName)
{
    QAction *action = m_menu.addAction(QString());
    action->setObjectName(objectName);
    return action;
}

bool TrayNotifier::show(const Notice &notice, const QDateTime &now)
{
    const QString title = noticeTitle(notice);
    const QString text = noticeText(notice, now);
    if (!m_desktop.isUsable())
        return showByPortal(notice, title, text);
    m_desktop.show(notice, title, text);
    return true;
}

bool TrayNotifier::showByPortal(const Notice &notice, const QString &title, const QString &text)
{
    if (!m_portal || !m_portal->isUsable())
        return showByTray(notice, title, text);
    m_portal->show(notice, title, text);
    return true;
}

bool TrayNotifier::showByTray(const Notice &notice, const QString &title, const QString &text)
{
    // A tray may come and go with the desktop's panel.
    if (!m_tray.isVisible() || !QSystemTrayIcon::isSystemTrayAvailable() ||
        !QSystemTrayIcon::supportsMessages())
        return false;
    m_shownByTray = notice;
    const bool isGood = notice.kind == Notice::Kind::ConnectionBack;
    m_tray.showMessage(title, text,
                       isGood ? QSystemTrayIcon::Information : QSystemTrayIcon::Warning);
    return true;
}

void TrayNotifier::showStatus(const NotifierStatus &status, const TimeContext &now)
{
    retranslate(status, now);
    const bool isPaused = status.pausedUntil.isValid();
    m_paused->setVisible(isPaused);
    m_resume->setVisible(isPaused);
    m_pauseHour->setVisible(!isPaused);
    m_pauseUntilMorning->setVisible(!isPaused);
    m_tray.setIcon(status.unseen == 0
                       ? QApplication::windowIcon()
                       : failedCountIcon(status.unseen, isPaused, QApplication::palette()));
    m_tray.setVisible(status.isOn);
    m_badge.showCount(status.isOn ? status.unseen : 0);
}

bool TrayNotifier::isInSight() const
{
    return m_tray.isVisible() && QSystemTrayIcon::isSystemTrayAvailable();
}

void TrayNotifier::retranslate(const NotifierStatus &status, const TimeContext &now)
{
    m_open->setText(tr("Open the window"));
    // Of this computer, as the choices of a pause and the quiet hours are.
    const QString until = cellTimeText(status.pausedUntil, now.now);
    //: %1 is a time of day, or a day and a time
    const QString paused = tr("Notifications are paused until %1").arg(until);
    m_paused->setText(paused);
    m_pauseHour->setText(tr("Pause notifications for an hour"));
    m_pauseUntilMorning->setText(tr("Pause notifications until morning, 8:00"));
    m_resume->setText(tr("Resume notifications"));
    m_quit->setText(tr("Quit"));
    QString tip = tr("Image Sync Dashboard") + u'\n';
    if (status.unseen > 0)
        //: In the tray: since the window was last looked at
        tip += tr("%Ln new failure(s) since you looked", nullptr, status.unseen) + u'\n';
    tip += tr("%Ln task(s) failed in 24 h", nullptr, status.failed);
    if (status.pausedUntil.isValid())
        tip += u'\n' + paused;
    constexpr qsizetype mostMuted = 3; // a tray shows a few lines
    for (const QString &line : status.muted.first(std::min(status.muted.size(), mostMuted)))
        tip += u'\n' + line;
    if (status.muted.size() > mostMuted)
        //: In the tray, below some of them
        tip += u'\n' +
               tr("and %Ln more muted", nullptr, static_cast<int>(status.muted.size() - mostMuted));
    m_tray.setToolTip(tip);
}
