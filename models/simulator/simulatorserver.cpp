#include "simulatorserver.h"

#include "logging.h"

#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QMetaEnum>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

/// QHttpServer writes head and body apart, and Nagle's algorithm holds the second until the client
/// has confirmed the first: 40 ms a reply. So each socket is told not to wait.
class PromptTcpServer final : public QTcpServer {
protected:
    void incomingConnection(qintptr handle) override
    {
        auto *socket = new QTcpSocket(this);
        if (!socket->setSocketDescriptor(handle)) {
            delete socket;
            return;
        }
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        addPendingConnection(socket);
    }
};

QByteArray methodName(QHttpServerRequest::Method method)
{
    const auto names = QMetaEnum::fromType<QHttpServerRequest::Method>();
    return QByteArray(names.valueToKey(static_cast<int>(method))).toUpper();
}

ReceivedRequest received(const QHttpServerRequest &request)
{
    const QUrl url = request.url();
    ReceivedRequest result{.method = methodName(request.method()),
                           .path = url.path(QUrl::FullyEncoded).toLatin1(),
                           .rawQuery = url.query(QUrl::FullyEncoded).toLatin1(),
                           .body = request.body()};
    for (const auto &[name, value] : request.headers())
        result.headers.emplace_back(name, value);
    return result;
}

QByteArray httpDate(const QDateTime &now)
{
    return QLocale::c().toString(now.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1();
}

void send(QHttpServerResponder &responder, const SimulatorReply &reply, const QByteArray &date)
{
    responder.write(reply.body,
                    {{"Content-Type", "application/json;charset=utf-8"},
                     {"Date", date},
                     {"x-acs-request-id", reply.requestId}},
                    static_cast<QHttpServerResponder::StatusCode>(reply.httpStatus));
}

ApiError configurationError(const QString &message)
{
    return {
        .kind = ApiError::Kind::Configuration, .code = u"SimulatorAddress"_s, .message = message};
}

} // namespace

SimulatorServer::SimulatorServer(SimulatorApi &api, const Clock &clock,
                                 std::chrono::milliseconds latency)
    : m_api(api), m_clock(clock), m_latency(latency)
{
}

Result<quint16> SimulatorServer::openOn(const QHostAddress &address, quint16 port)
{
    if (!address.isLoopback()) {
        return tl::unexpected(configurationError(
            u"The simulator listens on loopback addresses only, not on \"%1\"."_s.arg(
                address.toString())));
    }
    auto server = std::make_unique<PromptTcpServer>();
    if (!server->listen(address, port)) {
        return tl::unexpected(ApiError{.kind = ApiError::Kind::Network,
                                       .code = u"SimulatorListen"_s,
                                       .message = server->errorString(),
                                       .host = address.toString()});
    }
    const quint16 openPort = server->serverPort();
    bind(server.release()); // which takes it over
    return openPort;
}

bool SimulatorServer::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    const QDateTime now = m_clock.now();
    const SimulatorReply reply = m_api.reply(received(request), now.toMSecsSinceEpoch());
    const QByteArray date = httpDate(now);
    qCDebug(logSimulator) << request.value("x-acs-action") << reply.httpStatus << reply.requestId;
    if (m_latency.count() <= 0) {
        QHttpServerResponder responder = makeResponder(request, socket);
        send(responder, reply, date);
        return true;
    }
    // The socket is the context: a reply to a client that hung up is not sent.
    auto responder = std::make_shared<QHttpServerResponder>(makeResponder(request, socket));
    QTimer::singleShot(m_latency, Qt::PreciseTimer, socket,
                       [responder, reply, date] { send(*responder, reply, date); });
    return true;
}

void SimulatorServer::missingHandler(const QHttpServerRequest & /*request*/,
                                     QTcpSocket * /*socket*/)
{
    // Every request is handled: the API has an answer to all of them.
}
