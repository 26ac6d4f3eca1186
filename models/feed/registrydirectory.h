#pragma once

#include "listpager.h"
#include "querynames.h"
#include "registry.h"
#include "ruledirectory.h"
#include "unlistedregion.h"
#include "unreadtally.h"

#include <QHash>
#include <QObject>

#include <map>
#include <optional>
#include <set>
#include <vector>

/// Which instances there are in the watched regions of all accounts, and what they and their rules
/// are called.
class RegistryDirectory final : public QObject {
    Q_OBJECT

public:
    explicit RegistryDirectory(Registry &registry, QObject *parent = nullptr);

    static constexpr int maxCalls = 4; // for each account

    /// Takes as known what was known before, but for what was loaded already; what is loaded later
    /// takes its place.
    void restore(const std::vector<RegistryInstance> &instances,
                 const QHash<QString, std::vector<SyncRule>> &rulesByInstance);

    /// Asks each region for its instances, all pages, a few regions of an account at once. One
    /// region's failure leaves the others, and what is known of it from before. The list changes
    /// when all of an account have answered; a newer question drops an older one. An instance that
    /// several accounts see is the first one's, in the order of \p places.
    void loadInstances(const std::vector<AccountRegion> &places);
    /// Asks again where the last question failed in a way that may pass; the other places keep what
    /// they told, and their failures.
    void retryInstances();
    /// Likewise, whatever the failure was.
    void retryAllInstances();
    /// Such a failure was the last answer of some place.
    [[nodiscard]] bool canRetryInstances() const;
    [[nodiscard]] bool isLoadingInstances() const { return !m_loads.empty(); }

    [[nodiscard]] const std::vector<RegistryInstance> &instances() const;
    [[nodiscard]] QString instanceName(const QString &instanceId) const; ///< the id when unknown
    [[nodiscard]] QString regionOf(const QString &instanceId) const;     ///< empty when unknown
    /// How to ask about an instance; without region and account when it is unknown.
    [[nodiscard]] InstanceRef refOf(const QString &instanceId) const;
    /// How to ask about the instance of \p image; one that no watched account lists is asked about
    /// where the image says it is, under \p account.
    [[nodiscard]] InstanceRef refOf(const ImageRef &image, const QString &account) const;
    /// Its name, and where several accounts are watched, the account: "mirror · prod".
    [[nodiscard]] QString fullNameOf(const QString &instanceId) const;
    /// Every region of \p account answered when it was last asked.
    [[nodiscard]] bool isListed(const QString &account) const;
    /// Some place answered when it was last asked, if only with a part of its list.
    [[nodiscard]] bool hasAnswer() const;
    /// What failed when last asked: the first failure of each account, as they came.
    [[nodiscard]] std::vector<ApiError> errors() const;
    /// The watched regions of which no instance is known, and why; not those that answered that
    /// they have none. Also those that failed and of which some instances are known: they are
    /// marked.
    [[nodiscard]] std::vector<UnlistedRegion> unlistedRegions() const;
    /// A region of an account that did not answer, or of whose instances it is not proven that they
    /// are all.
    struct Failure {
        AccountRegion place{};
        ApiError error{};
        bool hasPartialAnswer = false; ///< it answered, but not all of its list came
    };
    /// The same, of each region.
    [[nodiscard]] const std::vector<Failure> &failures() const { return m_failures; }
    /// What of the latest lists of instances and rules could not be read.
    [[nodiscard]] UnreadSummary unread() const;
    [[nodiscard]] QueryNames names() const; ///< of all instances and rules

    [[nodiscard]] RuleDirectory &rules() { return m_rules; }
    [[nodiscard]] const RuleDirectory &rules() const { return m_rules; }

Q_SIGNALS:
    /// One account has answered and others have not yet: what is known so far is in instances().
    void instancesChanged();
    /// All regions have answered; \p error is the first failure.
    void instancesLoaded(const std::optional<ApiError> &error);

private:
    using Instances = std::map<QString, RegistryInstance>; // by id

    /// A region that is being asked.
    struct RegionLoad {
        ListPager pager{};
        RowNumbers numbers{};
        std::map<int, PendingCall> calls{}; // by page
        Instances found{};
        UnreadTally unread{};
    };

    void startRegions();
    [[nodiscard]] bool isFree(const QString &account) const;
    void askRegion(const AccountRegion &place);
    void regionPageArrived(const AccountRegion &place, int pageNo,
                           const Result<RegistryInstancePage> &page);
    void finishRegion(const AccountRegion &place, const std::optional<ApiError> &error);
    [[nodiscard]] bool isAsked(const QString &account) const;
    [[nodiscard]] bool hasFailed(const QString &account) const;
    void finishInstances();
    void gatherInstances();

    Registry &m_registry;

    std::vector<AccountRegion> m_watched; // of the last question, each once
    std::vector<AccountRegion> m_waiting; // not asked yet
    std::map<AccountRegion, RegionLoad> m_loads;
    std::map<AccountRegion, Instances> m_byPlace;
    std::set<AccountRegion> m_answered; // ever
    std::map<AccountRegion, UnreadSummary> m_unreadInstances;
    std::vector<Failure> m_failures; // of the last question of each place, as they came
    std::vector<RegistryInstance> m_instances;
    QHash<QString, QString> m_names; // by instance id

    RuleDirectory m_rules;
};
