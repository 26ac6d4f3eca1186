#include "httprequestreader.h"
#include "require.h"

#include <QString>

#include <algorithm>

namespace {

constexpr HttpServerLimits narrow{.headBytes = 512, .headers = 8, .bodyBytes = 64};
// What was read has no more bytes than it came with but for line breaks that were short.
constexpr HttpServerLimits wide{.headBytes = 1'024, .headers = 8, .bodyBytes = 64};

struct RequestReading {
    ReceivedRequest request{};
    std::optional<HttpRequestReader::Refusal> refusal{};
    bool isComplete = false;
    bool keepsConnection = false;
    qsizetype taken = 0;
};

/// Reads \p bytes as they come in pieces of \p step bytes.
RequestReading reading(QByteArrayView bytes, qsizetype step, const HttpServerLimits &limits)
{
    HttpRequestReader reader(limits);
    RequestReading reading;
    while (reading.taken < bytes.size()) {
        const QByteArrayView piece =
            bytes.sliced(reading.taken, std::min(step, bytes.size() - reading.taken));
        const qsizetype taken = reader.read(piece);
        reading.taken += taken;
        if (taken < piece.size())
            break;
    }
    reading.refusal = reader.refusal();
    reading.isComplete = reader.isComplete();
    reading.keepsConnection = reader.keepsConnection();
    reading.request = reader.takeRequest();
    return reading;
}

bool isSame(const ReceivedRequest &a, const ReceivedRequest &b)
{
    return a.method == b.method && a.path == b.path && a.rawQuery == b.rawQuery &&
           a.headers == b.headers && a.body == b.body;
}

QByteArray written(const ReceivedRequest &request)
{
    QByteArray bytes = request.method + ' ' + request.path;
    if (!request.rawQuery.isEmpty())
        bytes += '?' + request.rawQuery;
    bytes += " HTTP/1.1\r\n";
    for (const auto &[name, value] : request.headers)
        bytes += name + ':' + value + "\r\n";
    return bytes + "\r\n" + request.body;
}

qsizetype headSize(const ReceivedRequest &request)
{
    qsizetype size = request.method.size() + request.path.size() + request.rawQuery.size();
    for (const auto &[name, value] : request.headers)
        size += name.size() + value.size();
    return size;
}

} // namespace

/// What a client sends to a server of this program means the same in whatever pieces it arrives,
/// and never more of it is kept than the limits allow. The first byte is the length of the pieces.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size - 1));
    const RequestReading whole = reading(bytes, std::max<qsizetype>(bytes.size(), 1), narrow);
    const RequestReading pieces = reading(bytes, 1 + data[0] % 64, narrow);
    require(whole.isComplete == pieces.isComplete, "pieces are complete where the whole is");
    require(whole.refusal.has_value() == pieces.refusal.has_value(),
            "pieces are refused where the whole is");
    require(!whole.refusal || whole.refusal->httpStatus == pieces.refusal->httpStatus,
            "pieces are refused as the whole is");
    require(isSame(whole.request, pieces.request), "pieces are the request that the whole is");
    require(whole.keepsConnection == pieces.keepsConnection, "pieces keep the same connection");
    // Nonsense is refused as soon as it is seen.
    require(whole.refusal || whole.taken == pieces.taken, "pieces end where the whole ends");
    require(!(whole.isComplete && whole.refusal), "what is complete is not refused");
    require(whole.isComplete || whole.refusal || whole.taken == bytes.size(),
            "what is neither complete nor refused is read to its end");
    if (whole.refusal) {
        require(whole.refusal->httpStatus >= 400 && whole.refusal->httpStatus < 600,
                "a refusal has a status of HTTP");
        require(!whole.refusal->reason.isEmpty(), "a refusal says why");
        require(!whole.keepsConnection, "a refusal ends the connection");
        require(isSame(whole.request, {}), "nothing is kept of what is refused");
    }
    if (!whole.isComplete)
        return 0;
    const ReceivedRequest &request = whole.request;
    require(headSize(request) <= narrow.headBytes, "no more is kept of a head than allowed");
    require(std::ssize(request.headers) <= narrow.headers, "no more headers are kept than allowed");
    require(request.body.size() <= narrow.bodyBytes, "no more content is kept than allowed");
    require(request.path.startsWith('/') && !request.path.contains('?'), "a path is one");
    const RequestReading again = reading(written(request), 1'024, wide);
    require(again.isComplete && isSame(again.request, request),
            "a request that is written is read as the same");
    require(std::ssize(parametersOf(request.rawQuery)) <= 1 + request.rawQuery.count('&'),
            "a query has no more parameters than parts");
    return 0;
}
