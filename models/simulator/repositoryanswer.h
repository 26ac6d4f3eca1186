#pragma once

#include "operation.h"
#include "simulatedregistry.h"

#include <QByteArray>

#include <span>
#include <vector>

/// A repository at a place.
struct PlacedRepository {
    QByteArray id{};
    QByteArray namespaceName{};
    QByteArray name{};
    bool hasImmutableTags = false;
    int source = -1; ///< index of the repository that is pushed to, or -1
};

std::vector<PlacedRepository> repositoriesAt(const SimulatedRegistry &registry,
                                             const SimulatedFaults &faults,
                                             const SimulatedPlace &place);
/// The one with this id at the instance that is pushed to; null when there is none.
const SimulatedRepository *sourceRepository(const SimulatedCatalogue &catalogue, int instance,
                                            QByteArrayView repoId);

/// What can be asked about repositories and tags.
std::span<const SimulatedOperation> repositoryOperations();
