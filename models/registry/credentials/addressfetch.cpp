#include "addressfetch.h"

#include "temporarykey.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// Whoever may know the address may know the key. What is shorter hides nothing, and would black
/// out parts of words.
Secret hiddenPart(const QString &part)
{
    return Secret(part.size() < 4 ? QByteArray() : part.toUtf8());
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
    hide({.accessKeySecret = hiddenPart(url.path(QUrl::FullyEncoded).mid(1)),
          .securityToken = hiddenPart(url.query(QUrl::FullyEncoded))});
    ask({.url = url},
        [this](const HttpReply &reply) { giveKey(keyFromSuccess(reply.body, source())); });
}
