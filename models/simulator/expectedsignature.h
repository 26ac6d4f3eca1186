#pragma once

#include "receivedrequest.h"

#include <QByteArrayList>

// What the signature of a request should be, by the steps of the document "V3 request structure
// and signature": the three texts, each from the one before. Written apart from the client's
// signer on purpose, so that each is the other's second opinion.

/// \p signedHeaders are the lower-case names the client says it signed, in its order.
QByteArray expectedCanonicalRequest(const ReceivedRequest &request,
                                    const QByteArrayList &signedHeaders);
QByteArray expectedStringToSign(const QByteArray &canonicalRequest);
QByteArray expectedSignature(const QByteArray &stringToSign, const QByteArray &secret);

/// Lower-case hex of SHA-256.
QByteArray sha256Hex(const QByteArray &data);
