#include "proxysettings.h"

#include <QHostAddress>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 usualProxyPort = 1080; // curl's

struct Variable {
    QString name{};
    QString value{};
};

/// The first of \p names that is set to something.
Variable firstVariable(const QProcessEnvironment &environment, const QStringList &names)
{
    for (const QString &name : names) {
        const QString value = environment.value(name).trimmed();
        if (!value.isEmpty())
            return {.name = name, .value = value};
    }
    return {};
}

std::optional<QNetworkProxy::ProxyType> proxyType(const QString &scheme)
{
    if (scheme == "http"_L1)
        return QNetworkProxy::HttpProxy;
    if (scheme == "socks5"_L1 || scheme == "socks5h"_L1)
        return QNetworkProxy::Socks5Proxy;
    return std::nullopt;
}

tl::unexpected<ApiError> invalidProxy(const QString &problem)
{
    return tl::unexpected(ApiError{
        .kind = ApiError::Kind::Configuration, .code = u"InvalidProxy"_s, .message = problem});
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
    return host + u':' + QString::number(proxy.port()) + u" of "_s + variable;
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

Result<std::optional<ChosenProxy>> proxyFor(const Endpoint &endpoint,
                                            const QProcessEnvironment &environment)
{
    if (endpoint.scheme != "https"_L1)
        return std::nullopt;
    const Variable proxy = firstVariable(
        environment, {u"https_proxy"_s, u"HTTPS_PROXY"_s, u"all_proxy"_s, u"ALL_PROXY"_s});
    const Variable exempt = firstVariable(environment, {u"no_proxy"_s, u"NO_PROXY"_s});
    const int port = endpoint.port == -1 ? 443 : endpoint.port;
    if (proxy.value.isEmpty() || isExemptFromProxy(exempt.value, endpoint.host, port))
        return std::nullopt;

    const QUrl url(proxy.value.contains("://"_L1) ? proxy.value : u"http://"_s + proxy.value);
    // Not the value itself: a password may be in it.
    if (!url.isValid() || url.host().isEmpty())
        return invalidProxy(
            u"The variable %1 does not hold the address of a proxy"_s.arg(proxy.name));
    const std::optional<QNetworkProxy::ProxyType> type = proxyType(url.scheme());
    if (!type) {
        return invalidProxy(u"The proxy %1 of %2 cannot be used: http:// and socks5:// are known, "
                            u"%3:// is not"_s.arg(url.host(), proxy.name, url.scheme()));
    }
    return ChosenProxy{
        .proxy = QNetworkProxy(*type, url.host(), static_cast<quint16>(url.port(usualProxyPort)),
                               url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded)),
        .variable = proxy.name};
}
