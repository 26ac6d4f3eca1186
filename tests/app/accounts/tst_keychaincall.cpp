#include "manualclock.h"
#include "privatebus.h"
#include "systemkeychain.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <optional>
#include <vector>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A secret as it is on the bus: session, parameters, value, type.
struct BusSecret {
    QDBusObjectPath session{};
    QByteArray parameters{};
    QByteArray value{};
    QString type{};
};

QDBusArgument &operator<<(QDBusArgument &argument, const BusSecret &secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.type;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, BusSecret &secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.type;
    argument.endStructure();
    return argument;
}

namespace {

using Attributes = QMap<QString, QString>;

enum class Mood {
    Away,
    Empty,
    Locked,
    Withholding,
    Odd,
    Refusing,
    CannotStart,
    Silent,
    Keeping,       ///< what is stored is there, and open
    Forgetting,    ///< it is nowhere, as where another keychain was asked
    LockedForMany, ///< an entry is replaced, and stays locked for whoever did not store it
    Vanishing,     ///< one of two items is removed while they are listed
    Leaving,       ///< the service ends while items are listed
};

/// A Secret Service that has one entry at most, and that never gives it.
class MoodyService final : public QDBusVirtualObject {
public:
    using QDBusVirtualObject::QDBusVirtualObject;

    Mood mood = Mood::Empty;
    int asked = 0;
    int stored = 0;

    [[nodiscard]] QString introspect(const QString & /*path*/) const override { return {}; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (mood == Mood::Silent)
            return true;
        return connection.send(answerTo(message));
    }

private:
    QDBusMessage answerTo(const QDBusMessage &message)
    {
        if (message.member() == "SearchItems"_L1)
            return answerToSearch(message);
        if (message.member() == "GetAll"_L1)
            return message.createReply(QVariantMap());
        if (message.member() == "Get"_L1)
            return answerToGet(message);
        if (message.member() == "CreateItem"_L1)
            return answerToStore(message);
        if (message.member() == "Delete"_L1) // which it does not do
            return message.createReply(QVariant::fromValue(QDBusObjectPath(u"/"_s)));
        if (message.member() == "OpenSession"_L1 && message.arguments().first() == u"plain"_s)
            return message.createReply({QVariant::fromValue(QDBusVariant(QString())),
                                        QVariant::fromValue(QDBusObjectPath(u"/session"_s))});
        if (message.member() == "GetSecrets"_L1) {
            QDBusArgument none;
            none.beginMap(QMetaType::fromType<QDBusObjectPath>(), QMetaType::fromType<BusSecret>());
            none.endMap();
            return message.createReply(QVariant::fromValue(none));
        }
        return message.createErrorReply(u"org.freedesktop.DBus.Error.NotSupported"_s, u"no"_s);
    }
    QDBusMessage answerToSearch(const QDBusMessage &message)
    {
        ++asked;
        if (mood == Mood::Odd)
            return message.createReply(u"four"_s);
        if (mood == Mood::Refusing)
            return message.createErrorReply(QDBusError::AccessDenied, u"no"_s);
        if (mood == Mood::CannotStart)
            return message.createErrorReply(u"org.freedesktop.DBus.Error.Spawn.ChildExited"_s,
                                            u"no"_s);
        const bool isLocked = mood == Mood::Locked || mood == Mood::LockedForMany;
        const bool isOpen = mood == Mood::Withholding || (mood == Mood::Keeping && stored > 0);
        const bool areTwo = mood == Mood::Vanishing || mood == Mood::Leaving;
        QList<QDBusObjectPath> open;
        if (areTwo)
            open << QDBusObjectPath(u"/gone"_s);
        if (isOpen || areTwo)
            open << QDBusObjectPath(u"/item"_s);
        QList<QDBusObjectPath> locked;
        if (isLocked)
            locked << QDBusObjectPath(u"/item"_s);
        return message.createReply({QVariant::fromValue(open), QVariant::fromValue(locked)});
    }
    [[nodiscard]] QDBusMessage answerToGet(const QDBusMessage &message) const
    {
        if (message.path() == "/gone"_L1)
            return message.createErrorReply(mood == Mood::Leaving ? QDBusError::ServiceUnknown
                                                                  : QDBusError::UnknownObject,
                                            u"no"_s);
        if (message.arguments().value(1) == u"Modified"_s)
            return message.createReply(QVariant::fromValue(QDBusVariant(quint64(100 + stored))));
        return message.createReply(QVariant::fromValue(QDBusVariant(QVariant::fromValue(Attributes{
            {u"server"_s, u"org.syncdashboard.SyncDashboard"_s}, {u"user"_s, u"prod"_s}}))));
    }
    QDBusMessage answerToStore(const QDBusMessage &message)
    {
        if (mood != Mood::Locked) // which drops it without a word
            ++stored;
        return message.createReply({QVariant::fromValue(QDBusObjectPath(u"/item"_s)),
                                    QVariant::fromValue(QDBusObjectPath(u"/"_s))});
    }
};

} // namespace

