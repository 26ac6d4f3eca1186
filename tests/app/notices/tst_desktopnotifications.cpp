#include "privatebus.h"
#include "traynotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QSignalSpy>
#include <QTest>

#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

struct Call {
    uint replaces = 0;
    QString title{};
    QString text{};
    QStringList actions{};
    QVariantMap hints{};
};

} // namespace

// NOLINTBEGIN(readability-identifier-naming): the names are the bus's
/// The notification service of a desktop.
class FakeService final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    std::vector<Call> calls;
    QList<uint> closed;
    bool wasAsked = false;
    QStringList capabilities{u"body"_s, u"body-markup"_s, u"actions"_s};

public Q_SLOTS:
    QStringList GetCapabilities()
    {
        wasAsked = true;
        return capabilities;
    }
    uint Notify(const QString &, uint replaces, const QString &, const QString &title,
                const QString &text, const QStringList &actions, const QVariantMap &hints, int)
    {
        calls.push_back({.replaces = replaces,
                         .title = title,
                         .text = text,
                         .actions = actions,
                         .hints = hints});
        return replaces != 0 ? replaces : m_nextId++;
    }
    void CloseNotification(uint id) { closed << id; }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);
    void ActivationToken(uint id, const QString &token);

private:
    uint m_nextId = 7;
};

/// The portal of a desktop that has no notification service of its own.
class FakePortal final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Notification")
    Q_PROPERTY(uint version READ version CONSTANT)

public:
    [[nodiscard]] uint version() const { return 1; }

    QStringList ids;
    QVariantMap content;

public Q_SLOTS:
    void AddNotification(const QString &id, const QVariantMap &given)
    {
        ids << id;
        content = given;
    }

Q_SIGNALS:
    void ActionInvoked(const QString &id, const QString &action, const QVariantList &parameter);
};
// NOLINTEND(readability-identifier-naming)

namespace {

Notice failureOf(const QString &repository)
{
    SyncTask task{.id = u"rst-new1"_s, .issue = taskIssueFromWire(u"NETWORK_ERROR"_s)};
    task.imageFrom = {.repoNamespaceName = u"team"_s, .repoName = repository, .imageTag = u"1"_s};
    return {.kind = Notice::Kind::Failures, .count = 1, .examples = {task}};
}

} // namespace

/// On a bus of its own, with a service that the test acts.
class TestDesktopNotifications final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aClickOnOurNotificationIsTold();
    void aClickOnAnothersDoesNothing();
    void theTraysClickIsNotBelievedWhereTheServiceIs();
    void namesAreEscapedWhereTheServiceReadsMarkup_data();
    void namesAreEscapedWhereTheServiceReadsMarkup();
    void aServiceWithoutActionsGetsNone();
    void whatIsAboutTheConnectionReplacesItself();
    void whatWasClosedIsForgotten();
    void manyNotificationsDoNotPileUp();
    void theEndClosesWhatIsShown();
    void aRestartedServiceGivesTheSameNumbersToOthers();
    void theActivationTokenIsThereWhenTheWindowIsActivated();
    void withoutAServiceThePortalIsUsed();
    void withoutAnyOfThemItIsSaid();

private:
    void serve();
    /// Shows \p notice and waits until the service has it.
    [[nodiscard]] bool show(const Notice &notice);

    std::optional<PrivateBus> m_bus;
    std::unique_ptr<FakeService> m_service;
    std::unique_ptr<TrayNotifier> m_notifier;
    std::unique_ptr<QSignalSpy> m_chosen;
};

void TestDesktopNotifications::init()
{
    m_bus.emplace();
    m_service = std::make_unique<FakeService>();
    serve();
    m_notifier = std::make_unique<TrayNotifier>(m_bus->connection(u"ours"_s));
    m_chosen = std::make_unique<QSignalSpy>(m_notifier.get(), &Notifier::noticeChosen);
}

void TestDesktopNotifications::cleanup()
{
    m_chosen.reset();
    m_notifier.reset();
    for (const QString &name : {u"service"_s, u"portal"_s, u"ours"_s})
        QDBusConnection::disconnectFromBus(name);
    m_service.reset();
    m_bus.reset();
}

