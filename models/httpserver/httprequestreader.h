#pragma once

#include "httpserverlimits.h"
#include "receivedrequest.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <utility>

/// Reads one request of HTTP/1.1 from the bytes of a connection, as they arrive, and keeps no more
/// of it than its limits, whatever a client sends.
class HttpRequestReader final {
public:
    /// Why a request is not read any further. Its connection cannot carry another one.
    struct Refusal {
        int httpStatus = 400;
        QByteArray reason{}; ///< one sentence
    };

    explicit HttpRequestReader(const HttpServerLimits &limits) : m_limits(limits) {}

    /// Reads as much of \p bytes as belongs to the request; the number of bytes read. Fewer than
    /// there are: it is complete, or refused.
    qsizetype read(QByteArrayView bytes);

    [[nodiscard]] bool hasStarted() const { return m_headSize > 0; }
    [[nodiscard]] bool isComplete() const { return m_state == State::Complete; }
    [[nodiscard]] const std::optional<Refusal> &refusal() const { return m_refusal; }
    /// The client lets the next request follow on the same connection.
    [[nodiscard]] bool keepsConnection() const { return m_keepsConnection; }
    /// Of a request that is complete.
    [[nodiscard]] ReceivedRequest takeRequest() { return std::exchange(m_request, {}); }

private:
    enum class State : quint8 { RequestLine, Header, Body, Complete, Refused };

    qsizetype readLine(QByteArrayView bytes);
    qsizetype readBody(QByteArrayView bytes);
    void takeLine(const QByteArray &line);
    void takeRequestLine(const QByteArray &line);
    void takeHeader(const QByteArray &line);
    void endHead();
    void refuse(int httpStatus, const QByteArray &reason);

    HttpServerLimits m_limits;
    State m_state = State::RequestLine;
    qsizetype m_headSize = 0;
    qint64 m_bodyLeft = 0;
    QByteArray m_line; ///< the part of a line that is there
    bool m_keepsConnection = false;
    ReceivedRequest m_request;
    std::optional<Refusal> m_refusal;
};
