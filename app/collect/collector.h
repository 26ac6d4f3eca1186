#pragma once

#include "collection.h"
#include "leasekeeper.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

/// sync-dashboard collect: writes what all accounts tell into a team's database while it holds the
/// lease, and stands by, asking the registry nothing, while another one does. Where it could not
/// write however long it waited, or has no account to ask, it lets another one have the lease, and
/// tries again each minute.
class Collector final : public QObject {
    Q_OBJECT

public:
    struct Options {
        DatabaseAddress database{};
        QString holder{};  ///< a name that no other process has
        QString program{}; ///< name and version
        QString version{};
        Collection::Options collection{};
    };
    /// The accounts to ask, as they are configured now.
    using Connect = std::function<Connections()>;
    /// One line for the log.
    using Tell = std::function<void(const QString &line)>;

    Collector(Clock &clock, Options options, Connect connect, Tell tell, QObject *parent = nullptr);

    void start();
    /// Reads the configuration again.
    void reload();

    /// What is known now, for a monitoring system; while another one collects, that.
    [[nodiscard]] std::vector<MetricFamily> measured(const MetricsChoice &choice) const;
    /// What is measured is what it reads itself.
    [[nodiscard]] bool isCollecting() const
    {
        return m_collection != nullptr && m_answer && m_answer->isHeld;
    }
    /// All that is to be kept was read once: before, what is missing means nothing.
    [[nodiscard]] bool hasRead() const
    {
        return m_collection && m_collection->tasksOfFirstReading().has_value();
    }
    /// Why it neither collects nor stands by, without details; empty where it does.
    [[nodiscard]] QString unreadiness() const;
    /// What it does, in a few words, for systemctl status.
    [[nodiscard]] QString stateText() const;
    /// It collects, and all that it saw is in the database.
    [[nodiscard]] bool isIdle() const { return m_collection && m_collection->isIdle(); }

Q_SIGNALS:
    void stateChanged();

private:
    void take(const LeaseAnswer &answer);
    void begin();
    void end();
    void takeOpening(const HistoryOpening &opening);
    void standAside();
    void limitMemory();
    void connectAccounts();
    void tellState();

    Clock &m_clock;
    Options m_options;
    Connect m_connect;
    Tell m_tell;
    QHash<QString, QString> m_names; // of profiles, by account
    QStringList m_faults;            // of the history, as long as they last
    bool m_hasAccounts = true;       // one at least can be asked
    QString m_hindrance; // why it stands aside, or did the last time; empty: nothing did
    QString m_toldState;
    std::optional<LeaseAnswer> m_answer;
    LeaseKeeper m_lease;
    std::unique_ptr<Collection> m_collection; // ends before the lease: it writes to its end
    PendingCall m_nextLook;
};
