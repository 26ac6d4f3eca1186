#include "cuttingproxy.h"

#include <memory>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace {

void end(QTcpSocket *socket, Cut::How how)
{
    switch (how) {
    case Cut::How::Silence:
        return;
    case Cut::How::Close:
        socket->disconnectFromHost();
        return;
    case Cut::How::Reset:
        break;
    }
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
               sizeof atOnce);
    socket->abort();
}

} // namespace

CuttingProxy::CuttingProxy(quint16 serverPort) : m_serverPort(serverPort)
{
    connect(this, &QTcpServer::newConnection, this, &CuttingProxy::onConnected);
    listen(QHostAddress::LocalHost);
}

QString CuttingProxy::endpoint() const
{
    return u"http://127.0.0.1:"_s + QString::number(serverPort());
}

void CuttingProxy::arm(std::optional<Cut> cut)
{
    m_cut = cut;
    m_asking.clear();
    m_requestBytes = 0;
    m_replyBytes = 0;
}

void CuttingProxy::onConnected()
{
    QTcpSocket *client = nextPendingConnection();
    auto *server = new QTcpSocket(client);
    const auto line = std::make_shared<Line>(Line{.client = client, .server = server});
    connect(client, &QTcpSocket::readyRead, this, [this, line] { passRequest(*line); });
    connect(server, &QTcpSocket::readyRead, this, [this, line] { passReply(*line); });
    connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    server->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    server->connectToHost(QHostAddress::LocalHost, m_serverPort);
    server->waitForConnected();
    if (m_cut && m_cut->side == Cut::Side::Request && m_cut->after == 0)
        cutOff(*line, m_cut->how);
}

void CuttingProxy::passRequest(Line &line)
{
    const QByteArray bytes = line.client->readAll();
    m_asking.insert(line.client);
    m_requestBytes += bytes.size();
    pass(line, Cut::Side::Request, m_repeats ? bytes + bytes : bytes, line.server);
}

void CuttingProxy::passReply(Line &line)
{
    QByteArray bytes = line.server->readAll();
    if (m_repeats && line.replies++ == 0) {
        const qsizetype second = bytes.indexOf("HTTP/1.1", 1);
        bytes = second < 0 ? QByteArray() : bytes.mid(second);
    }
    m_replyBytes += bytes.size();
    pass(line, Cut::Side::Reply, bytes, line.client);
}

void CuttingProxy::pass(Line &line, Cut::Side side, const QByteArray &bytes, QTcpSocket *to)
{
    if (!m_cut || m_cut->side != side) {
        to->write(bytes);
        return;
    }
    const qsizetype room = m_cut->after - line.passed;
    to->write(bytes.left(room));
    to->flush();
    line.passed += bytes.left(room).size();
    if (line.passed >= m_cut->after)
        cutOff(line, m_cut->how);
}

void CuttingProxy::cutOff(Line &line, Cut::How how)
{
    end(line.client, how);
    end(line.server, how);
}