/// The keychain over a bus on which a service says what the test wants.
class TestKeychainCall final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void withoutABusThereIsNoKeychain();
    void whatTheServiceSaysIsOneOfOurErrors_data();
    void whatTheServiceSaysIsOneOfOurErrors();
    void whoAsksNothingConnectsToNothing();
    void whatIsStoredIsLookedUp_data();
    void whatIsStoredIsLookedUp();
    void whatIsRemovedIsLookedUp_data();
    void whatIsRemovedIsLookedUp();
    void anItemThatVanishesHidesNoOther_data();
    void anItemThatVanishesHidesNoOther();
    void aSilentServiceIsSlow();
    void aPersonGetsMoreTime();
    void toAskNeverWaits();
    void whoeverDropsACallHearsNothing();
    void whereThereIsNoKeychainNothingIsWritten();

private:
    void become(Mood mood);
    [[nodiscard]] SystemKeychain::Bus bus() const
    {
        return [this] { return m_bus->connection(u"program"_s); };
    }
    /// The code of what \p keychain says to a reader; "…" while it says nothing.
    [[nodiscard]] QString codeOfReading(Keychain &keychain);

    std::optional<PrivateBus> m_bus;
    QTemporaryDir m_home;
    MoodyService m_service;
    ManualClock m_clock;
};

void TestKeychainCall::initTestCase()
{
    qDBusRegisterMetaType<BusSecret>();
    qDBusRegisterMetaType<Attributes>();
    m_bus.emplace();
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus->address().toUtf8());
    qputenv("HOME", m_home.path().toUtf8());
    QDBusConnection bus = m_bus->connection(u"service"_s);
    QVERIFY(bus.registerVirtualObject(u"/"_s, &m_service, QDBusConnection::SubPath));
}

void TestKeychainCall::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"service"_s);
    QDBusConnection::disconnectFromBus(u"program"_s);
    m_bus.reset();
}

void TestKeychainCall::become(Mood mood)
{
    m_service.mood = mood;
    m_service.asked = 0;
    m_service.stored = 0;
    QDBusConnection bus = m_bus->connection(u"service"_s);
    if (mood == Mood::Away)
        bus.unregisterService(u"org.freedesktop.secrets"_s);
    else
        bus.registerService(u"org.freedesktop.secrets"_s);
}

