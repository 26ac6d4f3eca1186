#pragma once

#include "repositoryanswer.h"

/// The world, to be changed by an action at one moment.
struct ChangingMoment {
    SimulatedRegistry &registry;
    const SimulatedTrouble &trouble;
    qint64 nowMs = 0;
};

// What the API page of the same name says. Each returns the fields of the reply that the envelope
// has not. \p instance is the index of the instance the request is about.
Answer<QByteArray> cancelRepoSyncTask(const ChangingMoment &moment, int instance,
                                      const VerifiedRequest &request);
/// Without Override an existing tag with another content is left alone: TAG_CONFLICT. The API says
/// only that it is not overwritten.
Answer<QByteArray> createRepoSyncTask(const ChangingMoment &moment, int instance,
                                      const VerifiedRequest &request);
Answer<QByteArray> createRepoSyncTaskByRule(const ChangingMoment &moment, int instance,
                                            const VerifiedRequest &request);
Answer<QByteArray> createRepoSyncRule(const ChangingMoment &moment, int instance,
                                      const VerifiedRequest &request);
Answer<QByteArray> deleteRepoSyncRule(const ChangingMoment &moment, int instance,
                                      const VerifiedRequest &request);
