#include "expectedsignature.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace {

QByteArray canonicalQuery(QByteArrayView rawQuery)
{
    std::vector<Parameter> parameters = parametersOf(rawQuery);
    std::ranges::sort(parameters);
    QByteArray query;
    for (const auto &[name, value] : parameters) {
        if (!query.isEmpty())
            query += '&';
        query += name.toPercentEncoding() + '=' + value.toPercentEncoding();
    }
    return query;
}

QByteArray canonicalValue(const ReceivedRequest &request, const QByteArray &name)
{
    QByteArrayList values;
    for (const auto &[key, value] : request.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            values += value.trimmed();
    }
    std::ranges::sort(values);
    return values.join(',');
}

} // namespace

QByteArray sha256Hex(const QByteArray &data)
{
    return QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex();
}

QByteArray expectedCanonicalRequest(const ReceivedRequest &request,
                                    const QByteArrayList &signedHeaders)
{
    QByteArray text = request.method + '\n' + (request.path.isEmpty() ? "/" : request.path) + '\n' +
                      canonicalQuery(request.rawQuery) + '\n';
    for (const QByteArray &name : signedHeaders)
        text += name + ':' + canonicalValue(request, name) + '\n';
    text += '\n' + signedHeaders.join(';') + '\n';
    const QByteArray bodyHash = request.header("x-acs-content-sha256");
    return text + (bodyHash.isNull() ? sha256Hex(request.body) : bodyHash);
}

QByteArray expectedStringToSign(const QByteArray &canonicalRequest)
{
    return "ACS3-HMAC-SHA256\n" + sha256Hex(canonicalRequest);
}

QByteArray expectedSignature(const QByteArray &stringToSign, const QByteArray &secret)
{
    return QMessageAuthenticationCode::hash(stringToSign, secret, QCryptographicHash::Sha256)
        .toHex();
}
