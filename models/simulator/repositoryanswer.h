#pragma once

#include "requestverifier.h"
#include "simulatedregistry.h"
#include "simulatedtrouble.h"

#include <QByteArray>

#include <vector>

/// An instance that requests can be about: one that images come from, go to, or both.
struct SimulatedPlace {
    QByteArray id{};
    int source = -1;      ///< index of the instance, or -1
    int destination = -1; ///< index of the destination, or -1
};

/// A repository at a place.
struct PlacedRepository {
    QByteArray id{};
    QByteArray namespaceName{};
    QByteArray name{};
    bool hasImmutableTags = false;
    int source = -1; ///< index of the repository that is pushed to, or -1
};

std::vector<PlacedRepository> repositoriesAt(const SimulatedRegistry &registry,
                                             const SimulatedTrouble &trouble,
                                             const SimulatedPlace &place);
/// The one with this id at the instance that is pushed to; null when there is none.
const SimulatedRepository *sourceRepository(const SimulatedCatalogue &catalogue, int instance,
                                            QByteArrayView repoId);

/// The world at the moment of a request.
struct SimulatedMoment {
    const SimulatedRegistry &registry;
    const SimulatedTrouble &trouble;
    qint64 nowMs = 0;
};

// Fields of the replies, without braces.
Answer<QByteArray> repositoryListing(const SimulatedMoment &moment, const SimulatedPlace &place,
                                     const VerifiedRequest &request);
Answer<QByteArray> repositoryAnswer(const SimulatedMoment &moment, const SimulatedPlace &place,
                                    const VerifiedRequest &request);
Answer<QByteArray> tagAnswer(const SimulatedMoment &moment, const SimulatedPlace &place,
                             const VerifiedRequest &request);
