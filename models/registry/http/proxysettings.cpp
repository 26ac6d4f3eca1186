#include "proxysettings.h"

#include "printable.h"

#include <QHostAddress>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 usualProxyPort = 1080; // curl's

/// The first of \p names that is set to something.
NamedValue firstVariable(const QProcessEnvironment &environment, const QStringList &names)
{
    for (const QString &name : names) {
        const QString value = environment.value(name).trimmed();
        if (!value.isEmpty())
            return {.text = value, .origin = name};
    }
    return {};
}

NamedValue proxyIn(const NetworkSetup &setup)
{
    if (!setup.proxy.text.isEmpty())
        return setup.proxy;
    return firstVariable(setup.environment,
                         {u"https_proxy"_s, u"HTTPS_PROXY"_s, u"all_proxy"_s, u"ALL_PROXY"_s});
}

bool isNone(const QString &proxy)
{
    return proxy.compare(NetworkSetup::noProxy, Qt::CaseInsensitive) == 0;
}

QUrl urlOf(const QString &address)
{
    return QUrl(address.contains("://"_L1) ? address : u"http://"_s + address);
}

/// Only host, port, user and password. A password with a sign that is not encoded, as "#", would
/// otherwise be taken apart, and half of it for a port.
bool isAddress(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && !url.hasQuery() && !url.hasFragment() &&
           (url.path().isEmpty() || url.path() == "/"_L1);
}

std::optional<QNetworkProxy::ProxyType> proxyType(const QString &scheme)
{
    if (scheme == "http"_L1)
        return QNetworkProxy::HttpProxy;
    if (scheme == "socks5"_L1 || scheme == "socks5h"_L1)
        return QNetworkProxy::Socks5Proxy;
    return std::nullopt;
}

ApiError invalidProxy(const QString &problem)
{
    return {.kind = ApiError::Kind::Configuration, .code = u"InvalidProxy"_s, .message = problem};
}

/// Of a scheme that is none of ours.
QString schemeProblem(const QString &scheme)
{
    const QString usable = u"; use http:// or socks5://"_s;
    if (scheme == "https"_L1)
        return u"TLS to the proxy itself (https://) is not supported"_s + usable;
    if (scheme == "socks4"_L1 || scheme == "socks4a"_L1 || scheme == "socks"_L1)
        return u"SOCKS4 (%1://) is not supported"_s.arg(scheme) + usable;
    return u"%1:// is not the scheme of a proxy"_s.arg(printable(scheme.left(20))) + usable;
}

/// An entry of NO_PROXY without its port.
struct ExemptHost {
    QString name{};
    int port = -1; ///< -1: every port
};

ExemptHost exemptHost(const QString &entry)
{
    static const QRegularExpression withPort(uR"(^(\[[^\]]*\]|[^:]*):(\d{1,5})$)"_s);
    ExemptHost host{.name = entry};
    if (const QRegularExpressionMatch match = withPort.match(entry); match.hasMatch())
        host = {.name = match.captured(1), .port = match.captured(2).toInt()};
    if (host.name.startsWith(u'[') && host.name.endsWith(u']'))
        host.name = host.name.sliced(1, host.name.size() - 2);
    return host;
}

bool namesAddress(const QString &entry, const QHostAddress &address)
{
    if (!entry.contains(u'/'))
        return QHostAddress(entry) == address;
    const auto network = QHostAddress::parseSubnet(entry);
    return network.second >= 0 && network.first.protocol() == address.protocol() &&
           address.isInSubnet(network);
}

bool namesDomain(QString entry, const QString &host)
{
    if (entry.startsWith("*."_L1))
        entry.remove(0, 1);
    while (entry.startsWith(u'.'))
        entry.remove(0, 1);
    while (entry.endsWith(u'.'))
        entry.chop(1);
    return !entry.isEmpty() && (host.compare(entry, Qt::CaseInsensitive) == 0 ||
                                host.endsWith(u'.' + entry, Qt::CaseInsensitive));
}

} // namespace

QString ChosenProxy::name() const
{
    const QString host =
        proxy.hostName().contains(u':') ? u'[' + proxy.hostName() + u']' : proxy.hostName();
    return host + u':' + QString::number(proxy.port()) + u" of "_s + origin;
}

bool isExemptFromProxy(const QString &list, const QString &host, int port)
{
    static const QRegularExpression separators(u"[,\\s]+"_s);
    const QStringList entries = list.split(separators, Qt::SkipEmptyParts);
    const QString name = host.endsWith(u'.') ? host.chopped(1) : host;
    const QHostAddress address(name);
    return std::ranges::any_of(entries, [&](const QString &entry) {
        if (entry == "*"_L1)
            return true;
        const ExemptHost exempt = exemptHost(entry);
        const bool isNamed =
            address.isNull() ? namesDomain(exempt.name, name) : namesAddress(exempt.name, address);
        return isNamed && (exempt.port < 0 || exempt.port == port);
    });
}

Result<std::optional<ChosenProxy>> proxyFor(const Endpoint &endpoint, const NetworkSetup &setup)
{
    if (endpoint.scheme != "https"_L1)
        return std::nullopt;
    const NamedValue proxy = proxyIn(setup);
    const NamedValue exempt = firstVariable(setup.environment, {u"no_proxy"_s, u"NO_PROXY"_s});
    const int port = endpoint.port == -1 ? 443 : endpoint.port;
    if (proxy.text.isEmpty() || isNone(proxy.text) ||
        isExemptFromProxy(exempt.text, endpoint.host, port))
        return std::nullopt;
    if (const std::optional<ApiError> problem = proxyProblem(setup))
        return tl::unexpected(*problem);
    const QUrl url = urlOf(proxy.text);
    const auto type = proxyType(url.scheme()).value_or(QNetworkProxy::HttpProxy);
    return ChosenProxy{
        .proxy = QNetworkProxy(type, url.host(), static_cast<quint16>(url.port(usualProxyPort)),
                               url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded)),
        .origin = proxy.origin};
}

std::optional<ApiError> proxyProblem(const NetworkSetup &setup)
{
    const NamedValue address = proxyIn(setup);
    if (address.text.isEmpty() || isNone(address.text))
        return {};
    if (!setup.proxy.text.isEmpty() && holdsSignIn(address.text)) {
        return invalidProxy(
            u"The proxy of %1 holds a user name or a password, which others could read there; "
            u"put the whole address into the variable HTTPS_PROXY instead"_s.arg(address.origin));
    }
    const QUrl url = urlOf(address.text);
    // Never the value itself: a password may be in it.
    if (!isAddress(url)) {
        return invalidProxy(
            u"%1 does not hold the address of a proxy, such as http://proxy.example:8080; in a "
            u"user name and a password, signs such as # and / are written as %23 and %2F"_s.arg(
                address.origin));
    }
    if (!proxyType(url.scheme())) {
        return invalidProxy(u"The proxy %1 of %2 cannot be used: %3"_s.arg(
            printable(url.host()), address.origin, schemeProblem(url.scheme())));
    }
    return {};
}

bool holdsSignIn(const QString &address)
{
    // Of the text: what is no address may hold one all the same.
    return address.contains(u'@');
}
