#pragma once

#include "requestverifier.h"
#include "simulatedcatalogue.h"
#include "simulatedtrouble.h"

#include <QByteArray>
#include <QJsonArray>
#include <QString>

/// How a listing writes its TotalCount: it differs by operation.
enum class TotalType : quint8 { Number, Text };

/// The page of \p all that is asked for, as fields of a reply.
Answer<QByteArray> listing(const QString &name, const QJsonArray &all, TotalType total,
                           const VerifiedRequest &request);

/// Whether \p parameter asks for \p value or for everything.
bool isWanted(const VerifiedRequest &request, QByteArrayView parameter, const QByteArray &value);

// The listings of what stands still. Each returns the fields of the reply without braces and
// without the envelope.

/// Of API page ListInstance. One simulator plays all regions: RegionId chooses one, as the
/// endpoint does in the cloud.
Answer<QByteArray> instanceListing(const SimulatedCatalogue &catalogue,
                                   const SimulatedTrouble &trouble, const VerifiedRequest &request);

/// Of API page ListRepoSyncRule, for one instance.
Answer<QByteArray> ruleListing(const SimulatedCatalogue &catalogue, int instance,
                               const VerifiedRequest &request);
