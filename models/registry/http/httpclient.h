#pragma once

#include "endpoint.h"
#include "networksetup.h"
#include "trustedauthorities.h"

#include <QList>
#include <QObject>
#include <QSet>

#include <deque>

class HttpConnection;

/// The connections of all that is asked, whoever asks. They live on the thread that asks, and need
/// no other. Must outlive the connections that are in use.
class HttpClient final : public QObject {
    Q_OBJECT

public:
    /// More wait: a program may not have more than some hundred files open.
    static constexpr qsizetype maxOpen = 128;

    explicit HttpClient(NetworkSetup setup, QObject *parent = nullptr);
    ~HttpClient() override;

    /// A connection that carries nothing else: one that is idle, unless \p isFresh, or a new one,
    /// which is opened when there is room. Given back, or closed and deleted later.
    HttpConnection *take(const Endpoint &endpoint, bool isFresh);
    /// Keeps it for the next request if it can have one.
    void giveBack(HttpConnection *connection);

private:
    void openNext();
    void forget(HttpConnection *connection);
    void dropIdle(HttpConnection *connection);
    void dropIdleOf(const Endpoint &endpoint);

    NetworkSetup m_setup;
    TrustedAuthorities m_authorities;
    QSet<HttpConnection *> m_open;
    std::deque<HttpConnection *> m_waiting;
    QList<HttpConnection *> m_idle; ///< the one that was used last is the last
};
