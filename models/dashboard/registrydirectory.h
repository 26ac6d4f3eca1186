#pragma once

#include "tasksource.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <optional>
#include <vector>

/// Which instances there are in the watched regions, and the names of an instance's rules.
class RegistryDirectory final : public QObject {
    Q_OBJECT

public:
    explicit RegistryDirectory(TaskSource &source, QObject *parent = nullptr);
    ~RegistryDirectory() override;

    /// Asks each region for its instances, all pages. One region's failure leaves the others.
    void loadInstances(const QStringList &regionIds);
    void loadRules(const InstanceRef &instance);

    [[nodiscard]] const std::vector<RegistryInstance> &instances() const;
    [[nodiscard]] QString instanceName(const QString &instanceId) const; ///< the id when unknown
    [[nodiscard]] const QHash<QString, SyncRule> &rules() const; ///< by rule id, of the last asked

Q_SIGNALS:
    /// All regions have answered; \p error is the first failure.
    void instancesLoaded(const std::optional<ApiError> &error);
    void rulesLoaded(const std::optional<ApiError> &error);
};
