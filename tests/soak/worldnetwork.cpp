#include "worldnetwork.h"

#include <QLocale>
#include <QUrl>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What arrives.
struct Arrival {
    int status = 0; ///< 0: nothing
    QByteArray body{};
    QList<std::pair<QByteArray, QByteArray>> headers{};
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    bool isNever = false;
};

class WorldReply final : public QNetworkReply {
public:
    WorldReply(const QNetworkRequest &request, Arrival arrival, Clock &clock,
               std::chrono::milliseconds latency, QObject *parent)
        : QNetworkReply(parent), m_body(std::move(arrival.body))
    {
        setRequest(request);
        setUrl(request.url());
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        if (arrival.status > 0)
            setAttribute(QNetworkRequest::HttpStatusCodeAttribute, arrival.status);
        for (const auto &[name, value] : arrival.headers)
            setRawHeader(name, value);
        if (arrival.error != QNetworkReply::NoError)
            setError(arrival.error, u"as it was told"_s);
        if (arrival.isNever)
            return;
        m_arrival = clock.after(latency, [this] {
            setFinished(true);
            Q_EMIT finished();
        });
    }

    void abort() override { m_arrival = {}; }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override
    {
        return m_body.size() + QNetworkReply::bytesAvailable();
    }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qsizetype size = std::min<qint64>(maxSize, m_body.size());
        std::copy_n(m_body.cbegin(), size, data);
        m_body.remove(0, size);
        return size > 0 ? size : -1;
    }

private:
    QByteArray m_body;
    PendingCall m_arrival;
};

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

Arrival arrivalOf(const SimulatorReply &reply, const QDateTime &now)
{
    return {.status = reply.httpStatus,
            .body = reply.body,
            .headers = {
                {"Date",
                 QLocale::c().toString(now.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1()},
                {"x-acs-request-id", reply.requestId}}};
}

/// What arrives instead of \p good.
Arrival spoiled(Arrival good, WorldFault fault)
{
    switch (fault) {
    case WorldFault::Refused:
        return {.error = QNetworkReply::ConnectionRefusedError};
    case WorldFault::Closed:
        return {.error = QNetworkReply::RemoteHostClosedError};
    case WorldFault::Silent:
        return {.isNever = true};
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
    Arrival arrival = arrivalOf(m_api.reply(receivedAs(request), now.toMSecsSinceEpoch()), now);
    if (std::uniform_int_distribution<int>(0, 99)(m_random) < faultPercent) {
        const auto fault = static_cast<WorldFault>(
            std::uniform_int_distribution<int>(0, worldFaultCount - 1)(m_random));
        ++m_faults[fault];
        arrival = spoiled(std::move(arrival), fault);
    }
    return new WorldReply(request, std::move(arrival), m_clock, latency, this);
}
