#pragma once

#include "apierror.h"
#include "networksetup.h"

#include <QDateTime>
#include <QList>
#include <QSslCertificate>

#include <optional>

/// The authorities whose certificates the connections accept; empty: those of the system.
using Authorities = std::optional<QList<QSslCertificate>>;

/// Whom the connections trust. A CA file of the command line or the settings adds to the
/// authorities of the system; that of SSL_CERT_FILE takes their place, as with OpenSSL and curl.
class TrustedAuthorities final {
public:
    /// Of a CA file: some hundred authorities take a quarter of a megabyte.
    static constexpr qint64 mostBytes = 8'388'608;

    explicit TrustedAuthorities(const NetworkSetup &setup);

    /// As they are now: the file is read again when it has changed, or could not be read before.
    /// What was read of it once is trusted on while it is gone or half written, as a key is used
    /// on: who replaces it does so in steps, and reading must not depend on which connection is
    /// opened between two of them. The error has the code InvalidCaFile and names the file, and
    /// where it was given.
    Result<Authorities> current();

private:
    [[nodiscard]] bool isFileRead() const;

    NamedValue m_file; ///< empty: the system's alone
    bool m_replacesSystems = false;
    QDateTime m_modified;
    qint64 m_size = -1;
    Result<Authorities> m_read;
};
