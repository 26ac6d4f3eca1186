#include "privatebus.h"
#include "settingsportal.h"

#include <QDBusError>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Sections = QMap<QString, QVariantMap>;

const QString appearance = u"org.freedesktop.appearance"_s;
const QString gnome = u"org.gnome.desktop.interface"_s;
const QString gnomeAccess = u"org.gnome.desktop.a11y.interface"_s;

/// Answers as the portal of a desktop does.
class PortalStandIn final : public QDBusVirtualObject {
public:
    PortalStandIn(const QDBusConnection &bus, Sections settings,
                  const QString &service = u"org.freedesktop.portal.Desktop"_s)
        : m_bus(bus), m_settings(std::move(settings))
    {
        qDBusRegisterMetaType<Sections>();
        m_bus.registerVirtualObject(u"/org/freedesktop/portal/desktop"_s, this);
        if (!m_bus.registerService(service))
            qFatal("the name is taken");
    }

    [[nodiscard]] QString introspect(const QString & /*path*/) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() != u"ReadAll")
            return false;
        m_asked << message.arguments().value(0).toStringList();
        if (refuses)
            return connection.send(message.createErrorReply(QDBusError::AccessDenied,
                                                            u"Portal operation not allowed"_s));
        connection.send(message.createReply(QVariant::fromValue(m_settings)));
        return true;
    }
    void change(const QString &section, const QString &key, const QVariant &value)
    {
        m_settings[section][key] = value;
        QDBusMessage signal =
            QDBusMessage::createSignal(u"/org/freedesktop/portal/desktop"_s,
                                       u"org.freedesktop.portal.Settings"_s, u"SettingChanged"_s);
        signal << section << key << QVariant::fromValue(QDBusVariant(value));
        m_bus.send(signal);
    }
    bool refuses = false;

    [[nodiscard]] const QList<QStringList> &asked() const { return m_asked; }

private:
    QDBusConnection m_bus;
    Sections m_settings;
    QList<QStringList> m_asked{};
};

QString said(const DesktopLooks &looks)
{
    QStringList words;
    if (looks.isDark)
        words << (*looks.isDark ? u"dark"_s : u"light"_s);
    if (looks.hasHighContrast)
        words << u"contrast"_s;
    if (looks.hasLittleMotion)
        words << u"still"_s;
    return words.join(u' ');
}

} // namespace

/// What the desktop says of how windows look, from a stand-in for its portal on a private bus.
class TestSettingsPortal final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheDesktopSaysIsHeard_data();
    void whatTheDesktopSaysIsHeard();
    void changesAreFollowed();
    void aPortalThatRefusesIsLeftAside();
    void withoutAPortalNothingIsSaid();
    void anotherAnswerIsNone();
};

void TestSettingsPortal::whatTheDesktopSaysIsHeard_data()
{
    QTest::addColumn<Sections>("settings");
    QTest::addColumn<QString>("looks");
    const auto one = [](const QString &section, const QString &key, const QVariant &value) {
        return Sections{{section, {{key, value}}}};
    };
    QTest::newRow("nothing") << Sections() << QString();
    QTest::newRow("no preference") << one(appearance, u"color-scheme"_s, 0U) << QString();
    QTest::newRow("dark") << one(appearance, u"color-scheme"_s, 1U) << u"dark"_s;
    QTest::newRow("light") << one(appearance, u"color-scheme"_s, 2U) << u"light"_s;
    QTest::newRow("a scheme to come") << one(appearance, u"color-scheme"_s, 3U) << QString();
    QTest::newRow("contrast") << one(appearance, u"contrast"_s, 1U) << u"contrast"_s;
    QTest::newRow("usual contrast") << one(appearance, u"contrast"_s, 0U) << QString();
    QTest::newRow("GNOME's contrast")
        << one(gnomeAccess, u"high-contrast"_s, true) << u"contrast"_s;
    QTest::newRow("little motion") << one(appearance, u"reduced-motion"_s, 1U) << u"still"_s;
    QTest::newRow("GNOME's animations") << one(gnome, u"enable-animations"_s, false) << u"still"_s;
    QTest::newRow("animations") << one(gnome, u"enable-animations"_s, true) << QString();
    QTest::newRow("all") << Sections{{appearance, {{u"color-scheme"_s, 1U}, {u"contrast"_s, 1U}}},
                                     {gnome, {{u"enable-animations"_s, false}}}}
                         << u"dark contrast still"_s;
}

