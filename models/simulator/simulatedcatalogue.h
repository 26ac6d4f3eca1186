#pragma once

#include "simulatedimage.h"
#include "syncrule.h"

#include <QByteArray>

#include <vector>

/// A registry whose tasks can be asked for. Texts here are bytes, ready for the wire.
struct SimulatedInstance {
    QByteArray id{};
    QByteArray name{};
    QByteArray regionId{};
    QByteArray resourceGroupId{};
    qint64 createdMs = 0;
};

/// A registry that images are copied to.
struct SimulatedDestination {
    QByteArray instanceId{};
    QByteArray regionId{};
    bool isAccelerated = false;
};

struct SimulatedRule {
    QByteArray id{};
    QByteArray name{};
    QByteArray namespaceName{};
    QByteArray repoName{}; ///< empty: the whole namespace
    QByteArray tagFilter{};
    quint32 tagKinds = 0; ///< what the filter matches, as a set of 1 << TagKind
    quint8 instance = 0;
    quint8 destination = 0;
    TaskTrigger trigger = TaskTrigger::Passive;
    quint8 priority = 0;
    qint64 createdMs = 0;

    [[nodiscard]] bool matches(TagKind kind) const
    {
        return (tagKinds >> static_cast<unsigned>(kind) & 1U) != 0;
    }
};

/// A repository of an instance, with the rules that take its images.
struct SimulatedRepository {
    QByteArray namespaceName{};
    QByteArray name{};
    quint64 key = 0;
    quint8 instance = 0;
    TagStyle style = TagStyle::Application;
    std::vector<quint16> passiveRules{};
    std::vector<quint16> manualRules{};
};

/// What stands still in the simulated world: instances, repositories, rules, destinations.
struct SimulatedCatalogue {
    std::vector<SimulatedInstance> instances{};
    std::vector<SimulatedDestination> destinations{};
    std::vector<SimulatedRule> rules{};
    std::vector<SimulatedRepository> repositories{};

    /// The index of the instance with this id; -1 when there is none.
    [[nodiscard]] int instanceWithId(QByteArrayView id) const;
};

constexpr int maximumInstances = 64;

/// \p instances is clamped to 1 to maximumInstances; nothing in it is younger than \p startMs.
SimulatedCatalogue makeCatalogue(quint64 seed, int instances, qint64 startMs);
