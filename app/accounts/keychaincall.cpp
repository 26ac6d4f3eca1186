#include "keychaincall.h"

#include "printable.h"

#include <QDBusArgument>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCall>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QLibrary>
#include <QMap>
#include <qt6keychain/keychain.h>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// Source: the Secret Service API of freedesktop.org, draft 0.2; the attributes are QtKeychain's.
constexpr QLatin1StringView secretService = "org.freedesktop.secrets"_L1;
constexpr QLatin1StringView secretPath = "/org/freedesktop/secrets"_L1;
constexpr QLatin1StringView secretInterface = "org.freedesktop.Secret.Service"_L1;
constexpr QLatin1StringView secretItem = "org.freedesktop.Secret.Item"_L1;
constexpr QLatin1StringView entryService = "org.syncdashboard.SyncDashboard"_L1;
constexpr QLatin1StringView serviceAttribute = "server"_L1;
constexpr QLatin1StringView nameAttribute = "user"_L1;

// Whoever has more than this has something else.
constexpr qsizetype mostEntries = 1'000;

using Attributes = QMap<QString, QString>;

QDBusMessage searchMessage(const QString &name)
{
    Attributes attributes{{serviceAttribute, entryService}};
    if (!name.isEmpty())
        attributes.insert(nameAttribute, name);
    QDBusArgument map;
    map.beginMap(QMetaType::fromType<QString>(), QMetaType::fromType<QString>());
    for (auto it = attributes.cbegin(); it != attributes.cend(); ++it) {
        map.beginMapEntry();
        map << it.key() << it.value();
        map.endMapEntry();
    }
    map.endMap();
    QDBusMessage message = QDBusMessage::createMethodCall(secretService, secretPath,
                                                          secretInterface, u"SearchItems"_s);
    message << QVariant::fromValue(map);
    return message;
}

QStringList pathsIn(const QVariant &argument)
{
    QStringList paths;
    const auto found = qdbus_cast<QList<QDBusObjectPath>>(argument);
    for (const QDBusObjectPath &path : found)
        paths << path.path();
    return paths;
}

/// libsecret, which QtKeychain asks, keeps its session with the service for good, and a service
/// that was started anew does not know it: each job begins with a session of its own. Without
/// libsecret there is none. Source: libsecret's reference, secret_service_disconnect().
void forgetSession()
{
    QLibrary library(u"secret-1"_s, 0); // as QtKeychain loads it
    if (auto *disconnect =
            reinterpret_cast<void (*)()>(library.resolve("secret_service_disconnect")))
        disconnect();
}

constexpr std::array silenceErrors = {QDBusError::NoReply, QDBusError::Timeout,
                                      QDBusError::TimedOut};
constexpr std::array absenceErrors = {QDBusError::ServiceUnknown, QDBusError::Disconnected,
                                      QDBusError::NoServer,       QDBusError::NoNetwork,
                                      QDBusError::UnknownObject,  QDBusError::UnknownInterface,
                                      QDBusError::UnknownMethod};

template<std::size_t size>
bool isOneOf(const std::array<QDBusError::ErrorType, size> &errors, QDBusError::ErrorType type)
{
    return std::ranges::find(errors, type) != errors.end();
}

/// The service itself does not answer; else it says something of one item.
bool isOfService(const QDBusMessage &reply)
{
    constexpr std::array lost = {QDBusError::ServiceUnknown, QDBusError::Disconnected,
                                 QDBusError::NoServer, QDBusError::NoNetwork};
    const QDBusError::ErrorType type = QDBusError(reply).type();
    return isOneOf(silenceErrors, type) || isOneOf(lost, type);
}

/// Our words for what the bus says; nothing is there to answer, or does not.
ApiError errorOfBus(const QDBusMessage &reply)
{
    const QDBusError::ErrorType type = QDBusError(reply).type();
    if (isOneOf(silenceErrors, type))
        return credentialError(u"KeychainSlow"_s, u"The keychain did not answer in time"_s);
    if (type == QDBusError::AccessDenied)
        return credentialError(u"KeychainDenied"_s, u"The keychain refuses to be asked"_s);
    if (isOneOf(absenceErrors, type))
        return credentialError(u"KeychainAbsent"_s,
                               u"No keychain runs on this desktop (org.freedesktop.secrets)"_s);
    // Of a service that is there and cannot be started.
    const QString name = printable(reply.errorName());
    if (name.startsWith("org.freedesktop.DBus.Error.Spawn."_L1))
        return credentialError(u"KeychainAbsent"_s,
                               u"The keychain of this desktop does not start (%1)"_s.arg(name));
    return credentialError(u"KeychainFailed"_s, u"The keychain failed (%1)"_s.arg(name));
}

} // namespace