QString TestKeychainCall::codeOfReading(Keychain &keychain)
{
    QString code;
    const PendingCall call =
        keychain.read(u"prod"_s, Keychain::Prompt::Never, [&code](const Result<Secret> &result) {
            code = result ? u"found"_s : result.error().code;
        });
    return QTest::qWaitFor([&code] { return !code.isEmpty(); }, 10'000) ? code : u"…"_s;
}

void TestKeychainCall::withoutABusThereIsNoKeychain()
{
    SystemKeychain keychain(m_clock, [] { return QDBusConnection(u"nowhere"_s); });
    QStringList codes;
    const auto noteVoid = [&codes](const Result<void> &result) {
        codes << (result ? u"done"_s : result.error().code);
    };
    const std::array calls = {keychain.store(u"prod"_s, Secret("s"), noteVoid),
                              keychain.remove(u"prod"_s, noteVoid),
                              keychain.list([&codes](const Result<QStringList> &result) {
                                  codes << (result ? u"done"_s : result.error().code);
                              })};
    QCOMPARE(codes.size(), 0); // never from inside
    QTRY_COMPARE(codes.size(), 3);
    QCOMPARE(codes.count(u"KeychainAbsent"_s), 3);
    QCOMPARE(codeOfReading(keychain), u"KeychainAbsent"_s);
}

void TestKeychainCall::whatTheServiceSaysIsOneOfOurErrors_data()
{
    QTest::addColumn<int>("mood");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, Mood mood, const QString &code) {
        QTest::newRow(name) << static_cast<int>(mood) << code;
    };
    row("nobody runs", Mood::Away, u"KeychainAbsent"_s);
    row("it cannot be started", Mood::CannotStart, u"KeychainAbsent"_s);
    row("no such entry", Mood::Empty, u"KeychainEntryNotFound"_s);
    row("locked", Mood::Locked, u"KeychainLocked"_s);
    row("there, and not given", Mood::Withholding, u"KeychainDenied"_s);
    row("the service refuses", Mood::Refusing, u"KeychainDenied"_s);
    row("an answer of another form", Mood::Odd, u"KeychainFailed"_s);
}

void TestKeychainCall::whatTheServiceSaysIsOneOfOurErrors()
{
    QFETCH(int, mood);
    become(static_cast<Mood>(mood));
    SystemKeychain keychain(m_clock, bus());
    QTEST(codeOfReading(keychain), "code");
}

void TestKeychainCall::whoAsksNothingConnectsToNothing()
{
    int connections = 0;
    SystemKeychain keychain(m_clock, [&connections] {
        ++connections;
        return QDBusConnection(u"nowhere"_s);
    });
    QCoreApplication::processEvents();
    QCOMPARE(connections, 0);
    QCOMPARE(codeOfReading(keychain), u"KeychainAbsent"_s);
    QCOMPARE(connections, 1);
}

void TestKeychainCall::whatIsStoredIsLookedUp_data()
{
    QTest::addColumn<int>("mood");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, Mood mood, const QString &code) {
        QTest::newRow(name) << static_cast<int>(mood) << code;
    };
    row("it is there", Mood::Keeping, u"done"_s);
    row("another keychain has it", Mood::Forgetting, u"KeychainNotKept"_s);
    row("the former one stays, locked", Mood::Locked, u"KeychainNotKept"_s);
    row("the former one is replaced, and locked", Mood::LockedForMany, u"done"_s);
}

void TestKeychainCall::whatIsStoredIsLookedUp()
{
    QFETCH(int, mood);
    become(static_cast<Mood>(mood));
    SystemKeychain keychain(m_clock, bus());
    QString code;
    const PendingCall call =
        keychain.store(u"prod"_s, Secret("secret"), [&code](const Result<void> &result) {
            code = result ? u"done"_s : result.error().code;
        });
    QTRY_VERIFY(!code.isEmpty());
    QTEST(code, "code");
}

void TestKeychainCall::whatIsRemovedIsLookedUp_data()
{
    QTest::addColumn<int>("mood");
    QTest::addColumn<QString>("code");
    QTest::newRow("locked") << static_cast<int>(Mood::Locked) << u"KeychainLocked"_s;
    QTest::newRow("it stays") << static_cast<int>(Mood::Withholding) << u"KeychainFailed"_s;
    QTest::newRow("not there") << static_cast<int>(Mood::Empty) << u"KeychainEntryNotFound"_s;
}

