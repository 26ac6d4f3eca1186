#pragma once

#include "operations.h"

#include <QByteArray>
#include <QString>

#include <vector>

/// A header or a parameter of a request, in the bytes that are sent or signed.
struct NameValue {
    QByteArray name{};
    QByteArray value{};

    friend bool operator==(const NameValue &, const NameValue &) = default;
};

/// One question to the API, before it has an address and a signature.
struct ApiRequest {
    QByteArray operation{};
    QByteArray version = "2018-12-01";
    QByteArray method = "POST"; ///< the API takes all parameters in the query all the same
    QString regionId{};         ///< where it is asked
    QString instanceId{};       ///< about which; empty: about the region
    std::vector<NameValue> parameters{};
    bool isAction = false; ///< changes something: sent once, and never again

    friend bool operator==(const ApiRequest &, const ApiRequest &) = default;
};

/// Texts that are empty are not sent: the API reads a missing parameter as "everything".
ApiRequest requestFor(const Operation &operation);

/// Sorted by name, encoded by RFC 3986: what is signed, and what is sent.
QByteArray canonicalQuery(const std::vector<NameValue> &parameters);
