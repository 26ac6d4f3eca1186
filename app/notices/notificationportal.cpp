#include "notificationportal.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView portalService = "org.freedesktop.portal.Desktop"_L1;
constexpr QLatin1StringView portalPath = "/org/freedesktop/portal/desktop"_L1;
constexpr QLatin1StringView portalInterface = "org.freedesktop.portal.Notification"_L1;
constexpr QLatin1StringView showAction = "show"_L1;
// It does not tell what was closed.
constexpr int mostKnown = 50;

QString noticeId(int number)
{
    return u"notice-"_s + QString::number(number);
}

QDBusMessage portalCall(const QString &method, const QVariantList &arguments)
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, method);
    message.setArguments(arguments);
    return message;
}

} // namespace

NotificationPortal::NotificationPortal(const QDBusConnection &bus, QObject *parent)
    : NoticeChannel(parent), m_bus(bus)
{
    if (!m_bus.isConnected())
        return;
    // Qt looks for the signature as it is written without blanks.
    // clang-format off
    m_bus.connect(portalService, portalPath, portalInterface, u"ActionInvoked"_s, this,
                  SLOT(actionInvoked(QString,QString,QVariantList)));
    // clang-format on
    QDBusMessage version = QDBusMessage::createMethodCall(
        portalService, portalPath, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    version.setArguments({portalInterface, u"version"_s});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(version), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        m_isUsable = !watcher->isError();
        watcher->deleteLater();
        if (!m_isUsable)
            Q_EMIT unusable();
    });
}

NotificationPortal::~NotificationPortal()
{
    for (auto shown = m_shown.cbegin(); shown != m_shown.cend(); ++shown)
        m_bus.send(portalCall(u"RemoveNotification"_s, {shown.key()}));
}

void NotificationPortal::show(const Notice &notice, const QString &title, const QString &text)
{
    // What has the same id is replaced.
    const QString id = isAboutConnection(notice) ? u"connection"_s : noticeId(++m_lastNumber);
    if (const QString oldest = noticeId(m_lastNumber - mostKnown); m_shown.remove(oldest))
        m_bus.send(portalCall(u"RemoveNotification"_s, {oldest}));
    const QVariantMap content{{u"title"_s, title},
                              {u"body"_s, text},
                              {u"priority"_s, u"normal"_s},
                              {u"default-action"_s, showAction}};
    m_shown.insert(id, notice);
    auto *watcher = new QDBusPendingCallWatcher(
        m_bus.asyncCall(portalCall(u"AddNotification"_s, {id, content})), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, watcher, id, notice, title, text] {
                watcher->deleteLater();
                if (!watcher->isError())
                    return;
                m_shown.remove(id);
                Q_EMIT failed(notice, title, text);
            });
}

void NotificationPortal::actionInvoked(const QString &id, const QString &action,
                                       const QVariantList & /*parameter*/)
{
    if (action == showAction && m_shown.contains(id))
        Q_EMIT chosen(m_shown.take(id), {});
}
