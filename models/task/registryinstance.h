#pragma once

#include "word.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <utility>

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

    friend bool operator==(const InstanceRef &, const InstanceRef &) = default;
};

/// An Enterprise Edition registry, as API page ListInstance gives it.
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

    friend bool operator==(const RegistryInstance &, const RegistryInstance &) = default;
};
