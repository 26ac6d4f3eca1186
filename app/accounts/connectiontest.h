#pragma once

#include "clock.h"
#include "connection.h"
#include "credentialstate.h"
#include "registryinstance.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class CallJournal;
class RegistryDirectory;
class WatchedAccounts;

/// What one region of one account answered to a test.
struct RegionFinding {
    AccountRegion place{};
    bool isAsked = true; ///< it has not answered yet
    int instances = 0;
    std::optional<ApiError> error{};
};

/// Tries connections beside those that are used: asks each region of each account for its
/// instances, with ListInstance alone. Nothing waits for it, and what is asked ends with stop().
class ConnectionTest final : public QObject {
    Q_OBJECT

public:
    /// \p clock must outlive it. \p journal: of its calls, where somebody wants one.
    explicit ConnectionTest(Clock &clock, std::shared_ptr<CallJournal> journal = {},
                            QObject *parent = nullptr);
    ~ConnectionTest() override;

    /// In the place of the test before.
    void start(std::vector<Connection> connections);
    /// What is known so far stays.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_accounts != nullptr; }

    [[nodiscard]] const std::vector<RegionFinding> &findings() const { return m_findings; }
    [[nodiscard]] const std::vector<RegistryInstance> &instances() const { return m_instances; }
    /// Whose key signed, for each account that was asked.
    struct Identity {
        QString profile{}; ///< as in Connection
        CredentialState key{};
    };
    [[nodiscard]] const std::vector<Identity> &identities() const { return m_identities; }

Q_SIGNALS:
    void changed();

private:
    void takeAnswer(int run, std::size_t index);
    void readIdentities();

    Clock &m_clock;
    std::shared_ptr<CallJournal> m_journal;
    int m_run = 0;
    std::shared_ptr<WatchedAccounts> m_accounts;                   // while it runs
    std::vector<std::unique_ptr<RegistryDirectory>> m_directories; // of each region
    std::vector<RegionFinding> m_findings;
    std::vector<RegistryInstance> m_instances;
    std::vector<Identity> m_identities;
    std::vector<std::function<CredentialState()>> m_keyStates; // of the identities
};
