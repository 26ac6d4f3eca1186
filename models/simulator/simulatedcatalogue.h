#pragma once

#include "limitedregex.h"
#include "simulatedimage.h"
#include "syncrule.h"

#include <QByteArray>

#include <optional>
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
    bool isForeign = false; ///< of another account
    bool isLate = false;    ///< came with an action of the client: no push goes there by itself
};

/// Where a task or rule puts what it copies. Empty names are those of the source.
struct SimulatedTarget {
    QByteArray namespaceName{};
    QByteArray repoName{};
    QByteArray tag{};

    friend bool operator==(const SimulatedTarget &, const SimulatedTarget &) = default;
};

struct SimulatedRule {
    QByteArray id{};
    QByteArray name{};
    QByteArray namespaceName{};
    QByteArray repoName{}; ///< empty: the whole namespace
    QByteArray tagFilter{};
    quint32 tagKinds = 0; ///< what the filter matches, as a set of 1 << TagKind
    quint16 instance = 0;
    quint8 destination = 0;
    TaskTrigger trigger = TaskTrigger::Passive;
    quint8 priority = 0;
    qint64 createdMs = 0;
    // Of rules that a client made.
    std::optional<LimitedRegex> tagPattern{}; ///< without it tagKinds says it all
    QByteArray repoNameFilter{};
    SimulatedTarget target{};
    bool isDeleted = false; ///< its tasks go on to name it

    [[nodiscard]] bool matches(const SimulatedImage &image) const;
};

/// A repository of an instance, with the rules that take its images.
struct SimulatedRepository {
    QByteArray namespaceName{};
    QByteArray name{};
    quint64 key = 0;
    quint16 instance = 0;
    TagStyle style = TagStyle::Application;
    bool hasImmutableTags = false; ///< at the source and at every destination
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
    /// The index of the destination with this id; -1 when there is none.
    [[nodiscard]] int destinationWithId(QByteArrayView id) const;
    /// The index of the rule of \p instance with this id; -1 when there is none.
    [[nodiscard]] int ruleWithId(int instance, QByteArrayView id) const;
    /// From now on the rule takes what is pushed, or can be run, by its trigger.
    void addRule(const SimulatedRule &rule);
    void deleteRule(int rule);
};

constexpr int maximumInstances = 1000;

/// \p instances is clamped to 1 to maximumInstances; nothing in it is younger than \p startMs.
SimulatedCatalogue makeCatalogue(quint64 seed, int instances, qint64 startMs);
