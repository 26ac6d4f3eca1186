#include "httpreplyreader.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1'048'576;

/// The values of a header that lists words, in lower case.
QByteArrayList wordsOfHeader(const HttpReply &reply, QByteArrayView name)
{
    QByteArrayList words;
    for (const NameValue &header : reply.headers) {
        if (QByteArrayView(header.name).compare(name, Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &word : header.value.split(','))
            words << word.trimmed().toLower();
    }
    return words;
}

/// A number without a sign, which toLongLong() would take.
std::optional<qint64> unsignedNumber(const QByteArray &digits, int base)
{
    const bool hasSign = digits.startsWith('+') || digits.startsWith('-');
    bool isNumber = false;
    const qint64 number = digits.toLongLong(&isNumber, base);
    return isNumber && !hasSign ? std::optional(number) : std::nullopt;
}

} // namespace

qsizetype HttpReplyReader::read(QByteArrayView bytes)
{
    qsizetype read = 0;
    while (read < bytes.size() && m_state != State::Complete && m_state != State::Failed) {
        const QByteArrayView rest = bytes.sliced(read);
        const bool isContent =
            m_state == State::Content || m_state == State::Rest || m_state == State::Chunk;
        const qsizetype taken = isContent ? readContent(rest) : readLine(rest);
        read += taken;
        m_taken += taken;
    }
    return read;
}

void HttpReplyReader::close()
{
    if (m_state == State::Rest)
        m_state = State::Complete;
    if (m_state == State::Complete || m_state == State::Failed)
        return;
    fail(ApiError::Kind::Network, u"ConnectionClosed"_s,
         u"The connection was closed before the reply was complete"_s);
}

/// The lines of a head and those around chunks.
qsizetype HttpReplyReader::readLine(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype size = end < 0 ? bytes.size() : end + 1;
    // A chunk may be as small as the line before it: those lines are as long as the content, at
    // most, and are forgotten at once.
    const bool isOfHead = m_state != State::ChunkSize && m_state != State::ChunkEnd;
    m_headSize = isOfHead ? m_headSize + size : m_headSize;
    if (m_headSize > headBytes || m_line.size() + size > headBytes ||
        m_taken > 2 * m_bodyLimit + headBytes) {
        failAsTooLarge();
        return size;
    }
    m_line.append(bytes.first(size));
    if (!mayGoOn()) {
        failAsNotHttp();
        return size;
    }
    if (end < 0)
        return size;
    m_line.chop(m_line.endsWith("\r\n") ? 2 : 1);
    const QByteArray line = std::exchange(m_line, {});
    takeLine(line);
    return size;
}

/// Whether a line may begin like this. It is asked before its end, which may never come, and of
/// whole lines too: in pieces they mean the same.
bool HttpReplyReader::mayGoOn() const
{
    constexpr QByteArrayView statusLine = "HTTP/1.";
    const bool isBlank = m_line == "\r" || m_line == "\r\n" || m_line == "\n";
    const qsizetype size = std::min(m_line.size(), statusLine.size());
    switch (m_state) {
    case State::StatusLine:
        return isBlank || QByteArrayView(m_line).first(size) == statusLine.first(size);
    case State::ChunkSize:
        return QByteArrayView("0123456789abcdefABCDEF \t").contains(m_line.front());
    case State::ChunkEnd:
        return isBlank;
    case State::Header:
    case State::Trailer:
    case State::Content:
    case State::Rest:
    case State::Chunk:
    case State::Complete:
    case State::Failed:
        break;
    }
    return true;
}

qsizetype HttpReplyReader::readContent(QByteArrayView bytes)
{
    const qsizetype size =
        m_state == State::Rest ? bytes.size() : std::min<qint64>(bytes.size(), m_left);
    if (m_reply.body.size() + size > m_bodyLimit) {
        failAsTooLarge();
        return size;
    }
    m_reply.body.append(bytes.first(size));
    if (m_state == State::Rest)
        return size;
    m_left -= size;
    if (m_left == 0)
        m_state = m_state == State::Chunk ? State::ChunkEnd : State::Complete;
    return size;
}

void HttpReplyReader::takeLine(const QByteArray &line)
{
    switch (m_state) {
    case State::StatusLine:
        takeStatusLine(line);
        break;
    case State::Header:
        if (line.isEmpty())
            endHead();
        else
            takeHeader(line);
        break;
    case State::ChunkSize:
        takeChunkSize(line);
        break;
    case State::ChunkEnd: // no other line may begin there
        m_state = State::ChunkSize;
        break;
    case State::Trailer:
        if (line.isEmpty())
            m_state = State::Complete;
        break;
    case State::Content:
    case State::Rest:
    case State::Chunk:
    case State::Complete:
    case State::Failed:
        break;
    }
}

