#include "addressfetch.h"

#include "temporarykey.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// What of \p url may be a secret: whoever knows the address may get the key.
QStringList hiddenParts(const QUrl &url)
{
    const QString path = url.path(QUrl::FullyEncoded).mid(1);
    const QString query = url.query(QUrl::FullyEncoded);
    QStringList parts{path, query};
    parts << path.split(u'/');
    for (const QString &item : query.split(u'&'))
        parts << item.mid(item.indexOf(u'=') + 1); // all of it where it is no pair
    return parts;
}

/// As it stands in an address, as it is meant, and as forms mean it.
std::array<QByteArray, 3> spellings(const QString &part)
{
    const QByteArray bytes = part.toUtf8();
    return {bytes, QByteArray::fromPercentEncoding(bytes),
            QByteArray::fromPercentEncoding(QByteArray(bytes).replace('+', ' '))};
}

} // namespace

AddressFetch::AddressFetch(const CredentialServices &services, KeyAddress address,
                           const QString &source)
    : CredentialFetch(services, u"CredentialsURI"_s, source), m_address(std::move(address))
{
}

void AddressFetch::begin()
{
    const QUrl url(m_address.uri, QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!isHttp || url.host().isEmpty() || !url.userInfo().isEmpty()) {
        return fail(credentialError(u"InvalidCredentialsUri"_s,
                                    u"The credentials URI of the %1 is no address that begins "
                                    "with http:// or https:// and a host"_s.arg(source())));
    }
    for (const QString &part : hiddenParts(url)) {
        for (const QByteArray &spelling : spellings(part))
            hide(Secret(spelling));
    }
    ask({.url = url},
        [this](const HttpReply &reply) { giveKey(keyFromSuccess(reply.body, source())); });
}
