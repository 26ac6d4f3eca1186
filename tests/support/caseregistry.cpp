#include "caseregistry.h"

#include "scriptedserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTcpSocket>
#include <QUrlQuery>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

/// With times from \p nowMs in the place of "@-3600000".
QJsonValue resolved(const QJsonValue &value, qint64 nowMs)
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto entry = object.begin(); entry != object.end(); ++entry)
            *entry = resolved(*entry, nowMs);
        return object;
    }
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &item : value.toArray())
            array.append(resolved(item, nowMs));
        return array;
    }
    const QString text = value.toString();
    return text.startsWith(u'@') ? QJsonValue(nowMs + text.mid(1).toLongLong()) : value;
}

QString listName(const QByteArray &action)
{
    if (action == "ListInstance")
        return u"Instances"_s;
    return action == "ListRepoSyncTask" ? u"SyncTasks"_s : u"SyncRules"_s;
}

} // namespace

CaseRegistry::CaseRegistry(const QString &file, const Clock &clock) : m_clock(clock)
{
    QFile data(file);
    if (data.open(QIODevice::ReadOnly))
        m_case = QJsonDocument::fromJson(data.readAll()).object();
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, &CaseRegistry::onConnected);
}

QString CaseRegistry::endpoint() const
{
    return u"http://127.0.0.1:"_s + QString::number(serverPort());
}

void CaseRegistry::onConnected()
{
    while (QTcpSocket *connection = nextPendingConnection()) {
        connect(connection, &QTcpSocket::disconnected, connection, &QObject::deleteLater);
        const auto request = std::make_shared<QByteArray>();
        connect(connection, &QTcpSocket::readyRead, this, [this, connection, request] {
            *request += connection->readAll();
            const qsizetype body = request->indexOf("\r\n\r\n");
            if (body < 0 ||
                request->size() < body + 4 + headerOf(*request, "Content-Length").toInt())
                return;
            answer(*connection, *request);
            connection->disconnectFromHost();
        });
    }
}

void CaseRegistry::answer(QIODevice &connection, const QByteArray &request) const
{
    const QByteArray target = request.split(' ').value(1);
    const QByteArray body = request.mid(request.indexOf("\r\n\r\n") + 4);
    const QUrlQuery asked(QString::fromUtf8(target.mid(target.indexOf('?') + 1) + '&' + body));
    int status = 200;
    const QByteArray reply =
        replyTo(headerOf(request, "x-acs-action"), asked.queryItemValue(u"InstanceId"_s),
                asked.queryItemValue(u"PageNo"_s).toInt(), status);
    const QString date = QLocale::c().toString(m_clock.now(), u"ddd, dd MMM yyyy hh:mm:ss"_s);
    connection.write("HTTP/1.1 " + QByteArray::number(status) +
                     " x\r\nConnection: close\r\nDate: " + date.toLatin1() +
                     " GMT\r\nContent-Type: application/json\r\nContent-Length: " +
                     QByteArray::number(reply.size()) + "\r\n\r\n" + reply);
}

QByteArray CaseRegistry::replyTo(const QByteArray &action, const QString &instance, int page,
                                 int &status) const
{
    const QJsonArray failure = m_case["fail"_L1][instance].toArray();
    if (!failure.isEmpty()) {
        status = failure[0].toInt();
        return QJsonDocument(failure[1].toObject()).toJson();
    }
    QJsonValue items = m_case["rules"_L1][instance];
    if (action == "ListInstance")
        items = m_case["instances"_L1];
    else if (action == "ListRepoSyncTask")
        items = m_case["tasks"_L1][instance];
    const QJsonArray all = resolved(items.toArray(), m_clock.now().toMSecsSinceEpoch()).toArray();
    const QJsonObject reply{{u"RequestId"_s, u"R-1"_s},
                            {u"Code"_s, u"success"_s},
                            {u"IsSuccess"_s, true},
                            {u"PageNo"_s, page},
                            {u"PageSize"_s, 100},
                            {u"TotalCount"_s, all.size()},
                            {listName(action), page == 1 ? all : QJsonArray()}};
    return QJsonDocument(reply).toJson();
}
