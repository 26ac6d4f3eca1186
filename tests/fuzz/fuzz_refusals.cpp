#include "apireply.h"
#include "require.h"

#include <QChar>

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
constexpr qsizetype longestShown = 1'000; ///< of what stands in a line of the window

/// Other signs that are not printed are shown by their numbers where the text is painted.
bool isOneLine(const QString &text)
{
    return std::ranges::none_of(text, [](QChar character) {
        return character == u'\n' || character == u'\r' || character == QChar::LineSeparator ||
               character == QChar::ParagraphSeparator;
    });
}

} // namespace

/// What a server says instead of an answer: the status by the first byte, headers up to the first
/// empty line, then the content. What is made of it can be shown in one line.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray text(reinterpret_cast<const char *>(data + 1),
                          static_cast<qsizetype>(size - 1));
    HttpReply reply{.status = 200 + data[0] * 2};
    const qsizetype headEnd = text.indexOf("\n\n");
    for (const QByteArray &line : text.left(std::max<qsizetype>(headEnd, 0)).split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            reply.headers.push_back(
                {.name = line.left(colon), .value = line.mid(colon + 1).trimmed()});
    }
    reply.body = headEnd < 0 ? text : text.mid(headEnd + 2);
    const std::optional<ApiError> error = replyError(reply, now);
    require(error.has_value() || reply.status < 300, "what is no 2xx is an error");
    if (!error)
        return 0;
    require(!error->code.isEmpty() || !error->message.isEmpty(), "an error says why");
    for (const QString &shown : {error->code, error->message, error->requestId}) {
        require(shown.size() <= longestShown, "what is shown is short");
        require(isOneLine(shown), "what is shown is one line");
    }
    require(!error->retryAfter || error->retryAfter->count() >= 0, "nobody waits for the past");
    return 0;
}