void TestSettingsPortal::whatTheDesktopSaysIsHeard()
{
    QFETCH(Sections, settings);
    QFETCH(QString, looks);
    const PrivateBus bus;
    const QString row = QString::fromUtf8(QTest::currentDataTag());
    const PortalStandIn desktop(bus.connection(u"desktop "_s + row), settings);
    const SettingsPortal portal(bus.connection(u"program "_s + row));
    QVERIFY(desktop.asked().isEmpty()); // nobody waits for it
    QTRY_COMPARE(desktop.asked().size(), 1);
    QVERIFY(desktop.asked().constFirst().contains(appearance));
    QTRY_COMPARE(said(portal.looks()), looks);
}

void TestSettingsPortal::changesAreFollowed()
{
    const PrivateBus bus;
    PortalStandIn desktop(bus.connection(u"desktop2"_s), {});
    const SettingsPortal portal(bus.connection(u"program2"_s));
    QSignalSpy changed(&portal, &SettingsPortal::changed);
    QTRY_COMPARE(desktop.asked().size(), 1);
    desktop.change(appearance, u"contrast"_s, 1U);
    QTRY_COMPARE(said(portal.looks()), u"contrast"_s);
    desktop.change(gnome, u"enable-animations"_s, false);
    QTRY_COMPARE(said(portal.looks()), u"contrast still"_s);
    desktop.change(u"org.gnome.desktop.interface"_s, u"font-name"_s, u"Cantarell"_s);
    desktop.change(appearance, u"contrast"_s, 0U);
    QTRY_COMPARE(said(portal.looks()), u"still"_s);
    QCOMPARE(changed.size(), 3); // not for a font
}

/// As a portal does that cannot look into the process; it tells changes all the same.
void TestSettingsPortal::aPortalThatRefusesIsLeftAside()
{
    const PrivateBus bus;
    PortalStandIn desktop(bus.connection(u"desktop5"_s), {});
    desktop.refuses = true;
    const PortalStandIn behind(bus.connection(u"behind5"_s),
                               {{appearance, {{u"color-scheme"_s, 1U}}}},
                               u"org.freedesktop.impl.portal.desktop.gtk"_s);
    const SettingsPortal portal(bus.connection(u"program5"_s));
    QTRY_COMPARE(said(portal.looks()), u"dark"_s);
    QCOMPARE(desktop.asked().size(), 1);
    desktop.change(appearance, u"contrast"_s, 1U);
    QTRY_COMPARE(said(portal.looks()), u"dark contrast"_s);
}

void TestSettingsPortal::withoutAPortalNothingIsSaid()
{
    const PrivateBus bus;
    const SettingsPortal portal(bus.connection(u"program3"_s));
    QSignalSpy changed(&portal, &SettingsPortal::changed);
    QVERIFY(!changed.wait(50));
    QCOMPARE(portal.looks(), DesktopLooks());
    const SettingsPortal unconnected(QDBusConnection(u"nowhere"_s));
    QCOMPARE(unconnected.looks(), DesktopLooks());
}

void TestSettingsPortal::anotherAnswerIsNone()
{
    const PrivateBus bus;
    QDBusConnection desktop = bus.connection(u"desktop4"_s);
    struct Odd final : QDBusVirtualObject {
        [[nodiscard]] QString introspect(const QString & /*path*/) const override { return {}; }
        bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
        {
            isAsked = true;
            return bus.send(message.createReply(u"dark"_s));
        }
        bool isAsked = false;
    };
    Odd odd;
    desktop.registerVirtualObject(u"/org/freedesktop/portal/desktop"_s, &odd);
    QVERIFY(desktop.registerService(u"org.freedesktop.portal.Desktop"_s));
    const SettingsPortal portal(bus.connection(u"program4"_s));
    QSignalSpy changed(&portal, &SettingsPortal::changed);
    QTRY_VERIFY(odd.isAsked);
    QVERIFY(!changed.wait(20));
    QCOMPARE(portal.looks(), DesktopLooks());
}

QTEST_GUILESS_MAIN(TestSettingsPortal)

#include "tst_settingsportal.moc"