KeychainCall::KeychainCall(Question question, Clock &clock, SystemKeychain::Bus bus)
    : m_question(std::move(question)), m_clock(clock), m_openBus(std::move(bus))
{
}

PendingCall KeychainCall::waitWith(std::function<void(const KeychainCall &)> run)
{
    auto connection =
        connect(this, &KeychainCall::finished, this, [this, run = std::move(run)] { run(*this); });
    QMetaObject::invokeMethod(this, &KeychainCall::begin, Qt::QueuedConnection);
    return {this, std::move(connection)};
}

std::chrono::milliseconds KeychainCall::patience() const
{
    const bool mayAskPerson = m_question.kind == Question::Kind::Store ||
                              m_question.kind == Question::Kind::Remove ||
                              m_question.prompt == Keychain::Prompt::Allowed;
    return mayAskPerson ? SystemKeychain::patienceWithPerson : SystemKeychain::patience;
}

void KeychainCall::begin()
{
    m_deadline = m_clock.after(patience(), [this] { giveUp(); });
    m_bus = m_openBus();
    if (!m_bus->isConnected())
        return fail(u"KeychainAbsent"_s, u"There is no session bus, and so no keychain"_s);
    search([this](const Items &items) { takeItems(items); });
}

/// Whatever the reply is.
void KeychainCall::watch(const QDBusPendingCall &pending,
                         const std::function<void(const QDBusMessage &)> &then)
{
    auto *watcher = new QDBusPendingCallWatcher(pending, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, then](QDBusPendingCallWatcher *finished) {
                finished->deleteLater();
                if (!m_isOver)
                    then(finished->reply());
            });
}

/// An error ends the call.
void KeychainCall::search(const std::function<void(const Items &)> &then)
{
    // The bus' own limit must not be shorter than a keychain that is started by the question takes.
    const QDBusPendingCall asked =
        m_bus->asyncCall(searchMessage(m_question.name), static_cast<int>(patience().count()));
    watch(asked, [this, then](const QDBusMessage &reply) {
        if (reply.type() != QDBusMessage::ReplyMessage) {
            m_error = errorOfBus(reply);
            return finish();
        }
        if (reply.signature() != "aoao"_L1)
            return fail(u"KeychainFailed"_s, u"The keychain answers in a form of its own"_s);
        then({.open = pathsIn(reply.arguments().value(0)),
              .locked = pathsIn(reply.arguments().value(1))});
    });
}

/// Of an item that is gone, or that does not tell, the value is not valid.
void KeychainCall::get(const QString &path, const QString &property,
                       const std::function<void(const QVariant &)> &then)
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        secretService, path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    message << QString(secretItem) << property;
    watch(m_bus->asyncCall(message), [this, then](const QDBusMessage &reply) {
        const bool isAnswer = reply.type() == QDBusMessage::ReplyMessage;
        if (!isAnswer && isOfService(reply)) {
            m_error = errorOfBus(reply);
            return finish();
        }
        then(isAnswer ? reply.arguments().value(0).value<QDBusVariant>().variant() : QVariant());
    });
}

void KeychainCall::takeItems(const Items &items)
{
    using Kind = Question::Kind;
    if (m_question.kind == Kind::List)
        return readNames(items.open + items.locked);
    m_isLocked = items.open.isEmpty() && !items.locked.isEmpty();
    const bool isMissing = items.open.isEmpty() && items.locked.isEmpty();
    if (isMissing && m_question.kind != Kind::Store)
        return fail(u"KeychainEntryNotFound"_s,
                    u"The keychain has no entry '%1'"_s.arg(m_question.name));
    if (m_isLocked && m_question.kind == Kind::Read && m_question.prompt == Keychain::Prompt::Never)
        return fail(u"KeychainLocked"_s, u"The keychain is locked"_s);
    if (!m_isLocked || m_question.kind != Kind::Store)
        return startJob();
    get(items.locked.first(), u"Modified"_s, [this](const QVariant &modified) {
        m_modified = modified.toULongLong();
        startJob();
    });
}

void KeychainCall::readNames(const QStringList &paths)
{
    m_awaited = std::min(paths.size(), mostEntries);
    if (m_awaited == 0)
        return finish();
    for (const QString &path : paths.first(m_awaited))
        get(path, u"Attributes"_s, [this](const QVariant &value) { takeName(value); });
}

