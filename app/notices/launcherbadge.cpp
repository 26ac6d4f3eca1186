#include "launcherbadge.h"

#include <QDBusMessage>
#include <QVariantMap>

#include <utility>

using namespace Qt::StringLiterals;

LauncherBadge::LauncherBadge(const QDBusConnection &bus) : m_bus(bus) {}

LauncherBadge::~LauncherBadge()
{
    showCount(0);
}

void LauncherBadge::showCount(int count)
{
    if (std::exchange(m_count, count) != count && m_bus.isConnected())
        send();
}

void LauncherBadge::send() const
{
    QDBusMessage update = QDBusMessage::createSignal(
        u"/org/syncdashboard/SyncDashboard"_s, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s);
    // The desktop entry says which icon it is.
    update << u"application://org.syncdashboard.SyncDashboard.desktop"_s
           << QVariantMap{{u"count"_s, qint64{m_count}}, {u"count-visible"_s, m_count > 0}};
    m_bus.send(update);
}
