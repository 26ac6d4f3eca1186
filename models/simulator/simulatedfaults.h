#pragma once

#include <QByteArray>
#include <QList>

/// What is forbidden or out of order in the simulated world.
struct SimulatedFaults {
    QList<QByteArray> deniedPermissions{}; ///< e.g. "cr:CancelRepoSyncTask": the key has them not
    QList<QByteArray> stoppedInstances{};  ///< ids, of sources and of destinations
    /// "namespace/name": no tag of theirs is replaced at any destination, beside those that never
    /// are.
    QList<QByteArray> immutableRepositories{};

    friend bool operator==(const SimulatedFaults &, const SimulatedFaults &) = default;
};
