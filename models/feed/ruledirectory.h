#pragma once

#include "registry.h"
#include "rulelisting.h"
#include "unreadtally.h"

#include <QHash>
#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <vector>

/// Which rules the watched instances have.
class RuleDirectory final : public QObject {
    Q_OBJECT

public:
    explicit RuleDirectory(Registry &registry, QObject *parent = nullptr);

    /// Takes as known what was known before, but for what was loaded already; what is loaded later
    /// takes its place.
    void restore(const QHash<QString, std::vector<SyncRule>> &rulesByInstance);

    /// Asks one instance of an account after the other; one's failure leaves the others, and what
    /// is known of it from before. Those that told their rules, or will not tell them, are not
    /// asked again; what is known of instances that are not among these is forgotten.
    void load(const std::vector<InstanceRef> &instances);
    /// Asks those again that told their rules: somebody may have changed them; and those whose key
    /// or permission did not suffice, which may have been mended. What is known stays until they
    /// answer.
    void reread();
    /// Those that would not tell them for another reason, too.
    void rereadAll();
    /// Only this one, whose rules were changed just now: an answer to what was asked before does
    /// not count.
    void rereadOf(const QString &instanceId);

    [[nodiscard]] const QHash<QString, SyncRule> &all() const { return m_all; } ///< by rule id
    [[nodiscard]] std::vector<SyncRule> of(const QString &instanceId) const;
    /// The instance has told of its rules; else they are what was known before, if anything.
    [[nodiscard]] bool isListed(const QString &instanceId) const;
    /// The instance was asked for its rules and did not tell them, and nothing is known from
    /// before; or it told only some.
    [[nodiscard]] bool isMissing(const QString &instanceId) const;
    /// How often it has told of them.
    [[nodiscard]] int timesListed(const QString &instanceId) const;
    /// Why the rules of instances were not told, or not all of them, when they were last asked for,
    /// by instance id.
    [[nodiscard]] const std::map<QString, ApiError> &errors() const { return m_errors; }
    /// What of the latest lists could not be read.
    [[nodiscard]] UnreadSummary unread() const;

Q_SIGNALS:
    /// One instance has answered.
    void loaded(const std::optional<ApiError> &error);

private:
    /// The rules of one account, which are being asked for.
    struct AccountLoad {
        std::vector<InstanceRef> instances{}; ///< still to be asked, the present one last
        std::unique_ptr<RuleListing> listing{};
    };

    void continueWith(const QString &account, std::vector<InstanceRef> wanted);
    void start(const QString &account);
    void finish(const QString &account, const Result<RuleListing::Listed> &listed);
    void gather();

    Registry &m_registry;
    std::vector<InstanceRef> m_instances;   // of which rules are wanted
    std::map<QString, AccountLoad> m_loads; // by account
    std::map<QString, InstanceRef> m_ended; // by instance id: need not be asked again
    std::map<QString, QHash<QString, SyncRule>> m_byInstance;
    QHash<QString, SyncRule> m_all;
    std::map<QString, int> m_timesListed; // by instance id
    std::map<QString, ApiError> m_errors; // by instance id
    std::map<QString, UnreadSummary> m_unread;
};
