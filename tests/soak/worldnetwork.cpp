#include "worldnetwork.h"

#include "cannedreply.h"

#include <QLocale>
#include <QUrl>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ReceivedRequest receivedAs(const QNetworkRequest &request)
{
    const QUrl url = request.url();
    ReceivedRequest received{
        .method = request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray(),
        .path = url.path(QUrl::FullyEncoded).toLatin1(),
        .rawQuery = url.query(QUrl::FullyEncoded).toLatin1()};
    for (const QByteArray &name : request.rawHeaderList())
        received.headers.emplace_back(name, request.rawHeader(name));
    if (received.header("host").isNull())
        received.headers.emplace_back("host", url.authority(QUrl::FullyEncoded).toLatin1());
    return received;
}

CannedAnswer answerOf(const SimulatorReply &reply, const QDateTime &now)
{
    return {.status = reply.httpStatus,
            .body = reply.body,
            .headers = {
                {"Date",
                 QLocale::c().toString(now.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1()},
                {"x-acs-request-id", reply.requestId}}};
}

/// What arrives instead of \p good, where anything does.
CannedAnswer spoiled(CannedAnswer good, WorldFault fault)
{
    switch (fault) {
    case WorldFault::Refused:
        return {.error = QNetworkReply::ConnectionRefusedError};
    case WorldFault::Closed:
        return {.error = QNetworkReply::RemoteHostClosedError};
    case WorldFault::Silent:
        break;
    case WorldFault::Busy:
        return {.status = 503, .body = "<html>no backend</html>"};
    case WorldFault::Throttled:
        return {.status = 429,
                .body = R"({"Code":"Throttling.User","Message":"too many"})",
                .headers = {{"Retry-After", "7"}}};
    case WorldFault::Portal:
        return {.status = 200, .body = "<html><body>Please sign in</body></html>"};
    case WorldFault::CutOff:
        good.body.truncate(good.body.size() / 2);
        return good;
    }
    return good;
}

} // namespace

QNetworkReply *WorldNetwork::createRequest(Operation /*operation*/, const QNetworkRequest &request,
                                           QIODevice * /*outgoingData*/)
{
    ++m_requests;
    const QDateTime now = m_clock.now();
    CannedAnswer answer = answerOf(m_api.reply(receivedAs(request), now.toMSecsSinceEpoch()), now);
    std::optional takes = latency;
    if (std::uniform_int_distribution<int>(0, 99)(m_random) < faultPercent) {
        const auto fault = static_cast<WorldFault>(
            std::uniform_int_distribution<int>(0, worldFaultCount - 1)(m_random));
        ++m_faults[fault];
        answer = spoiled(std::move(answer), fault);
        if (fault == WorldFault::Silent)
            takes.reset();
    }
    return new CannedReply(request, answer, m_clock, takes, this);
}
