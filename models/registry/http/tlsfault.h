#pragma once

#include "apierror.h"

#include <QAbstractSocket>
#include <QDateTime>
#include <QList>
#include <QSslError>
#include <QString>

/// What is known of a secure connection that was not made.
struct TlsFailure {
    QString host{};            ///< that was asked for
    QList<QSslError> errors{}; ///< of the certificates
    QString problem{};         ///< of the handshake, in OpenSSL's words
    bool isClosed = false;     ///< the connection was
};

/// Why \p failure happened; codes begin with "Tls", except HandshakeCut: the connection was closed,
/// which need not have to do with TLS. The message names the certificate: whose it is, who issued
/// it, and until when it is valid where that matters. \p now is this computer's time.
ApiError tlsFault(const TlsFailure &failure, const QDateTime &now);