void HttpReplyReader::takeStatusLine(const QByteArray &line)
{
    if (line.isEmpty() && m_reply.headers.empty() && m_headSize <= 2)
        return; // some servers end the reply before with one line break too many
    const std::optional<qint64> status = unsignedNumber(line.mid(9, 3), 10);
    const bool isHttp = line.startsWith("HTTP/1.") && line.size() >= 12 && line[8] == ' ' &&
                        (line.size() == 12 || line[12] == ' ');
    if (!isHttp || !status || *status < 100) {
        failAsNotHttp();
        return;
    }
    m_reply = {.status = static_cast<int>(*status)};
    m_keepsConnection = line[7] != '0';
    m_state = State::Header;
}

void HttpReplyReader::takeHeader(const QByteArray &line)
{
    const bool goesOn = line.startsWith(' ') || line.startsWith('\t');
    if (goesOn && !m_reply.headers.empty()) {
        m_reply.headers.back().value += ' ' + line.trimmed();
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (goesOn || colon <= 0) {
        failAsNotHttp();
        return;
    }
    m_reply.headers.push_back(
        {.name = line.first(colon).trimmed(), .value = line.sliced(colon + 1).trimmed()});
}

void HttpReplyReader::endHead()
{
    if (m_reply.status == 101) { // this is not the protocol that was asked for
        failAsNotHttp();
    } else if (m_reply.status < 200) { // the reply itself comes later
        m_reply = {};
        m_state = State::StatusLine;
    } else {
        beginContent();
    }
}

void HttpReplyReader::beginContent()
{
    if (wordsOfHeader(m_reply, "Connection").contains("close"))
        m_keepsConnection = false;
    const QByteArrayList encodings = wordsOfHeader(m_reply, "Content-Encoding");
    const bool isPacked = std::ranges::any_of(encodings, [](const QByteArray &encoding) {
        return !encoding.isEmpty() && encoding != "identity";
    });
    const QByteArrayList transfer = wordsOfHeader(m_reply, "Transfer-Encoding");
    const QByteArrayList lengths = wordsOfHeader(m_reply, "Content-Length");

    if (m_reply.status == 204 || m_reply.status == 304) {
        m_state = State::Complete;
    } else if (isPacked && m_reply.status >= 300) { // the status says enough
        m_keepsConnection = false;
        m_state = State::Complete;
    } else if (isPacked) {
        // Unpacked, a small reply can become as large as it likes.
        fail(ApiError::Kind::Protocol, u"UnreadableContent"_s,
             u"The reply is compressed, which was not asked for"_s);
    } else if (!transfer.isEmpty()) {
        m_state = State::ChunkSize;
        if (transfer != QByteArrayList{"chunked"})
            failAsNotHttp();
    } else if (lengths.isEmpty()) {
        m_keepsConnection = false;
        m_state = State::Rest;
    } else {
        beginAnnouncedContent(lengths);
    }
}

/// Several lengths are an error unless they are all the same.
void HttpReplyReader::beginAnnouncedContent(const QByteArrayList &lengths)
{
    const std::optional<qint64> length = unsignedNumber(lengths.first(), 10);
    if (!length || lengths.count(lengths.first()) != lengths.size()) {
        failAsNotHttp();
    } else if (*length > m_bodyLimit) {
        failAsTooLarge();
    } else {
        m_left = *length;
        m_reply.body.reserve(static_cast<qsizetype>(*length));
        m_state = *length == 0 ? State::Complete : State::Content;
    }
}

void HttpReplyReader::takeChunkSize(const QByteArray &line)
{
    const QByteArray digits = line.split(';').first().trimmed();
    const std::optional<qint64> size = unsignedNumber(digits, 16);
    if (!size || digits.startsWith("0x")) {
        failAsNotHttp();
    } else if (*size > m_bodyLimit - m_reply.body.size()) {
        failAsTooLarge();
    } else {
        m_left = *size;
        m_state = *size == 0 ? State::Trailer : State::Chunk;
    }
}

void HttpReplyReader::fail(ApiError::Kind kind, const QString &code, const QString &message)
{
    m_state = State::Failed;
    m_keepsConnection = false;
    m_line = {};
    m_fault = ApiError{.kind = kind, .code = code, .message = message};
}

void HttpReplyReader::failAsNotHttp()
{
    fail(ApiError::Kind::Protocol, u"NotHttp"_s, u"The server does not speak HTTP as it should"_s);
}

void HttpReplyReader::failAsTooLarge()
{
    const bool isOfHead = m_headSize > headBytes;
    m_reply.body = {};
    fail(ApiError::Kind::Protocol, u"ReplyTooLarge"_s,
         isOfHead ? u"The headers of the reply are larger than %1 KiB"_s.arg(headBytes / 1024)
                  : u"The reply is larger than %1 MiB"_s.arg(m_bodyLimit / mebibyte));
}
