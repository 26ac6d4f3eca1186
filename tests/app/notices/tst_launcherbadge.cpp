#include "launcherbadge.h"
#include "privatebus.h"
#include "traynotifier.h"

#include <QSignalSpy>
#include <QTest>
#include <QVariantMap>

using namespace Qt::StringLiterals;

/// Hears what a dock hears.
class Dock final : public QObject {
    Q_OBJECT

public:
    explicit Dock(QDBusConnection bus)
    {
        // clang-format off
        bus.connect({}, {}, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s, this,
                    SLOT(update(QString,QVariantMap)));
        // clang-format on
    }

    QStringList seen{};

public Q_SLOTS:
    void update(const QString &entry, const QVariantMap &properties)
    {
        const QString count = properties.value(u"count-visible"_s).toBool()
                                  ? QString::number(properties.value(u"count"_s).toLongLong())
                                  : u"none"_s;
        seen << entry.section(u'/', -1) + u' ' + count;
    }
};

namespace {

QString entryWith(const QString &count)
{
    return u"org.syncdashboard.SyncDashboard.desktop "_s + count;
}

} // namespace

/// The number at the icon in the dock, on a private bus.
class TestLauncherBadge final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNumberIsToldWhenItChanges();
    void theNumberGoesWithTheProgram();
    void unseenFailuresAreTheNumber();
};

void TestLauncherBadge::theNumberIsToldWhenItChanges()
{
    const PrivateBus bus;
    const Dock dock(bus.connection(u"dock"_s));
    LauncherBadge badge(bus.connection(u"badge"_s));
    badge.showCount(0); // nothing is there to be taken away
    badge.showCount(3);
    badge.showCount(3);
    badge.showCount(12);
    badge.showCount(0);
    const QStringList expected = {entryWith(u"3"_s), entryWith(u"12"_s), entryWith(u"none"_s)};
    QTRY_COMPARE(dock.seen, expected);
}

void TestLauncherBadge::theNumberGoesWithTheProgram()
{
    const PrivateBus bus;
    const Dock dock(bus.connection(u"dock2"_s));
    {
        LauncherBadge badge(bus.connection(u"badge2"_s));
        badge.showCount(1);
    }
    const QStringList expected = {entryWith(u"1"_s), entryWith(u"none"_s)};
    QTRY_COMPARE(dock.seen, expected);
}

void TestLauncherBadge::unseenFailuresAreTheNumber()
{
    const PrivateBus bus;
    const Dock dock(bus.connection(u"dock3"_s));
    const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
    TrayNotifier notifier(bus.connection(u"tray"_s));
    notifier.showStatus({.unseen = 2, .failed = 40}, now);
    notifier.showStatus({.isOn = false, .unseen = 2}, now); // nothing is to be seen
    const QStringList expected = {entryWith(u"2"_s), entryWith(u"none"_s)};
    QTRY_COMPARE(dock.seen, expected);
}

QTEST_MAIN(TestLauncherBadge)

#include "tst_launcherbadge.moc"
