#pragma once

#include "apierror.h"
#include "secret.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

class QDebug;

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

/// \p error, as an answer to a request that was signed with \p key, says that the key is not
/// accepted: another one may be. Not so of a time, which is not the key's, nor of the signature of
/// a temporary key, whose secret came together with its id: something changed the request there.
bool isKeyRefused(const ApiError &error, const Credentials &key);

/// The last characters of the id \p accessKeyId, as the vendor's tool shows it: enough to tell
/// one's own keys apart. Empty where so many would be most of it.
QString idEndOf(const QByteArray &accessKeyId);

QDebug operator<<(QDebug debug, const Credentials &credentials);
