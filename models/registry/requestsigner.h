#pragma once

#include "apirequest.h"
#include "credentials.h"

#include <QByteArray>
#include <QDateTime>

#include <vector>

// ACS3-HMAC-SHA256. A signature is the end of a chain of texts, each of which can be printed and
// compared: canonical request, string to sign, signature.

/// When a request is signed, and the word that makes it unique. Neither may be used twice.
struct SigningMoment {
    QDateTime at{};
    QByteArray nonce{};
};

/// The second of \p at as the API writes it, in UTC.
QByteArray signingTime(const QDateTime &at);

/// What a signature covers.
struct SignableRequest {
    QByteArray method{};
    QByteArray path{}; ///< empty means "/"
    std::vector<NameValue> parameters{};
    std::vector<NameValue> headers{}; ///< host, content-type and x-acs-* are signed, others not
    QByteArray bodyHash{};            ///< SHA-256 in lower-case hex
};

/// \p request with the headers that the API wants signed. It has no body.
SignableRequest signableRequest(const ApiRequest &request, const QByteArray &host,
                                const Credentials &credentials, const SigningMoment &moment);

QByteArray canonicalRequest(const SignableRequest &request);
QByteArray stringToSign(const QByteArray &canonicalRequest);
QByteArray signature(const QByteArray &stringToSign, const Secret &accessKeySecret);

/// The value of the header Authorization.
QByteArray authorization(const SignableRequest &request, const Credentials &credentials);
