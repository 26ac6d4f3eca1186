#include "desktopnotifications.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView notificationService = "org.freedesktop.Notifications"_L1;
constexpr QLatin1StringView notificationPath = "/org/freedesktop/Notifications"_L1;
constexpr QLatin1StringView defaultAction = "default"_L1; // a click on the notification itself
constexpr std::size_t mostShown = 20;
constexpr qsizetype longestNoticeText = 2'000;

QString iconOf(const Notice &notice)
{
    return notice.kind == Notice::Kind::ConnectionBack ? u"dialog-information"_s
                                                       : u"dialog-warning"_s;
}

QString categoryOf(const Notice &notice)
{
    switch (notice.kind) {
    case Notice::Kind::Failures:
    case Notice::Kind::Stuck:
        return u"transfer.error"_s;
    case Notice::Kind::ConnectionLost:
        return u"network.disconnected"_s;
    case Notice::Kind::ConnectionBack:
        return u"network.connected"_s;
    }
    return {};
}

} // namespace

DesktopNotifications::DesktopNotifications(const QDBusConnection &bus, QObject *parent)
    : NoticeChannel(parent),
      m_bus(bus),
      m_watcher(notificationService, bus, QDBusServiceWatcher::WatchForOwnerChange)
{
    if (!m_bus.isConnected()) {
        m_state = State::Unusable;
        return;
    }
    const auto listen = [this](const QString &signal, const char *slot) {
        m_bus.connect(notificationService, notificationPath, notificationService, signal, this,
                      slot);
    };
    listen(u"ActionInvoked"_s, SLOT(actionInvoked(uint, QString)));
    listen(u"NotificationClosed"_s, SLOT(notificationClosed(uint, uint)));
    listen(u"ActivationToken"_s, SLOT(activationToken(uint, QString)));
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &, const QString &newOwner) {
                m_shown.clear(); // another service gives the same numbers to others
                if (newOwner.isEmpty())
                    setUnusable();
                else
                    askCapabilities();
            });
    askCapabilities();
}

DesktopNotifications::~DesktopNotifications()
{
    for (const Shown &shown : m_shown)
        close(shown.id);
}

QDBusMessage DesktopNotifications::call(const QString &method) const
{
    return QDBusMessage::createMethodCall(notificationService, notificationPath,
                                          notificationService, method);
}

void DesktopNotifications::askCapabilities()
{
    m_state = State::Unknown;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call(u"GetCapabilities"_s)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QStringList> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            return setUnusable();
        m_capabilities = reply.value();
        m_state = State::Usable;
        const std::vector<Waiting> waiting = std::exchange(m_waiting, {});
        for (const Waiting &one : waiting)
            send(one);
    });
}

void DesktopNotifications::setUnusable()
{
    m_state = State::Unusable;
    Q_EMIT unusable();
    const std::vector<Waiting> waiting = std::exchange(m_waiting, {});
    for (const Waiting &one : waiting)
        Q_EMIT failed(one.notice, one.title, one.text);
}

void DesktopNotifications::show(const Notice &notice, const QString &title, const QString &text)
{
    const Waiting waiting{.notice = notice,
                          .title = title.left(longestNoticeText),
                          .text = text.left(longestNoticeText)};
    if (m_state == State::Usable)
        send(waiting);
    else if (m_state == State::Unknown)
        m_waiting.push_back(waiting);
    else
        Q_EMIT failed(notice, title, text);
}

void DesktopNotifications::send(const Waiting &waiting)
{
    // The title is plain text everywhere, the text is markup where the service reads it so.
    const QString text = can(u"body-markup"_s) ? waiting.text.toHtmlEscaped() : waiting.text;
    const QString title = can(u"body"_s) || text.isEmpty()
                              ? waiting.title
                              : waiting.title + u": "_s + waiting.text.section(u'\n', 0, 0);
    const QStringList actions =
        can(u"actions"_s)
            //: What a click on a notification does, where the desktop shows it as a button
            ? QStringList{defaultAction, tr("Show")}
            : QStringList();
    const QVariantMap hints{{u"desktop-entry"_s, QGuiApplication::desktopFileName()},
                            {u"category"_s, categoryOf(waiting.notice)},
                            {u"urgency"_s, QVariant::fromValue<uchar>(1)}};
    constexpr int serversOwnTime = -1;
    QDBusMessage message = call(u"Notify"_s);
    message.setArguments({tr("Image Sync Dashboard"), replacedBy(waiting.notice),
                          iconOf(waiting.notice), title, text, actions, hints, serversOwnTime});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, waiting] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            Q_EMIT failed(waiting.notice, waiting.title, waiting.text);
        else
            remember(reply.value(), waiting.notice);
    });
}

void DesktopNotifications::remember(uint id, const Notice &notice)
{
    if (const auto known = find(id); known != m_shown.end())
        m_shown.erase(known);
    m_shown.push_back({.id = id, .notice = notice});
    if (m_shown.size() > mostShown) {
        close(m_shown.front().id);
        m_shown.erase(m_shown.begin());
    }
}

void DesktopNotifications::close(uint id)
{
    QDBusMessage message = call(u"CloseNotification"_s);
    message.setArguments({id});
    m_bus.send(message);
}

std::vector<DesktopNotifications::Shown>::iterator DesktopNotifications::find(uint id)
{
    return std::ranges::find(m_shown, id, &Shown::id);
}

/// 0: none.
uint DesktopNotifications::replacedBy(const Notice &notice) const
{
    if (!isAboutConnection(notice))
        return 0;
    const auto former = std::ranges::find_if(
        m_shown, [](const Shown &shown) { return isAboutConnection(shown.notice); });
    return former == m_shown.end() ? 0 : former->id;
}

void DesktopNotifications::actionInvoked(uint id, const QString &action)
{
    const auto shown = find(id);
    if (shown == m_shown.end() || action != defaultAction)
        return;
    const Shown chosenOne = *shown; // the handler may show another one
    Q_EMIT chosen(chosenOne.notice, chosenOne.token);
}

void DesktopNotifications::notificationClosed(uint id, uint /*reason*/)
{
    if (const auto shown = find(id); shown != m_shown.end())
        m_shown.erase(shown);
}

void DesktopNotifications::activationToken(uint id, const QString &token)
{
    if (const auto shown = find(id); shown != m_shown.end())
        shown->token = token.toUtf8();
}
