#include "clock.h"
#include "privatebus.h"
#include "systemkeychain.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr int keyringPatience = 30'000; // ms
const QByteArray canary("CanarySecretOfKeyring0123456789");

QString codeOf(const Result<void> &result)
{
    return result ? u"done"_s : result.error().code;
}

} // namespace

/// The keychain of this program over a real one: GNOME Keyring on a bus and in a home of its own.
class TestSystemKeychain final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void whatIsStoredIsFoundUnderItsName();
    void whatIsStoredTwiceIsThereOnce();
    void whatIsRemovedIsGone();
    void aLockedKeychainSaysSoAndAsksNobody();
    void noFileHoldsASecretAsItIs();

private:
    void startKeyring();
    void stopKeyring();
    [[nodiscard]] QString store(const QString &name, const QByteArray &secret);
    [[nodiscard]] QString remove(const QString &name);
    /// The secret, or the code of the error.
    [[nodiscard]] QString read(const QString &name);
    [[nodiscard]] QString list();
    [[nodiscard]] QDBusMessage callService(const QString &method, const QVariant &argument);

    QTemporaryDir m_home;
    std::optional<PrivateBus> m_bus;
    QProcess m_keyring;
    SystemClock m_clock;
    std::optional<SystemKeychain> m_keychain;
};

void TestSystemKeychain::initTestCase()
{
    if (QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty())
        QSKIP("gnome-keyring-daemon is not installed");
    m_bus.emplace();
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus->address().toUtf8());
    for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                             "XDG_RUNTIME_DIR", "GNOME_KEYRING_CONTROL"})
        qputenv(name, m_home.path().toUtf8());
    qunsetenv("DISPLAY"); // nobody is there to be asked
    qunsetenv("WAYLAND_DISPLAY");
    startKeyring();
    m_keychain.emplace(m_clock, [this] { return m_bus->connection(u"program"_s); });
}

void TestSystemKeychain::cleanupTestCase()
{
    stopKeyring();
    QDBusConnection::disconnectFromBus(u"program"_s);
    m_bus.reset();
}

void TestSystemKeychain::startKeyring()
{
    m_keyring.start(u"gnome-keyring-daemon"_s,
                    {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s,
                     u"--control-directory="_s + m_home.path()});
    m_keyring.write("password");
    m_keyring.closeWriteChannel();
    QVERIFY(QTest::qWaitFor(
        [this] {
            const QDBusMessage names = m_bus->connection(u"program"_s)
                                           .call(QDBusMessage::createMethodCall(
                                               u"org.freedesktop.DBus"_s, u"/"_s,
                                               u"org.freedesktop.DBus"_s, u"ListNames"_s));
            return names.arguments().value(0).toStringList().contains(u"org.freedesktop.secrets"_s);
        },
        keyringPatience));
}

void TestSystemKeychain::stopKeyring()
{
    m_keyring.terminate();
    m_keyring.waitForFinished(keyringPatience);
}

QDBusMessage TestSystemKeychain::callService(const QString &method, const QVariant &argument)
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                       u"org.freedesktop.Secret.Service"_s, method);
    message << argument;
    return m_bus->connection(u"program"_s).call(message);
}

QString TestSystemKeychain::store(const QString &name, const QByteArray &secret)
{
    QString code;
    const PendingCall call = m_keychain->store(
        name, Secret(secret), [&code](const Result<void> &result) { code = codeOf(result); });
    return QTest::qWaitFor([&code] { return !code.isEmpty(); }, keyringPatience) ? code : u"…"_s;
}

QString TestSystemKeychain::remove(const QString &name)
{
    QString code;
    const PendingCall call =
        m_keychain->remove(name, [&code](const Result<void> &result) { code = codeOf(result); });
    return QTest::qWaitFor([&code] { return !code.isEmpty(); }, keyringPatience) ? code : u"…"_s;
}

QString TestSystemKeychain::read(const QString &name)
{
    QString text;
    const PendingCall call =
        m_keychain->read(name, Keychain::Prompt::Never, [&text](const Result<Secret> &result) {
            text = result ? QString::fromUtf8(result->reveal()) : result.error().code;
        });
    return QTest::qWaitFor([&text] { return !text.isEmpty(); }, keyringPatience) ? text : u"…"_s;
}

QString TestSystemKeychain::list()
{
    QString names = u"…"_s;
    const PendingCall call = m_keychain->list([&names](const Result<QStringList> &result) {
        names = result ? result->join(u' ') : result.error().code;
    });
    return QTest::qWaitFor([&names] { return names != u"…"; }, keyringPatience) ? names : u"…"_s;
}

void TestSystemKeychain::whatIsStoredIsFoundUnderItsName()
{
    QCOMPARE(list(), QString());
    QCOMPARE(read(u"prod"_s), u"KeychainEntryNotFound"_s);
    QCOMPARE(store(u"prod"_s, canary), u"done"_s);
    QCOMPARE(store(u"测试 ö"_s, "another"), u"done"_s);
    QCOMPARE(read(u"prod"_s), QString::fromUtf8(canary));
    QCOMPARE(read(u"测试 ö"_s), u"another"_s);
    QCOMPARE(list(), u"prod 测试 ö"_s);
}

void TestSystemKeychain::whatIsStoredTwiceIsThereOnce()
{
    QCOMPARE(store(u"twice"_s, "first"), u"done"_s);
    QCOMPARE(store(u"twice"_s, "second"), u"done"_s);
    QCOMPARE(read(u"twice"_s), u"second"_s);
    QCOMPARE(list().count(u"twice"_s), 1);
}

void TestSystemKeychain::whatIsRemovedIsGone()
{
    QCOMPARE(store(u"gone"_s, "secret"), u"done"_s);
    QCOMPARE(remove(u"gone"_s), u"done"_s);
    QCOMPARE(read(u"gone"_s), u"KeychainEntryNotFound"_s);
    QCOMPARE(remove(u"gone"_s), u"KeychainEntryNotFound"_s);
    QVERIFY(!list().contains(u"gone"_s));
}

void TestSystemKeychain::aLockedKeychainSaysSoAndAsksNobody()
{
    QCOMPARE(store(u"locked"_s, "secret"), u"done"_s);
    const QDBusMessage alias = callService(u"ReadAlias"_s, u"default"_s);
    const auto collection = alias.arguments().value(0).value<QDBusObjectPath>();
    QVERIFY(collection.path().size() > 1);
    const QDBusMessage locked =
        callService(u"Lock"_s, QVariant::fromValue(QList<QDBusObjectPath>{collection}));
    QCOMPARE(locked.type(), QDBusMessage::ReplyMessage);
    QCOMPARE(read(u"locked"_s), u"KeychainLocked"_s);
    QCOMPARE(remove(u"locked"_s), u"KeychainLocked"_s);
    QVERIFY(list().contains(u"locked"_s)); // names are no secret
    stopKeyring();
    startKeyring();
    QCOMPARE(read(u"locked"_s), u"secret"_s);
}

void TestSystemKeychain::noFileHoldsASecretAsItIs()
{
    QCOMPARE(read(u"prod"_s), QString::fromUtf8(canary));
    stopKeyring(); // it has written everything
    qsizetype read = 0;
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        read += content.size();
        QVERIFY2(!content.contains(canary), qPrintable(file.fileName()));
    }
    QVERIFY(read > 0);
}

QTEST_GUILESS_MAIN(TestSystemKeychain)
#include "tst_systemkeychain.moc"
