#pragma once

#include <QString>
#include <QStringView>

#include <span>

/// A region of the cloud. Source: the cloud's product catalogue of 2026-04.
/// The list changes; an unknown region works all the same, with its id for a name.
struct Region {
    QStringView id;
    const char *place; ///< English, translated by placeName()
    bool hasVpcEndpoint;
};

/// All known regions, in the catalogue's order.
std::span<const Region> knownRegions();

/// Null when \p regionId is unknown.
const Region *findRegion(QStringView regionId);

/// The place in the user's language, e.g. "Frankfurt" for "eu-central-1"; the id when unknown.
QString placeName(const QString &regionId);
