#pragma once

#include "requestverifier.h"
#include "simulatedcatalogue.h"

#include <QByteArray>

// The listings of what stands still. Each returns the fields of the reply without braces and
// without the envelope.

/// Of API page ListInstance. One simulator plays all regions: RegionId chooses one, as the
/// endpoint does in the cloud.
Answer<QByteArray> instanceListing(const SimulatedCatalogue &catalogue,
                                   const VerifiedRequest &request);

/// Of API page ListRepoSyncRule, for one instance.
Answer<QByteArray> ruleListing(const SimulatedCatalogue &catalogue, int instance,
                               const VerifiedRequest &request);
