#pragma once

#include <QString>
#include <QStringView>

#include <span>

/// A region of the cloud. Sources: the cloud's product catalogue of 2026-04, and the endpoint maps
/// of its SDKs of 2026-08, which know of no names. The list changes; an unknown region works all
/// the same, with its id for a name.
struct Region {
    QStringView id;
    const char *place; ///< English, translated by placeName(); the id where it is not known
    bool hasVpcEndpoint;
    bool isClosed = false; ///< the cloud has given it up; old tasks may name it
};

/// All known regions, in the catalogue's order; those that are closed too.
std::span<const Region> knownRegions();

/// Null when \p regionId is unknown.
const Region *findRegion(QStringView regionId);

/// The place in the user's language, e.g. "Frankfurt" for "eu-central-1"; the id when unknown.
QString placeName(const QString &regionId);
