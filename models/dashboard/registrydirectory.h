#pragma once

#include "pagesweep.h"
#include "querynames.h"
#include "tasksource.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

/// Which instances there are in the watched regions, and what their rules are called.
class RegistryDirectory final : public QObject {
    Q_OBJECT

public:
    explicit RegistryDirectory(TaskSource &source, QObject *parent = nullptr);
    ~RegistryDirectory() override;

    static constexpr int maxCalls = 4;

    /// Takes as known what was known before; what is loaded takes its place.
    void restore(const std::vector<RegistryInstance> &instances,
                 const QHash<QString, std::vector<SyncRule>> &rulesByInstance);

    /// Asks each region for its instances, all pages, a few regions at once. One region's failure
    /// leaves the others, and what is known of it from before. The list changes when all have
    /// answered; a newer question drops an older one.
    void loadInstances(const QStringList &regionIds);
    /// Asks one instance after the other; one's failure leaves the others, and what is known of it
    /// from before.
    void loadRules(const std::vector<InstanceRef> &instances);

    [[nodiscard]] const std::vector<RegistryInstance> &instances() const;
    [[nodiscard]] QString instanceName(const QString &instanceId) const; ///< the id when unknown
    [[nodiscard]] QString regionOf(const QString &instanceId) const;     ///< empty when unknown
    [[nodiscard]] QueryNames names() const;                      ///< of all instances and rules
    [[nodiscard]] const QHash<QString, SyncRule> &rules() const; ///< of all, by rule id
    [[nodiscard]] std::vector<SyncRule> rulesOf(const QString &instanceId) const;

Q_SIGNALS:
    /// All regions have answered; \p error is the first failure.
    void instancesLoaded(const std::optional<ApiError> &error);
    /// One instance has answered.
    void rulesLoaded(const std::optional<ApiError> &error);

private:
    /// A region that is being asked.
    struct RegionLoad {
        PageSweep sweep{1};
        PendingCall call{};
        std::map<QString, RegistryInstance> found{}; ///< by id
    };

    void startRegions();
    void askRegion(const QString &regionId);
    void regionPageArrived(const QString &regionId, int pageNo,
                           const Result<RegistryInstancePage> &page);
    void finishRegion(const QString &regionId);
    void finishInstances();
    void gatherInstances();
    void startRules();
    void askRules();
    void finishRules(const std::optional<ApiError> &error);
    void gatherRules();
    void rulePageArrived(int pageNo, const Result<SyncRulePage> &page);

    TaskSource &m_source;

    QStringList m_watchedRegions; // of the last question
    QStringList m_waitingRegions; // not asked yet
    std::map<QString, RegionLoad> m_loads;
    std::map<QString, std::map<QString, RegistryInstance>> m_byRegion;
    std::optional<ApiError> m_firstError;
    std::vector<RegistryInstance> m_instances;
    QHash<QString, QString> m_names; // by instance id

    std::vector<InstanceRef> m_ruleInstances; // still to be asked, the present one last
    PageSweep m_ruleSweep{1};
    PendingCall m_ruleCall;
    QHash<QString, SyncRule> m_arrivingRules;
    std::map<QString, QHash<QString, SyncRule>> m_rulesByInstance;
    QHash<QString, SyncRule> m_rules;
};
