#pragma once

#include "apierror.h"
#include "httpserver.h"
#include "metricfamily.h"

#include <QDateTime>
#include <QHostAddress>
#include <QString>

#include <chrono>
#include <functional>
#include <vector>

class Clock;

/// Answers a monitoring system over HTTP/1.1, and only questions: /metrics in the format that the
/// header Accept asks for, /ready (200, or 503 and why not) and /health (200 as long as the event
/// loop runs). Whoever may connect may read all of it: names of accounts, instances, rules and
/// regions, and no secret.
class MetricsServer final {
public:
    /// Both are called from the event loop.
    struct Source {
        std::function<std::vector<MetricFamily>()> measure{};
        std::function<QString()> unreadiness{}; ///< why it is not ready, in English; empty: it is
    };

    /// A few scrapers, whose requests are short.
    static constexpr HttpServerLimits usualLimits{.headBytes = 8'192,
                                                  .headers = 50,
                                                  .bodyBytes = 0,
                                                  .connections = 32,
                                                  .idle = std::chrono::minutes(2),
                                                  .request = std::chrono::seconds(5),
                                                  .reply = std::chrono::seconds(10)};
    /// However many ask, it is not measured again before.
    static constexpr std::chrono::milliseconds keptFor = std::chrono::seconds(1);

    /// \p clock must outlive the server.
    MetricsServer(Source source, const Clock &clock, const HttpServerLimits &limits = usualLimits);

    /// The port that is listened on: on \p address and no other; port 0 takes any free one. The
    /// error is the system's.
    Result<quint16> openOn(const QHostAddress &address, quint16 port);

private:
    [[nodiscard]] ServedReply reply(const ReceivedRequest &request);
    [[nodiscard]] ServedReply metricsReply(const QByteArray &accept);
    [[nodiscard]] ServedReply readiness() const;

    Source m_source;
    const Clock &m_clock;
    std::vector<MetricFamily> m_families;
    QDateTime m_measuredAt; ///< by this computer's time; invalid: never
    HttpServer m_server;
};