void KeychainCall::takeName(const QVariant &value)
{
    const auto attributes = qdbus_cast<Attributes>(value);
    const QString name = attributes.value(nameAttribute);
    // A locked keychain may hide them, and an item may have been removed meanwhile.
    if (!name.isEmpty() && attributes.value(serviceAttribute) == entryService &&
        !m_names.contains(name))
        m_names << name;
    if (--m_awaited > 0)
        return;
    m_names.sort();
    finish();
}

void KeychainCall::startJob()
{
    QKeychain::Job *job = nullptr;
    switch (m_question.kind) {
    case Question::Kind::Store: {
        auto *write = new QKeychain::WritePasswordJob(entryService);
        write->setTextData(QString::fromUtf8(m_question.secret.reveal()));
        job = write;
        break;
    }
    case Question::Kind::Remove:
        job = new QKeychain::DeletePasswordJob(entryService);
        break;
    case Question::Kind::Read:
    case Question::Kind::List:
        job = new QKeychain::ReadPasswordJob(entryService);
        break;
    }
    job->setKey(m_question.name);
    job->setInsecureFallback(false); // else QtKeychain writes plain text where it finds no keychain
    connect(job, &QKeychain::Job::finished, this,
            [this](QKeychain::Job *ended) { takeJob(*ended); });
    forgetSession();
    job->start();
}

void KeychainCall::takeJob(const QKeychain::Job &job)
{
    if (m_isOver)
        return;
    const QString why =
        job.errorString().isEmpty() ? QString() : u" ("_s + printable(job.errorString()) + u')';
    switch (job.error()) {
    case QKeychain::NoError:
        return takeSuccess(job);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return fail(u"KeychainAbsent"_s, u"No keychain can be used on this desktop"_s + why);
    case QKeychain::EntryNotFound:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return takeRefusal();
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    fail(u"KeychainFailed"_s, u"The keychain failed"_s + why);
}

/// QtKeychain also reports no error of what did not take place: libsecret removes only what is
/// unlocked, tells of no question that a person has dismissed, and where the desktop is an old KDE
/// another keychain than ours is asked. So it is looked up.
void KeychainCall::takeSuccess(const QKeychain::Job &job)
{
    switch (m_question.kind) {
    case Question::Kind::Store:
        return search([this](const Items &items) { checkStore(items); });
    case Question::Kind::Remove:
        return search([this](const Items &items) { checkRemoval(items); });
    case Question::Kind::Read:
    case Question::Kind::List:
        break;
    }
    if (const auto *read = qobject_cast<const QKeychain::ReadPasswordJob *>(&job))
        m_secret = Secret(read->textData().toUtf8());
    finish();
}

void KeychainCall::takeRefusal()
{
    if (m_question.kind == Question::Kind::Store)
        return failToKeep();
    // The entry was there a moment ago.
    if (m_isLocked)
        return fail(u"KeychainLocked"_s, u"The keychain is locked, and was not unlocked"_s);
    fail(u"KeychainDenied"_s, u"The keychain does not give the entry '%1'"_s.arg(m_question.name));
}

void KeychainCall::checkRemoval(const Items &items)
{
    if (!items.locked.isEmpty())
        return fail(u"KeychainLocked"_s,
                    u"The keychain is locked, and still has the entry '%1'"_s.arg(m_question.name));
    if (!items.open.isEmpty())
        return fail(u"KeychainFailed"_s,
                    u"The keychain still has the entry '%1'"_s.arg(m_question.name));
    finish();
}

void KeychainCall::checkStore(const Items &items)
{
    if (items.open.isEmpty() && items.locked.isEmpty())
        return failToKeep();
    if (!items.open.isEmpty() || !m_isLocked)
        return finish();
    // It was there and locked before; a keychain may also unlock for each program by itself.
    get(items.locked.first(), u"Modified"_s, [this](const QVariant &modified) {
        if (modified.toULongLong() == m_modified)
            return failToKeep();
        finish();
    });
}

void KeychainCall::failToKeep()
{
    fail(u"KeychainNotKept"_s, u"The keychain is locked, or refused to keep the key, or keeps it "
                               "where no Secret Service finds it"_s);
}

void KeychainCall::giveUp()
{
    if (m_isLocked)
        return fail(u"KeychainLocked"_s, u"The keychain is locked, and was not unlocked in time"_s);
    fail(u"KeychainSlow"_s, u"The keychain did not answer in time"_s);
}

void KeychainCall::fail(const QString &code, const QString &message)
{
    m_error = credentialError(code, message);
    finish();
}

void KeychainCall::finish()
{
    if (std::exchange(m_isOver, true))
        return;
    m_deadline = {};
    deleteLater(); // first: who hears of it may delete what lives around this
    Q_EMIT finished();
}
