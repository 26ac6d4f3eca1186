#pragma once

#include "apierror.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

/// An address that answers the API. Default ports are not written out.
struct Endpoint {
    QString scheme{};
    QString host{}; ///< a name or an address, an IPv6 address without brackets
    int port = -1;  ///< -1: the scheme's own

    /// The header Host, as it is signed and sent.
    [[nodiscard]] QByteArray hostHeader() const;
    /// \p canonicalQuery is sent as it is: encoded once more it would no longer be what was signed.
    [[nodiscard]] QUrl url(const QByteArray &canonicalQuery) const;

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// Which endpoint a region has: the cloud's own, that inside a VPC, or one of the user's.
struct EndpointRule {
    QString ownEndpoint{}; ///< answers for every region; without a scheme it means https
    bool useVpc = false;

    friend bool operator==(const EndpointRule &, const EndpointRule &) = default;
};

/// Errors are of kind Configuration. Plain http is for loopback addresses only.
Result<Endpoint> endpointFor(const EndpointRule &rule, const QString &regionId);

/// The endpoint that a person typed.
Result<Endpoint> endpointFromText(const QString &text);