void TestDesktopNotifications::serve()
{
    QDBusConnection bus = m_bus->connection(u"service"_s);
    QVERIFY(
        bus.registerObject(u"/org/freedesktop/Notifications"_s, m_service.get(),
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
}

bool TestDesktopNotifications::show(const Notice &notice)
{
    const std::size_t before = m_service->calls.size();
    return m_notifier->show(notice, now) &&
           QTest::qWaitFor([&] { return m_service->calls.size() > before; });
}

void TestDesktopNotifications::aClickOnOurNotificationIsTold()
{
    const Notice first = failureOf(u"one"_s);
    const Notice second = failureOf(u"two"_s);
    QVERIFY(show(first));
    QVERIFY(show(second));
    const Call &call = m_service->calls.front();
    QCOMPARE(call.title, noticeTitle(first));
    QCOMPARE(call.actions.size(), 2);
    QCOMPARE(call.actions.front(), u"default"_s);
    QCOMPARE(call.replaces, 0U);
    QVERIFY(call.hints.contains(u"urgency"_s));
    Q_EMIT m_service->ActionInvoked(7, u"default"_s);
    QTRY_COMPARE(m_chosen->size(), 1);
    QCOMPARE(m_chosen->takeFirst().constFirst().value<Notice>(), first); // not the latest one
    Q_EMIT m_service->ActionInvoked(8, u"default"_s);
    QTRY_COMPARE(m_chosen->size(), 1);
    QCOMPARE(m_chosen->constFirst().constFirst().value<Notice>(), second);
}

void TestDesktopNotifications::aClickOnAnothersDoesNothing()
{
    QVERIFY(show(failureOf(u"one"_s)));
    Q_EMIT m_service->ActionInvoked(4711, u"default"_s);
    Q_EMIT m_service->ActionInvoked(7, u"another-action"_s);
    Q_EMIT m_service->NotificationClosed(4711, 2);
    Q_EMIT m_service->ActionInvoked(7, u"default"_s); // which comes after the others
    QTRY_COMPARE(m_chosen->size(), 1);
}

void TestDesktopNotifications::theTraysClickIsNotBelievedWhereTheServiceIs()
{
    QVERIFY(show(failureOf(u"one"_s)));
    auto *tray = m_notifier->findChild<QSystemTrayIcon *>();
    QVERIFY(tray != nullptr);
    Q_EMIT tray->messageClicked(); // as Qt does it for a click on any program's notification
    QCOMPARE(m_chosen->size(), 0);
}

void TestDesktopNotifications::namesAreEscapedWhereTheServiceReadsMarkup_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text");
    const QString title = noticeTitle(failureOf({}));
    QTest::newRow("markup") << QStringList{u"body"_s, u"body-markup"_s} << title
                            << u"team/a&lt;b&gt;&amp;c:1: Network"_s;
    QTest::newRow("plain") << QStringList{u"body"_s} << title << u"team/a<b>&c:1: Network"_s;
    QTest::newRow("a title alone")
        << QStringList() << QString(title + u": team/a<b>&c:1: Network"_s)
        << u"team/a<b>&c:1: Network"_s;
}

void TestDesktopNotifications::namesAreEscapedWhereTheServiceReadsMarkup()
{
    QFETCH(QStringList, capabilities);
    QFETCH(QString, title);
    QFETCH(QString, text);
    m_service->capabilities = capabilities;
    QVERIFY(show(failureOf(u"a<b>&c"_s)));
    QCOMPARE(m_service->calls.front().title, title);
    QCOMPARE(m_service->calls.front().text, text);
}

void TestDesktopNotifications::aServiceWithoutActionsGetsNone()
{
    m_service->capabilities = {u"body"_s};
    QVERIFY(show(failureOf(u"one"_s)));
    QCOMPARE(m_service->calls.front().actions, QStringList());
}

void TestDesktopNotifications::whatIsAboutTheConnectionReplacesItself()
{
    QVERIFY(show(failureOf(u"one"_s)));
    QVERIFY(show({.kind = Notice::Kind::ConnectionLost, .since = now}));
    QTest::qWait(0); // the number has come
    QTRY_VERIFY(m_service->calls.size() == 2);
    (void)QTest::qWaitFor([] { return false; }, 50);
    QVERIFY(show({.kind = Notice::Kind::ConnectionBack, .since = now}));
    QCOMPARE(m_service->calls.back().replaces, 8U);
    QVERIFY(show(failureOf(u"two"_s)));
    QCOMPARE(m_service->calls.back().replaces, 0U); // failures add up
}

void TestDesktopNotifications::whatWasClosedIsForgotten()
{
    QVERIFY(show(failureOf(u"one"_s)));
    QVERIFY(show(failureOf(u"two"_s)));
    Q_EMIT m_service->NotificationClosed(7, 2);
    Q_EMIT m_service->ActionInvoked(7, u"default"_s);
    Q_EMIT m_service->ActionInvoked(8, u"default"_s);
    QTRY_COMPARE(m_chosen->size(), 1);
}

void TestDesktopNotifications::manyNotificationsDoNotPileUp()
{
    for (int i = 0; i < 25; ++i)
        QVERIFY(show(failureOf(u"one"_s)));
    QTRY_COMPARE(m_service->closed, (QList<uint>{7, 8, 9, 10, 11}));
}

void TestDesktopNotifications::theEndClosesWhatIsShown()
{
    QVERIFY(show(failureOf(u"one"_s)));
    Q_EMIT m_service->ActionInvoked(7, u"default"_s);
    QTRY_COMPARE(m_chosen->size(), 1); // so its number has come
    m_chosen.reset();
    m_notifier.reset();
    QTRY_COMPARE(m_service->closed, QList<uint>{7});
}

void TestDesktopNotifications::aRestartedServiceGivesTheSameNumbersToOthers()
{
    QVERIFY(show(failureOf(u"one"_s)));
    QDBusConnection::disconnectFromBus(u"service"_s);
    m_service = std::make_unique<FakeService>();
    serve();
    QTRY_VERIFY(m_service->wasAsked);
    Q_EMIT m_service->ActionInvoked(7, u"default"_s); // another program's
    QVERIFY(show(failureOf(u"two"_s)));
    Q_EMIT m_service->ActionInvoked(7, u"default"_s);
    QTRY_COMPARE(m_chosen->size(), 1);
    QCOMPARE(m_chosen->constFirst().constFirst().value<Notice>(), failureOf(u"two"_s));
}

void TestDesktopNotifications::theActivationTokenIsThereWhenTheWindowIsActivated()
{
    QVERIFY(show(failureOf(u"one"_s)));
    QByteArray seen;
    connect(m_notifier.get(), &Notifier::noticeChosen, this,
            [&seen] { seen = qgetenv("XDG_ACTIVATION_TOKEN"); });
    Q_EMIT m_service->ActivationToken(7, u"token-1"_s);
    Q_EMIT m_service->ActivationToken(4711, u"another's"_s);
    Q_EMIT m_service->ActionInvoked(7, u"default"_s);
    QTRY_COMPARE(m_chosen->size(), 1);
    QCOMPARE(seen, "token-1");
    QVERIFY(!qEnvironmentVariableIsSet("XDG_ACTIVATION_TOKEN"));
}

void TestDesktopNotifications::withoutAServiceThePortalIsUsed()
{
    m_notifier.reset();
    QDBusConnection::disconnectFromBus(u"service"_s);
    FakePortal portal;
    QDBusConnection bus = m_bus->connection(u"portal"_s);
    QVERIFY(bus.registerObject(u"/org/freedesktop/portal/desktop"_s, &portal,
                               QDBusConnection::ExportAllContents));
    QVERIFY(bus.registerService(u"org.freedesktop.portal.Desktop"_s));
    m_notifier = std::make_unique<TrayNotifier>(m_bus->connection(u"ours"_s));
    const QSignalSpy chosen(m_notifier.get(), &Notifier::noticeChosen);
    const Notice notice = failureOf(u"a<b>"_s);
    QTRY_VERIFY(m_notifier->show(notice, now) && !portal.ids.isEmpty());
    QCOMPARE(portal.content.value(u"body"_s).toString(), u"team/a<b>:1: Network"_s);
    Q_EMIT portal.ActionInvoked(u"another"_s, u"show"_s, {});
    Q_EMIT portal.ActionInvoked(portal.ids.last(), u"show"_s, {});
    QTRY_COMPARE(chosen.size(), 1);
    QCOMPARE(chosen.constFirst().constFirst().value<Notice>(), notice);
}

void TestDesktopNotifications::withoutAnyOfThemItIsSaid()
{
    m_notifier.reset();
    QDBusConnection::disconnectFromBus(u"service"_s);
    m_notifier = std::make_unique<TrayNotifier>(m_bus->connection(u"ours"_s));
    QTRY_VERIFY(!m_notifier->show(failureOf(u"one"_s), now));
    TrayNotifier withoutBus{QDBusConnection(u"none"_s)};
    QVERIFY(!withoutBus.show(failureOf(u"one"_s), now));
}

QTEST_MAIN(TestDesktopNotifications)
#include "tst_desktopnotifications.moc"
