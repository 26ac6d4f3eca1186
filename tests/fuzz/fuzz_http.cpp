#include "httpreplyreader.h"
#include "require.h"

namespace {

constexpr qint64 mostContent = 4'096;

struct Reading {
    HttpReply reply{};
    std::optional<ApiError> fault{};
    bool isComplete = false;
    bool keepsConnection = false;
    qsizetype taken = 0;
};

/// Reads \p bytes as they come in pieces of \p step bytes.
Reading reading(QByteArrayView bytes, qsizetype step)
{
    HttpReplyReader reader(mostContent);
    Reading reading;
    while (reading.taken < bytes.size()) {
        const QByteArrayView piece =
            bytes.sliced(reading.taken, std::min(step, bytes.size() - reading.taken));
        const qsizetype taken = reader.read(piece);
        reading.taken += taken;
        if (taken < piece.size())
            break;
    }
    reader.close();
    reading.fault = reader.fault();
    reading.isComplete = reader.isComplete();
    reading.keepsConnection = reader.keepsConnection();
    reading.reply = reader.takeReply();
    return reading;
}

} // namespace

/// Bytes of a connection mean the same in whatever pieces they arrive, and never more is kept than
/// the limits allow. The first byte is the length of the pieces.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size - 1));
    const Reading whole = reading(bytes, std::max<qsizetype>(bytes.size(), 1));
    const Reading pieces = reading(bytes, 1 + data[0] % 64);
    require(whole.isComplete == pieces.isComplete, "pieces are complete where the whole is");
    require(whole.fault == pieces.fault, "pieces have the fault of the whole");
    require(whole.reply.status == pieces.reply.status, "pieces have the status of the whole");
    require(whole.reply.body == pieces.reply.body, "pieces have the content of the whole");
    require(whole.keepsConnection == pieces.keepsConnection, "pieces keep the same connection");
    // Nonsense is refused as soon as it is seen.
    require(whole.fault || whole.taken == pieces.taken, "pieces end where the whole ends");
    require(!(whole.isComplete && whole.fault), "what is complete has no fault");
    require(whole.isComplete || whole.fault, "what is not complete says why");
    require(whole.reply.body.size() <= mostContent, "no more content is kept than allowed");
    return 0;
}
