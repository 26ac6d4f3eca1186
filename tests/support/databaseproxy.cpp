#include "databaseproxy.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

const QString socketName = u"/.s.PGSQL.5432"_s; // PostgreSQL 15, libpq: host is a folder
constexpr std::chrono::milliseconds lookAgain{20};

} // namespace

/// A connection, and that to the server.
class DatabaseProxy::Line final : public QObject {
public:
    Line(QLocalSocket *client, const QString &server, const std::atomic<bool> &isCut,
         QObject *parent)
        : QObject(parent), m_client(client), m_server(new QLocalSocket(this)), m_isCut(isCut)
    {
        m_client->setParent(this);
        m_server->connectToServer(server);
        connect(m_client, &QLocalSocket::disconnected, this, &QObject::deleteLater);
        connect(m_server, &QLocalSocket::disconnected, this, &QObject::deleteLater);
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, &Line::pass);
        connect(m_client, &QLocalSocket::readyRead, this, &Line::pass);
        connect(m_server, &QLocalSocket::readyRead, this, &Line::pass);
        timer->start(lookAgain); // what was held back
    }

private:
    void pass()
    {
        if (m_isCut || m_server->state() != QLocalSocket::ConnectedState)
            return;
        m_server->write(m_client->readAll());
        m_client->write(m_server->readAll());
    }

    QLocalSocket *m_client;
    QLocalSocket *m_server;
    const std::atomic<bool> &m_isCut;
};

DatabaseProxy::DatabaseProxy(const PostgresServer &server)
    : m_serverFolder(server.uri().section(u"host="_s, 1)), m_worker(std::make_unique<QObject>())
{
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_worker.get(),
        [this] {
            auto *listener = new QLocalServer(m_worker.get());
            listener->listen(m_folder.path() + socketName);
            QObject::connect(listener, &QLocalServer::newConnection, listener, [this, listener] {
                while (QLocalSocket *client = listener->nextPendingConnection())
                    new Line(client, m_serverFolder + socketName, m_isCut, m_worker.get());
            });
        },
        Qt::BlockingQueuedConnection);
}

DatabaseProxy::~DatabaseProxy()
{
    m_worker.release()->deleteLater(); // in the thread, whose end waits for that
    m_thread.quit();
    m_thread.wait();
}

QString DatabaseProxy::uri() const
{
    return u"postgresql://postgres@/postgres?host="_s + m_folder.path();
}
