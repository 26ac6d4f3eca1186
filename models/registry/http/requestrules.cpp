#include "requestrules.h"

#include "networkattributes.h"

#include <QNetworkReply>
#include <QNetworkRequest>

namespace {

constexpr char userAgent[] = "image-sync-dashboard/" DASHBOARD_VERSION;

} // namespace

void applyRules(QNetworkRequest &request, const RequestRules &rules)
{
    request.setRawHeader("Accept", "application/json");
    // Not compressed: a small reply could become as large as it likes.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", userAgent);

    using Request = QNetworkRequest;
    // A signature is bound to its host: followed, a redirect would carry it to another.
    request.setAttribute(Request::RedirectPolicyAttribute, Request::ManualRedirectPolicy);
    request.setAttribute(Request::Http2AllowedAttribute, false);
    request.setAttribute(Request::CookieLoadControlAttribute, Request::Manual);
    request.setAttribute(Request::CookieSaveControlAttribute, Request::Manual);
    request.setAttribute(Request::AuthenticationReuseAttribute, Request::Manual);
    request.setAttribute(Request::CacheLoadControlAttribute, Request::AlwaysNetwork);
    request.setAttribute(Request::CacheSaveControlAttribute, false);
    request.setTransferTimeout(static_cast<int>(rules.silence.count()));
    request.setAttribute(NetworkAttribute::bodyLimit, rules.replyBytes);
    request.setAttribute(NetworkAttribute::ownConnection, rules.hasOwnConnection);
}

HttpReply takeHttpReply(QNetworkReply &reply)
{
    HttpReply http{
        .status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
        .body = reply.isOpen() ? reply.readAll() : QByteArray(), // Qt's own timeout closes it
    };
    for (const auto &[name, value] : reply.rawHeaderPairs())
        http.headers.push_back({.name = name, .value = value});
    return http;
}

void dropNetworkReply(QPointer<QNetworkReply> &reply, const QObject &receiver)
{
    if (!reply)
        return;
    // Only the receiver's connections: QNetworkReply aborts through signals of its own.
    QObject::disconnect(reply, nullptr, &receiver, nullptr);
    reply->abort();
    reply->deleteLater();
    reply.clear();
}
