#include "requestsigner.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace {

constexpr char algorithm[] = "ACS3-HMAC-SHA256";
constexpr char emptyBodyHash[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

bool isSigned(const QByteArray &name)
{
    return name == "host" || name == "content-type" || name.startsWith("x-acs-");
}

/// By name, each with the sorted values of all headers of that name.
std::map<QByteArray, QByteArrayList> signedHeaders(const std::vector<NameValue> &headers)
{
    std::map<QByteArray, QByteArrayList> chosen;
    for (const NameValue &header : headers) {
        const QByteArray name = header.name.toLower();
        if (isSigned(name))
            chosen[name] << header.value.trimmed();
    }
    for (auto &[name, values] : chosen)
        std::ranges::sort(values);
    return chosen;
}

QByteArray signedHeaderNames(const SignableRequest &request)
{
    QByteArrayList names;
    for (const auto &[name, values] : signedHeaders(request.headers))
        names << name;
    return names.join(';');
}

} // namespace

QByteArray signingTime(const QDateTime &at)
{
    return at.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s).toLatin1();
}

SignableRequest signableRequest(const ApiRequest &request, const QByteArray &host,
                                const Credentials &credentials, const SigningMoment &moment)
{
    SignableRequest signable{
        .method = request.method,
        .path = "/",
        .parameters = request.parameters,
        .headers =
            {
                {.name = "host", .value = host},
                {.name = "x-acs-action", .value = request.operation},
                {.name = "x-acs-content-sha256", .value = emptyBodyHash},
                {.name = "x-acs-date", .value = signingTime(moment.at)},
                {.name = "x-acs-signature-nonce", .value = moment.nonce},
                {.name = "x-acs-version", .value = request.version},
            },
        .bodyHash = emptyBodyHash,
    };
    if (!credentials.securityToken.isEmpty()) {
        signable.headers.push_back(
            {.name = "x-acs-security-token", .value = credentials.securityToken.reveal()});
        signable.headers.push_back(
            {.name = "x-acs-accesskey-id", .value = credentials.accessKeyId});
    }
    return signable;
}

QByteArray canonicalRequest(const SignableRequest &request)
{
    QByteArray text = request.method + '\n';
    text += (request.path.isEmpty() ? "/"_ba : request.path) + '\n';
    text += canonicalQuery(request.parameters) + '\n';
    for (const auto &[name, values] : signedHeaders(request.headers))
        text += name + ':' + values.join(',') + '\n';
    text += '\n' + signedHeaderNames(request) + '\n';
    return text + request.bodyHash;
}

QByteArray stringToSign(const QByteArray &canonicalRequest)
{
    return QByteArray(algorithm) + '\n' +
           QCryptographicHash::hash(canonicalRequest, QCryptographicHash::Sha256).toHex();
}

QByteArray signature(const QByteArray &stringToSign, const Secret &accessKeySecret)
{
    return QMessageAuthenticationCode::hash(stringToSign, accessKeySecret.reveal(),
                                            QCryptographicHash::Sha256)
        .toHex();
}

QByteArray authorization(const SignableRequest &request, const Credentials &credentials)
{
    const QByteArray text = stringToSign(canonicalRequest(request));
    return QByteArray(algorithm) + " Credential=" + credentials.accessKeyId +
           ",SignedHeaders=" + signedHeaderNames(request) +
           ",Signature=" + signature(text, credentials.accessKeySecret);
}
