#pragma once

#include "apierror.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>
#include <utility>

class QDebug;

/// Bytes that must not be shown: they have no way into a log, only reveal() gives them.
class Secret final {
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : m_bytes(std::move(bytes)) {}

    [[nodiscard]] const QByteArray &reveal() const { return m_bytes; }
    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }

    friend bool operator==(const Secret &, const Secret &) = default;

private:
    QByteArray m_bytes;
};

/// Who asks. The source says where the key was found, for a person: "environment",
/// "profile 'prod' of ~/.aliyun/config.json".
struct Credentials {
    QByteArray accessKeyId{};
    Secret accessKeySecret{};
    Secret securityToken{}; ///< only with temporary credentials
    QString source{};
    QDateTime expiresAt{}; ///< UTC; invalid: they do not expire, or nobody knows when
    QString renewal{};     ///< the command that a person gets new ones with; may be empty

    friend bool operator==(const Credentials &, const Credentials &) = default;
};

/// An error of kind Credential of this program's own.
ApiError credentialError(const QString &code, const QString &message);

/// \p credentials, unless they hold what no key has: a line break in a header would be one more
/// header. Errors: MalformedCredentials.
Result<Credentials> checkedCredentials(Credentials credentials);

/// What is to be said, in place of a request, of \p credentials that have expired at \p now; its
/// code is SignInExpired. Empty while they can be used.
std::optional<ApiError> expiryError(const Credentials &credentials, const QDateTime &now);

/// \p text with every occurrence of \p secret blacked out, and the beginning of one at its end: a
/// text may have been cut there.
QString withoutSecret(QString text, const Secret &secret);
/// The same for the secret and for the token.
QString withoutSecrets(QString text, const Credentials &credentials);

QDebug operator<<(QDebug debug, const Secret &secret);
QDebug operator<<(QDebug debug, const Credentials &credentials);
