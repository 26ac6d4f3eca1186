#pragma once

#include "word.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <tuple>
#include <utility>
#include <vector>

/// Source of the words: API page ListInstance.
enum class InstanceStatus : quint8 {
    Unknown,
    Pending,
    InitError,
    Starting,
    Running,
    Stopping,
    Stopped,
    Deleting,
    Deleted,
};

Word<InstanceStatus> instanceStatusFromWire(const QString &text);
QString wireName(InstanceStatus status);

/// Where an instance is asked about: each region has an endpoint of its own.
struct InstanceRef {
    QString regionId{};
    QString instanceId{};
    QString account{}; ///< whose key asks; empty where only one account is watched

    friend bool operator==(const InstanceRef &, const InstanceRef &) = default;
};

/// A region of an account, which may be asked for its instances.
struct AccountRegion {
    QString account{}; ///< as in InstanceRef
    QString regionId{};
    bool listsAll = false; ///< its list has the instances of all regions; then the id is a name

    /// What is known of \p other is replaced by its list.
    [[nodiscard]] bool lists(const AccountRegion &other) const
    {
        return account == other.account && (listsAll || regionId == other.regionId);
    }

    friend bool operator==(const AccountRegion &, const AccountRegion &) = default;
    friend bool operator<(const AccountRegion &a, const AccountRegion &b)
    {
        return std::tie(a.account, a.regionId) < std::tie(b.account, b.regionId);
    }
};

/// An Enterprise Edition registry, as API pages ListInstance and GetInstance give it.
struct RegistryInstance {
    QString id{};
    QString name{};
    Word<InstanceStatus> status{};
    QString specification{};
    QString issue{};
    QString regionId{};
    QString resourceGroupId{};
    QDateTime createdAt{};                     ///< UTC
    QDateTime modifiedAt{};                    ///< UTC
    QList<std::pair<QString, QString>> tags{}; ///< key, value
    QString account{};                         ///< who found it, as in InstanceRef; not of the API

    friend bool operator==(const RegistryInstance &, const RegistryInstance &) = default;
};

InstanceRef refTo(const RegistryInstance &instance);
/// Whether not all were found by the same account, so that it must be told which did.
bool areOfSeveralAccounts(const std::vector<RegistryInstance> &instances);
