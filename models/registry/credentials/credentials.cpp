#include "credentials.h"

#include "errorcode.h"

#include <QDebug>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

bool isPrintable(const QByteArray &bytes)
{
    return std::ranges::all_of(bytes, [](char c) { return c > ' ' && c < '\x7f'; });
}

} // namespace

ApiError credentialError(const QString &code, const QString &message)
{
    return {.kind = ApiError::Kind::Credential, .code = code, .message = message};
}

Result<Credentials> checkedCredentials(Credentials credentials)
{
    if (!isPrintable(credentials.accessKeyId) ||
        !isPrintable(credentials.accessKeySecret.reveal()) ||
        !isPrintable(credentials.securityToken.reveal())) {
        return tl::unexpected(credentialError(
            u"MalformedCredentials"_s,
            u"The access key of %1 holds blanks or characters that no key has"_s.arg(
                credentials.source)));
    }
    return credentials;
}

bool isKeyRefused(const ApiError &error, const Credentials &key)
{
    const ApiError::Kind kind = kindOfCode(error.code).value_or(error.kind);
    if (kind != ApiError::Kind::Credential || isAboutClock(error.code))
        return false;
    return !isAboutSignature(error.code) || key.securityToken.isEmpty();
}

std::optional<ApiError> expiryError(const Credentials &credentials, const QDateTime &now)
{
    if (!credentials.expiresAt.isValid() || now < credentials.expiresAt)
        return {};
    QString text = u"The temporary key of the %1 expired at %2"_s.arg(
        credentials.source, credentials.expiresAt.toUTC().toString(Qt::ISODate));
    if (!credentials.renewal.isEmpty())
        text += u"; sign in again with '%1'"_s.arg(credentials.renewal);
    return credentialError(u"SignInExpired"_s, text);
}

QString idEndOf(const QByteArray &accessKeyId)
{
    constexpr qsizetype shown = 4;
    constexpr qsizetype hidden = 8; // at least: the beginning is the same for all
    return accessKeyId.size() < shown + hidden ? QString()
                                               : QString::fromUtf8(accessKeyId.last(shown));
}

QDebug operator<<(QDebug debug, const Credentials &credentials)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Credentials(" << credentials.source << ')';
}
