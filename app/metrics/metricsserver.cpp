#include "metricsserver.h"

#include "clock.h"
#include "metricsformat.h"

#include <utility>

namespace {

ServedReply plainReply(int httpStatus, const QByteArray &sentence)
{
    return {.httpStatus = httpStatus,
            .contentType = "text/plain; charset=utf-8",
            .headers = {},
            .body = sentence + '\n'};
}

} // namespace

MetricsServer::MetricsServer(Source source, const Clock &clock, const HttpServerLimits &limits)
    : m_source(std::move(source)),
      m_clock(clock),
      m_server(
          HttpService{.reply = [this](const ReceivedRequest &request) { return reply(request); },
                      .refusal = &plainReply,
                      .clock = clock,
                      .limits = limits})
{
}

Result<quint16> MetricsServer::openOn(const QHostAddress &address, quint16 port)
{
    return m_server.openOn(address, port);
}

ServedReply MetricsServer::reply(const ReceivedRequest &request)
{
    const QByteArray &path = request.path;
    if (path != "/metrics" && path != "/ready" && path != "/health")
        return plainReply(404, "There are /metrics, /ready and /health.");
    if (request.method != "GET" && request.method != "HEAD") {
        ServedReply refusal = plainReply(405, "Nothing can be changed here.");
        refusal.headers.emplace_back("Allow", "GET, HEAD");
        return refusal;
    }
    if (path == "/metrics")
        return metricsReply(request.header("accept"));
    return path == "/ready" ? readiness() : plainReply(200, "ok");
}

ServedReply MetricsServer::metricsReply(const QByteArray &accept)
{
    const QDateTime now = m_clock.localNow();
    const bool isOld = !m_measuredAt.isValid() || now < m_measuredAt ||
                       m_measuredAt.msecsTo(now) >= keptFor.count();
    if (isOld) {
        m_families = m_source.measure();
        m_measuredAt = now;
    }
    const MetricsFormat format = formatFor(accept);
    return {.httpStatus = 200,
            .contentType = contentTypeOf(format),
            .headers = {{"Vary", "Accept"}},
            .body = writeMetrics(m_families, format)};
}

ServedReply MetricsServer::readiness() const
{
    const QString why = m_source.unreadiness ? m_source.unreadiness() : QString();
    return why.isEmpty() ? plainReply(200, "ready") : plainReply(503, why.toUtf8());
}