void TestKeychainCall::whatIsRemovedIsLookedUp()
{
    QFETCH(int, mood);
    become(static_cast<Mood>(mood));
    SystemKeychain keychain(m_clock, bus());
    QString code;
    const PendingCall call = keychain.remove(u"prod"_s, [&code](const Result<void> &result) {
        code = result ? u"done"_s : result.error().code;
    });
    QTRY_VERIFY(!code.isEmpty());
    QTEST(code, "code");
}

void TestKeychainCall::anItemThatVanishesHidesNoOther_data()
{
    QTest::addColumn<int>("mood");
    QTest::addColumn<QString>("says");
    QTest::newRow("one item is gone") << static_cast<int>(Mood::Vanishing) << u"prod"_s;
    QTest::newRow("the service is gone") << static_cast<int>(Mood::Leaving) << u"KeychainAbsent"_s;
}

void TestKeychainCall::anItemThatVanishesHidesNoOther()
{
    QFETCH(int, mood);
    become(static_cast<Mood>(mood));
    SystemKeychain keychain(m_clock, bus());
    QString says;
    const PendingCall call = keychain.list([&says](const Result<QStringList> &result) {
        says = result ? result->join(u' ') : result.error().code;
    });
    QTRY_VERIFY(!says.isEmpty());
    QTEST(says, "says");
}

void TestKeychainCall::aSilentServiceIsSlow()
{
    become(Mood::Silent);
    SystemKeychain keychain(m_clock, bus());
    QString code;
    const PendingCall call = keychain.list([&code](const Result<QStringList> &result) {
        code = result ? u"done"_s : result.error().code;
    });
    QCoreApplication::processEvents();
    m_clock.advance(SystemKeychain::patience - 1s);
    QCOMPARE(code, QString());
    m_clock.advance(1s);
    QCOMPARE(code, u"KeychainSlow"_s);
}

void TestKeychainCall::aPersonGetsMoreTime()
{
    become(Mood::Silent);
    SystemKeychain keychain(m_clock, bus());
    QString code;
    const PendingCall call =
        keychain.read(u"prod"_s, Keychain::Prompt::Allowed, [&code](const Result<Secret> &result) {
            code = result ? u"done"_s : result.error().code;
        });
    QCoreApplication::processEvents();
    m_clock.advance(SystemKeychain::patienceWithPerson - 1s);
    QCOMPARE(code, QString());
    m_clock.advance(1s);
    QCOMPARE(code, u"KeychainSlow"_s);
}

void TestKeychainCall::toAskNeverWaits()
{
    become(Mood::Silent);
    SystemKeychain keychain(m_clock, bus());
    QElapsedTimer timer;
    timer.start();
    std::vector<PendingCall> calls;
    for (int i = 0; i < 20; ++i)
        calls.push_back(keychain.read(u"prod"_s, Keychain::Prompt::Allowed, [](const auto &) {}));
    QCoreApplication::processEvents();
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
}

void TestKeychainCall::whoeverDropsACallHearsNothing()
{
    become(Mood::Withholding);
    SystemKeychain keychain(m_clock, bus());
    bool isTold = false;
    PendingCall call = keychain.read(u"prod"_s, Keychain::Prompt::Never,
                                     [&isTold](const auto &) { isTold = true; });
    QTRY_VERIFY(m_service.asked > 0); // QtKeychain is asked next
    QCoreApplication::processEvents();
    call = {};
    // One that is asked later is answered, and the former one's job has ended by then.
    QCOMPARE(codeOfReading(keychain), u"KeychainDenied"_s);
    QVERIFY(!isTold);
}

void TestKeychainCall::whereThereIsNoKeychainNothingIsWritten()
{
    become(Mood::Away);
    SystemKeychain keychain(m_clock, bus());
    QString code;
    const PendingCall call = keychain.store(
        u"prod"_s, Secret("CanarySecretOfKeychain"),
        [&code](const Result<void> &result) { code = result ? u"done"_s : result.error().code; });
    QTRY_COMPARE(code, u"KeychainAbsent"_s);
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("Canary"), qPrintable(file.fileName()));
    }
}

QTEST_GUILESS_MAIN(TestKeychainCall)
#include "tst_keychaincall.moc"
