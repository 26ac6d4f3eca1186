#include "httpexchange.h"

#include "clock.h"
#include "networkfault.h"
#include "requestrules.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <utility>

using namespace Qt::StringLiterals;

HttpExchange::HttpExchange(QNetworkAccessManager &network, Clock &clock,
                           const HttpQuestion &question)
{
    QNetworkRequest request(question.url);
    for (const NameValue &header : question.headers)
        request.setRawHeader(header.name, header.value);
    // Of its own: on one that was kept, and may be dead, it would fail for nothing.
    applyRules(request, {.silence = question.whole, .hasOwnConnection = true});
    m_reply = network.sendCustomRequest(request, question.method, question.body);
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_connectDeadline = {}; });
    connect(m_reply, &QNetworkReply::finished, this, &HttpExchange::onFinished);
    m_connectDeadline =
        clock.after(question.connecting, [this] { stop(connectTimeout(*m_reply)); });
    m_wholeDeadline = clock.after(question.whole, [this] {
        stop({.kind = ApiError::Kind::Timeout,
              .code = u"CallTimeout"_s,
              .message = u"There was no complete reply in time"_s});
    });
}

HttpExchange::~HttpExchange()
{
    dropReply();
}

void HttpExchange::onFinished()
{
    Result<HttpReply> reply = takeHttpReply(*m_reply);
    if (const std::optional<ApiError> fault = networkFault(*m_reply))
        reply = tl::unexpected(*fault);
    dropReply();
    deleteLater(); // first: who hears of it may delete whatever it likes
    Q_EMIT finished(&reply);
}

void HttpExchange::stop(const ApiError &error)
{
    const Result<HttpReply> none = tl::unexpected(error);
    dropReply();
    deleteLater();
    Q_EMIT finished(&none);
}

void HttpExchange::dropReply()
{
    m_connectDeadline = {};
    m_wholeDeadline = {};
    dropNetworkReply(m_reply, *this);
}

PendingCall exchange(QNetworkAccessManager &network, Clock &clock, const HttpQuestion &question,
                     Handler<HttpReply> handler)
{
    auto *asked = new HttpExchange(network, clock, question);
    auto connection = QObject::connect(
        asked, &HttpExchange::finished, asked,
        [run = std::move(handler)](const Result<HttpReply> *reply) { run(*reply); });
    return {asked, std::move(connection)};
}
