#include "httpclient.h"

#include "httpconnection.h"
#include "proxysettings.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Longer than the usual pause between two refreshes.
constexpr std::chrono::milliseconds longestIdle = 40s;

} // namespace

HttpClient::HttpClient(NetworkSetup setup, QObject *parent)
    : QObject(parent), m_setup(std::move(setup)), m_authorities(m_setup)
{
}

HttpClient::~HttpClient()
{
    // While there is still something to be forgotten from.
    qDeleteAll(findChildren<HttpConnection *>(Qt::FindDirectChildrenOnly));
}

HttpConnection *HttpClient::take(const Endpoint &endpoint, bool isFresh)
{
    const auto found = std::find_if(m_idle.rbegin(), m_idle.rend(), [&](const auto *idle) {
        return idle->endpoint() == endpoint && idle->isReusable();
    });
    if (!isFresh && found != m_idle.rend()) {
        HttpConnection *connection = *found;
        m_idle.removeOne(connection);
        return connection;
    }
    auto *connection = new HttpConnection(
        endpoint,
        {.proxy = proxyFor(endpoint, m_setup),
         .authorities = endpoint.scheme == "https"_L1 ? m_authorities.current() : Authorities()},
        this);
    connect(connection, &QObject::destroyed, this, [this, connection] { forget(connection); });
    connect(connection, &HttpConnection::closed, this,
            [this, connection] { dropIdle(connection); });
    m_waiting.push_back(connection);
    // From the event loop: whoever asked wants to hear of it.
    QMetaObject::invokeMethod(this, &HttpClient::openNext, Qt::QueuedConnection);
    return connection;
}

void HttpClient::giveBack(HttpConnection *connection)
{
    const std::optional<ApiError> &fault = connection->fault();
    if (fault && fault->kind == ApiError::Kind::Timeout)
        dropIdleOf(connection->endpoint());
    if (!connection->isReusable()) {
        connection->close();
        connection->deleteLater();
        return;
    }
    m_idle << connection;
    QTimer::singleShot(longestIdle, connection, [this, connection, uses = connection->exchanges()] {
        if (connection->exchanges() == uses && m_idle.contains(connection))
            dropIdle(connection);
    });
    if (!m_waiting.empty())
        openNext();
}

void HttpClient::openNext()
{
    while (!m_waiting.empty()) {
        if (m_open.size() >= maxOpen && !m_idle.isEmpty())
            dropIdle(m_idle.first());
        if (m_open.size() >= maxOpen)
            return;
        HttpConnection *connection = m_waiting.front();
        m_waiting.pop_front();
        m_open.insert(connection);
        connection->open();
    }
}

void HttpClient::dropIdle(HttpConnection *connection)
{
    m_idle.removeOne(connection);
    m_open.remove(connection);
    connection->close();
    connection->deleteLater();
}

/// After a sleep, or where a router has forgotten them, all are as dead as the one that was silent,
/// and no try would be left when each had been waited for.
void HttpClient::dropIdleOf(const Endpoint &endpoint)
{
    const QList<HttpConnection *> idle = m_idle;
    for (HttpConnection *connection : idle) {
        if (connection->endpoint() == endpoint)
            dropIdle(connection);
    }
}

void HttpClient::forget(HttpConnection *connection)
{
    m_idle.removeOne(connection);
    m_open.remove(connection);
    std::erase(m_waiting, connection);
    if (!m_waiting.empty())
        QMetaObject::invokeMethod(this, &HttpClient::openNext, Qt::QueuedConnection);
}
