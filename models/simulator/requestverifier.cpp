#include "requestverifier.h"

#include "expectedsignature.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

namespace {

constexpr qint64 dateWindowMs = 900'000;
constexpr QByteArrayView apiVersion = "2018-12-01";
constexpr QByteArrayView algorithm = "ACS3-HMAC-SHA256 ";

using Verdict = std::optional<Refusal>; // empty: nothing to say against it

Refusal refused(QByteArray code, QByteArray message, int httpStatus = 400)
{
    return {.httpStatus = httpStatus, .code = std::move(code), .message = std::move(message)};
}

struct RequiredHeader {
    QByteArrayView name;
    const char *codeWhenMissing;
};

constexpr std::array requiredHeaders = {
    RequiredHeader{"host", "MissingHost"},
    RequiredHeader{"x-acs-action", "MissingAction"},
    RequiredHeader{"x-acs-version", "MissingVersion"},
    RequiredHeader{"x-acs-date", "MissingDate"},
    RequiredHeader{"x-acs-signature-nonce", "MissingSignatureNonce"},
    RequiredHeader{"x-acs-content-sha256", "MissingContentSha256"},
    RequiredHeader{"authorization", "MissingAuthorization"},
};

Verdict checkHeadersPresent(const ReceivedRequest &request)
{
    for (const RequiredHeader &required : requiredHeaders) {
        if (request.header(required.name).isEmpty()) {
            return refused(required.codeWhenMissing, "The header " + required.name.toByteArray() +
                                                         ", which this request needs, is missing.");
        }
    }
    return {};
}

Verdict checkRoute(const ReceivedRequest &request)
{
    if (request.method != "GET" && request.method != "POST")
        return refused("UnsupportedHTTPMethod", "This HTTP method is not supported.");
    if (request.path != "/")
        return refused("InvalidApi.NotFound", "There is no API at this path.", 404);
    if (Verdict missing = checkHeadersPresent(request))
        return missing;
    if (request.header("x-acs-version") != apiVersion)
        return refused("InvalidVersion", "The value of Version is not valid.");
    const SimulatedOperation *operation = findOperation(request.header("x-acs-action"));
    if (operation == nullptr)
        return refused("InvalidAction.NotFound", "There is no such operation.", 404);
    if (operation->isGetOnly && request.method != "GET")
        return refused("UnsupportedHTTPMethod", "This operation is called with GET only.");
    return {};
}

/// The header Authorization in its parts.
struct Authorization {
    QByteArray credential{};
    QByteArrayList signedHeaders{};
    QByteArray signature{};
};

std::optional<Authorization> parseAuthorization(const QByteArray &header)
{
    if (!header.startsWith(algorithm))
        return {};
    constexpr std::array<QByteArrayView, 3> names = {"Credential=", "SignedHeaders=", "Signature="};
    QByteArrayList parts = header.sliced(algorithm.size()).split(',');
    if (parts.size() != static_cast<qsizetype>(names.size()))
        return {};
    for (std::size_t i = 0; i < names.size(); ++i) {
        QByteArray &part = parts[static_cast<qsizetype>(i)];
        if (!part.startsWith(names[i]))
            return {};
        part = part.sliced(names[i].size());
        if (part.isEmpty())
            return {};
    }
    return Authorization{
        .credential = parts[0], .signedHeaders = parts[1].split(';'), .signature = parts[2]};
}

bool isSignatureText(const QByteArray &text)
{
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

// Strictly ascending: sorted, and none twice.
bool isAscending(const QByteArrayList &names)
{
    return std::ranges::adjacent_find(names, std::greater_equal{}) == names.end();
}

bool mustBeSigned(const QByteArray &lowerCaseName)
{
    return lowerCaseName == "host" || lowerCaseName == "content-type" ||
           lowerCaseName.startsWith("x-acs-");
}

Verdict checkSignedHeaders(const ReceivedRequest &request, const Authorization &authorization)
{
    const QByteArrayList &names = authorization.signedHeaders;
    if (!isAscending(names))
        return refused("IncompleteSignature", "SignedHeaders must be sorted, each name once.");
    for (const QByteArray &name : names) {
        if (name != name.toLower() || request.header(name).isNull()) {
            return refused("IncompleteSignature",
                           "SignedHeaders names the header " + name + ", which was not sent.");
        }
    }
    for (const auto &[name, value] : request.headers) {
        const QByteArray lowerCase = name.toLower();
        if (mustBeSigned(lowerCase) && !std::ranges::binary_search(names, lowerCase))
            return refused("IncompleteSignature", "The header " + name + " is not signed.");
    }
    return {};
}

Verdict checkKey(const ReceivedRequest &request, const Authorization &authorization,
                 const AccessKey &key)
{
    if (authorization.credential != key.id) {
        return refused("InvalidAccessKeyId.NotFound", "The specified AccessKey id is not found.",
                       404);
    }
    const QByteArray token = request.header("x-acs-security-token");
    if (token.isNull() && !key.securityToken.isEmpty())
        return refused("MissingSecurityToken", "A temporary key needs its SecurityToken.");
    if (!token.isNull() && token.isEmpty())
        return refused("InvalidSecurityToken.Malformed", "The SecurityToken is malformed.");
    if (token != key.securityToken) {
        return refused("InvalidSecurityToken.MismatchWithAccessKey",
                       "The SecurityToken does not belong to this AccessKey.");
    }
    return {};
}

// "2026-01-02T03:04:05Z" and nothing else: Qt alone would take fractions and offsets as well.
std::optional<qint64> parseDate(const QByteArray &text)
{
    constexpr qsizetype length = 20;
    if (text.size() != length || text[10] != 'T' || !text.endsWith('Z'))
        return {};
    const QDateTime date = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
    return date.isValid() ? std::optional(date.toMSecsSinceEpoch()) : std::nullopt;
}

Verdict checkDate(const ReceivedRequest &request, qint64 nowMs)
{
    const std::optional<qint64> date = parseDate(request.header("x-acs-date"));
    if (!date)
        return refused("InvalidTimeStamp.Format", "The date must look like YYYY-MM-DDThh:mm:ssZ.");
    if (std::abs(nowMs - *date) > dateWindowMs) {
        return refused("InvalidTimeStamp.Expired",
                       "The date is more than 15 minutes away from the time of the server.");
    }
    return {};
}

// The time taken must not tell how much of a guess was right.
bool isEqualInConstantTime(const QByteArray &left, const QByteArray &right)
{
    if (left.size() != right.size())
        return false;
    char difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference = static_cast<char>(difference | (left[i] ^ right[i]));
    return difference == 0;
}

Verdict checkSignature(const ReceivedRequest &request, const Authorization &authorization,
                       const AccessKey &key)
{
    if (request.header("x-acs-content-sha256") != sha256Hex(request.body)) {
        return refused("SignatureDoesNotMatch",
                       "The header x-acs-content-sha256 is not the hash of the body received.");
    }
    const QByteArray canonical = expectedCanonicalRequest(request, authorization.signedHeaders);
    const QByteArray stringToSign = expectedStringToSign(canonical);
    if (isEqualInConstantTime(expectedSignature(stringToSign, key.secret), authorization.signature))
        return {};
    return refused("SignatureDoesNotMatch",
                   "Specified signature does not match our calculation. Server StringToSign is: [" +
                       stringToSign + "], server CanonicalRequest is: [" + canonical + "].");
}

Verdict checkIdentity(const ReceivedRequest &request, const AccessKey &key, qint64 nowMs)
{
    const auto authorization = parseAuthorization(request.header("authorization"));
    if (!authorization || !isSignatureText(authorization->signature)) {
        return refused("IncompleteSignature",
                       "Authorization must be \"ACS3-HMAC-SHA256 Credential=...,"
                       "SignedHeaders=...,Signature=...\".");
    }
    if (Verdict verdict = checkKey(request, *authorization, key))
        return verdict;
    if (Verdict verdict = checkDate(request, nowMs))
        return verdict;
    if (Verdict verdict = checkSignedHeaders(request, *authorization))
        return verdict;
    return checkSignature(request, *authorization, key);
}

} // namespace

QByteArray VerifiedRequest::parameter(QByteArrayView name) const
{
    const auto found = std::ranges::find(parameters, name, &Parameter::first);
    return found == parameters.end() ? QByteArray() : found->second;
}

RequestVerifier::RequestVerifier(AccessKey key) : m_key(std::move(key)) {}

Answer<VerifiedRequest> RequestVerifier::verify(const ReceivedRequest &request, qint64 nowMs)
{
    if (Verdict verdict = checkRoute(request))
        return tl::unexpected(std::move(*verdict));
    if (Verdict verdict = checkIdentity(request, m_key, nowMs))
        return tl::unexpected(std::move(*verdict));

    // Last, so that a stranger cannot use up the nonces of the one who holds the key.
    const qint64 expiresMs = *parseDate(request.header("x-acs-date")) + dateWindowMs;
    if (!m_nonces.use(request.header("x-acs-signature-nonce"), expiresMs, nowMs)) {
        return tl::unexpected(
            refused("SignatureNonceUsed", "This signature nonce has been used already."));
    }
    return VerifiedRequest{.operation = findOperation(request.header("x-acs-action")),
                           .parameters = parametersOf(request.rawQuery)};
}
