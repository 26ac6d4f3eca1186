#pragma once

#include "clock.h"
#include "connection.h"
#include "readingpause.h"
#include "registry.h"
#include "registryinstance.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class AccountRouter;
class CallJournal;
class CallTally;
class RequestBudget;
class RestBudget;

/// How much is asked of all accounts together.
struct AccountsUse {
    int lastMinute = 0; ///< calls begun in the last 60 s
    /// Accounts whose calls are held back, or all wait before another attempt. They are named where
    /// there are several.
    std::vector<ReadingPause> pauses{};

    friend bool operator==(const AccountsUse &, const AccountsUse &) = default;
};

/// All accounts that are watched, as one registry. Each has a request budget of its own; profiles
/// with the same key are one account and share it.
class WatchedAccounts final {
public:
    /// \p journal: of their calls; without one they keep their own.
    WatchedAccounts(std::vector<Connection> connections, Clock &clock,
                    std::shared_ptr<CallJournal> journal = {});
    ~WatchedAccounts();
    Q_DISABLE_COPY_MOVE(WatchedAccounts)

    [[nodiscard]] Registry &registry();
    [[nodiscard]] const CallJournal &journal() const { return *m_journal; }
    /// Of each request that was sent since this was made.
    [[nodiscard]] const CallTally &tally() const { return *m_tally; }
    /// Every region of every account, in the order in which they were given.
    [[nodiscard]] const std::vector<AccountRegion> &places() const { return m_places; }
    [[nodiscard]] AccountsUse use() const;
    /// A person asks: no account waits any longer for what a server said before.
    void askNow();
    /// How many requests a minute are made of each key while nobody asks for anything.
    void setRestRequests(int perMinute);
    /// Connection::key of an account; empty for one that is not watched, or has none.
    [[nodiscard]] QByteArray keyOf(const QString &account) const;
    /// Null for an account that is not watched.
    [[nodiscard]] RestBudget *restBudget(const QString &account) const;
    /// Of each account that can change something, the name of its profile: see Connection.
    [[nodiscard]] const QHash<QString, QString> &profiles() const { return m_profiles; }
    /// Of an account that can change nothing, why; empty: each can. See Connection.
    [[nodiscard]] const std::optional<ApiError> &changeError() const { return m_changeError; }
    /// Connection::signer of an account.
    [[nodiscard]] QString signerOf(const QString &account) const
    {
        return m_signers.value(account);
    }

private:
    /// What is asked under one key.
    struct Key {
        QByteArray id{};                   ///< Connection::key
        std::optional<int> restRequests{}; ///< Connection's
        QStringList accounts{};
        std::shared_ptr<RequestBudget> budget{}; ///< null: what is asked is not limited
        std::shared_ptr<RestBudget> rest{};
        std::vector<std::function<std::vector<ReadingPause>()>> waiting{}; ///< of the clients
    };

    [[nodiscard]] const Key *findKey(const QString &account) const;
    [[nodiscard]] std::optional<ReadingPause> pauseOf(const Key &key) const;
    void addKey(std::vector<Connection> &&connections, Clock &clock);

    std::vector<AccountRegion> m_places;
    QHash<QString, QString> m_profiles; // by account
    std::optional<ApiError> m_changeError;
    QHash<QString, QString> m_signers;           // likewise
    std::vector<std::function<void()>> m_askNow; // of the clients
    std::vector<Key> m_keys;
    std::unique_ptr<AccountRouter> m_router;
    std::shared_ptr<CallJournal> m_journal;
    std::shared_ptr<CallTally> m_tally;
    std::unique_ptr<Registry> m_journaled; // the router, with the journal
};
