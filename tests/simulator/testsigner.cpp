#include "testsigner.h"

#include <QCryptographicHash>
#include <QMap>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace {

QByteArray hexOfSha256(const QByteArray &data)
{
    return QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex();
}

QByteArray encoded(const QByteArray &text)
{
    return text.toPercentEncoding("-_.~").replace("+", "%2B");
}

} // namespace

void removeHeader(ReceivedRequest &request, const QByteArray &name)
{
    std::erase_if(request.headers, [&name](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

void setHeader(ReceivedRequest &request, const QByteArray &name, const QByteArray &value)
{
    removeHeader(request, name);
    request.headers.emplace_back(name, value);
}

QByteArray authorizationFor(const ReceivedRequest &request, const QByteArray &canonicalQuery,
                            const AccessKey &key)
{
    QMap<QByteArray, QByteArray> headers; // sorts
    for (const auto &[name, value] : request.headers) {
        const QByteArray lower = name.toLower();
        if (lower == "host" || lower == "content-type" || lower.startsWith("x-acs-"))
            headers.insert(lower, value);
    }
    QByteArray lines;
    for (auto header = headers.cbegin(); header != headers.cend(); ++header)
        lines += header.key() + ":" + header.value() + "\n";
    const QByteArray names = headers.keys().join(';');
    const QByteArray canonical = request.method + "\n/\n" + canonicalQuery + "\n" + lines + "\n" +
                                 names + "\n" + hexOfSha256(request.body);
    const QByteArray stringToSign = "ACS3-HMAC-SHA256\n" + hexOfSha256(canonical);
    const QByteArray signature =
        QMessageAuthenticationCode::hash(stringToSign, key.secret, QCryptographicHash::Sha256)
            .toHex();
    return "ACS3-HMAC-SHA256 Credential=" + key.id + ",SignedHeaders=" + names +
           ",Signature=" + signature;
}

ReceivedRequest signedRequest(const UnsignedRequest &request, const AccessKey &key)
{
    QMap<QByteArray, QByteArray> parameters;
    for (const auto &[name, value] : request.parameters)
        parameters.insert(encoded(name), encoded(value));
    QByteArrayList pairs;
    for (auto pair = parameters.cbegin(); pair != parameters.cend(); ++pair)
        pairs += pair.key() + "=" + pair.value();

    ReceivedRequest result{.method = request.method,
                           .path = "/",
                           .rawQuery = pairs.join('&'),
                           .headers = {{"Host", request.host},
                                       {"x-acs-action", request.action},
                                       {"x-acs-version", request.version},
                                       {"x-acs-date", request.date},
                                       {"x-acs-signature-nonce", request.nonce},
                                       {"x-acs-content-sha256", hexOfSha256(request.body)}},
                           .body = request.body};
    for (const auto &[name, value] : request.extraHeaders)
        result.headers.emplace_back(name, value);
    if (!key.securityToken.isEmpty())
        result.headers.emplace_back("x-acs-security-token", key.securityToken);
    setHeader(result, "Authorization", authorizationFor(result, result.rawQuery, key));
    return result;
}
