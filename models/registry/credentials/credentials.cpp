#include "credentials.h"

#include <QDebug>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

bool isPrintable(const QByteArray &bytes)
{
    return std::ranges::all_of(bytes, [](char c) { return c > ' ' && c < '\x7f'; });
}

// Fewer characters of a secret are no help to anybody, and may be those of a word.
constexpr qsizetype shortestBeginning = 8;
constexpr QLatin1StringView removed = "(removed)"_L1;

/// How much of \p secret \p text ends with, all of it excepted; 0: not enough to matter.
qsizetype beginningAtEnd(QStringView text, QStringView secret)
{
    for (qsizetype size = std::min(text.size(), secret.size() - 1); size >= shortestBeginning;
         --size) {
        if (text.endsWith(secret.first(size)))
            return size;
    }
    return 0;
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

QString withoutSecret(QString text, const Secret &secret)
{
    if (secret.isEmpty())
        return text;
    const QString hidden = QString::fromUtf8(secret.reveal());
    text.replace(hidden, removed);
    const bool hasMark = text.endsWith(u'…'); // as shownText() cuts
    const qsizetype end = text.size() - (hasMark ? 1 : 0);
    const qsizetype left = beginningAtEnd(QStringView(text).first(end), hidden);
    return left > 0 ? text.replace(end - left, left, removed) : text;
}

QString withoutSecrets(QString text, const Credentials &credentials)
{
    for (const Secret &secret : {credentials.accessKeySecret, credentials.securityToken})
        text = withoutSecret(std::move(text), secret);
    return text;
}

QDebug operator<<(QDebug debug, const Secret &secret)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << (secret.isEmpty() ? "Secret()" : "Secret(***)");
}

QDebug operator<<(QDebug debug, const Credentials &credentials)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "Credentials(" << credentials.accessKeyId << ", "
                           << credentials.source << ')';
}
