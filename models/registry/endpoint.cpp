#include "endpoint.h"

#include "redaction.h"
#include "region.h"

#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<ApiError> badEndpoint(const QString &code, const QString &message)
{
    return tl::unexpected(
        ApiError{.kind = ApiError::Kind::Configuration, .code = code, .message = message});
}

/// A region id becomes part of a host name: nothing else may come in with it.
bool isRegionId(QStringView text)
{
    return !text.isEmpty() && text.size() <= 63 && std::ranges::all_of(text, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
}

bool isLoopback(const QString &host)
{
    if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return address.isInSubnet(QHostAddress(u"127.0.0.0"_s), 8) ||
           address == QHostAddress(QHostAddress::LocalHostIPv6);
}

int defaultPort(const QString &scheme)
{
    return scheme == "https"_L1 ? 443 : 80;
}

bool hasOnlyAnAddress(const QUrl &url)
{
    return url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment() &&
           (url.path().isEmpty() || url.path() == "/"_L1);
}

} // namespace

QByteArray Endpoint::hostHeader() const
{
    QByteArray text = host.toLatin1();
    if (host.contains(u':'))
        text = '[' + text + ']';
    if (port != -1)
        text += ':' + QByteArray::number(port);
    return text;
}

QUrl Endpoint::url(const QByteArray &canonicalQuery) const
{
    QByteArray text = scheme.toLatin1() + "://" + hostHeader() + '/';
    if (!canonicalQuery.isEmpty())
        text += '?' + canonicalQuery;
    return QUrl::fromEncoded(text, QUrl::StrictMode);
}

Result<Endpoint> endpointFor(const EndpointRule &rule, const QString &regionId)
{
    if (!rule.ownEndpoint.isEmpty())
        return endpointFromText(rule.ownEndpoint);
    if (!isRegionId(regionId)) {
        return badEndpoint(
            u"InvalidRegion"_s,
            u"'%1' is not the id of a region, such as cn-hangzhou"_s.arg(shownName(regionId)));
    }
    const Region *known = findRegion(regionId);
    if (rule.useVpc && known && !known->hasVpcEndpoint) {
        return badEndpoint(u"NoVpcEndpoint"_s,
                           u"The region %1 has no endpoint inside a VPC"_s.arg(regionId));
    }
    const QString product = rule.useVpc ? u"cr-vpc"_s : u"cr"_s;
    return Endpoint{.scheme = u"https"_s, .host = product + u'.' + regionId + u".aliyuncs.com"_s};
}

Result<Endpoint> endpointFromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    const QUrl url(trimmed.contains("://"_L1) ? trimmed : u"https://"_s + trimmed,
                   QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return badEndpoint(u"InvalidEndpoint"_s, u"The endpoint is not an address"_s);
    if (!hasOnlyAnAddress(url)) {
        return badEndpoint(
            u"InvalidEndpoint"_s,
            u"An endpoint is a host with an optional port: no user, path or query"_s);
    }
    const QString scheme = url.scheme();
    if (scheme != "https"_L1 && scheme != "http"_L1) {
        return badEndpoint(u"InvalidEndpoint"_s,
                           u"An endpoint begins with https://, not with %1://"_s.arg(scheme));
    }
    const QString host = QString::fromLatin1(url.host(QUrl::FullyEncoded).toLatin1());
    if (scheme == "http"_L1 && !isLoopback(host)) {
        return badEndpoint(
            u"InsecureEndpoint"_s,
            u"Plain http is for this computer only; use https:// for %1"_s.arg(host));
    }
    const int port = url.port() == defaultPort(scheme) ? -1 : url.port();
    return Endpoint{.scheme = scheme, .host = host, .port = port};
}
