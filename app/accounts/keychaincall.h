#pragma once

#include "clock.h"
#include "keychain.h"
#include "systemkeychain.h"

#include <QDBusConnection>
#include <QObject>
#include <QSet>

#include <chrono>
#include <functional>
#include <optional>

class QDBusMessage;
class QDBusPendingCall;

namespace QKeychain {
class Job;
}

/// One question to the desktop's keychain: asks the Secret Service which entries there are, then
/// lets QtKeychain do the rest. Deletes itself when it has been answered. A job of QtKeychain that
/// nobody waits for any more ends by itself: to delete one that runs is a use of freed memory.
class KeychainCall final : public QObject {
    Q_OBJECT

public:
    /// What is done with the entry \a name, or with all of them.
    struct Question {
        enum class Kind : quint8 { Read, Store, Remove, List };

        Kind kind = Kind::List;
        QString name{};
        Secret secret{};
        Keychain::Prompt prompt = Keychain::Prompt::Never;
    };

    /// \p clock must outlive it. \p bus is asked for when the call begins.
    KeychainCall(Question question, Clock &clock, SystemKeychain::Bus bus);

    /// Begins; \p run runs once when it is over, from the event loop.
    PendingCall waitWith(std::function<void(const KeychainCall &)> run);

    [[nodiscard]] const std::optional<ApiError> &error() const { return m_error; }
    [[nodiscard]] const Secret &secret() const { return m_secret; }
    [[nodiscard]] const QStringList &names() const { return m_names; }

Q_SIGNALS:
    void finished();

private:
    /// The paths of the items that have the name.
    struct Items {
        QStringList open{};
        QStringList locked{};
    };

    void begin();
    [[nodiscard]] std::chrono::milliseconds patience() const;
    void watch(const QDBusPendingCall &pending,
               const std::function<void(const QDBusMessage &)> &then);
    void search(const std::function<void(const Items &)> &then);
    void get(const QString &path, const QString &property,
             const std::function<void(const QVariant &)> &then);
    void takeItems(const Items &items);
    void readNames(const QStringList &paths);
    void takeName(const QVariant &value);
    void startJob();
    void takeJob(const QKeychain::Job &job);
    void takeSuccess(const QKeychain::Job &job);
    void takeRefusal();
    void checkRemoval(const Items &items);
    void checkStore(const Items &items);
    void failToKeep();
    void giveUp();
    void finish();
    void fail(const QString &code, const QString &message);

    Question m_question;
    Clock &m_clock;
    SystemKeychain::Bus m_openBus;
    std::optional<QDBusConnection> m_bus; // once it has begun
    bool m_isLocked = false;              // what was asked for, as far as is known
    quint64 m_modified = 0;  // the locked entry before it was to be replaced, as the service tells
    qsizetype m_awaited = 0; // names
    bool m_isOver = false;
    PendingCall m_deadline;

    std::optional<ApiError> m_error;
    Secret m_secret;
    QStringList m_names;
};
