#include "httprequestreader.h"

#include <QByteArrayList>

#include <algorithm>

namespace {

// Source: RFC 9110, section 5.6.2.
bool isToken(QByteArrayView text)
{
    constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::ranges::all_of(text, [marks](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               marks.contains(c);
    });
}

bool isVisible(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

/// Bytes of other alphabets are none.
bool hasControl(QByteArrayView text)
{
    return std::ranges::any_of(
        text, [](char c) { return (c >= '\0' && c < ' ' && c != '\t') || c == '\x7f'; });
}

QByteArrayList valuesOf(const ReceivedRequest &request, QByteArrayView name)
{
    QByteArrayList values;
    for (const auto &[key, value] : request.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            values << value;
    }
    return values;
}

bool areDigits(const QByteArray &text)
{
    return !text.isEmpty() &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

qsizetype HttpRequestReader::read(QByteArrayView bytes)
{
    qsizetype read = 0;
    while (read < bytes.size() && m_state != State::Complete && m_state != State::Refused) {
        const QByteArrayView rest = bytes.sliced(read);
        read += m_state == State::Body ? readBody(rest) : readLine(rest);
    }
    return read;
}

qsizetype HttpRequestReader::readLine(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype size = end < 0 ? bytes.size() : end + 1;
    m_headSize += size;
    if (m_headSize > m_limits.headBytes) {
        refuse(431, "The request line and the headers are too large.");
        return size;
    }
    m_line.append(bytes.first(size));
    if (end < 0)
        return size;
    m_line.chop(m_line.endsWith("\r\n") ? 2 : 1);
    const QByteArray line = std::exchange(m_line, {});
    takeLine(line);
    return size;
}

qsizetype HttpRequestReader::readBody(QByteArrayView bytes)
{
    const qsizetype size = std::min<qint64>(bytes.size(), m_bodyLeft);
    m_request.body.append(bytes.first(size));
    m_bodyLeft -= size;
    if (m_bodyLeft == 0)
        m_state = State::Complete;
    return size;
}

void HttpRequestReader::takeLine(const QByteArray &line)
{
    if (m_state == State::Header && line.isEmpty())
        endHead();
    else if (m_state == State::Header)
        takeHeader(line);
    else if (!line.isEmpty()) // some clients end the request before with a line break too many
        takeRequestLine(line);
}

void HttpRequestReader::takeRequestLine(const QByteArray &line)
{
    const QByteArrayList parts = line.split(' ');
    if (parts.size() != 3 || !isToken(parts[0]) || !parts[2].startsWith("HTTP/")) {
        refuse(400, "The first line is not that of a request of HTTP/1.1.");
        return;
    }
    const QByteArray &target = parts[1];
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0") {
        refuse(505, "Only HTTP/1.1 is spoken here.");
        return;
    }
    if (!target.startsWith('/') || !isVisible(target)) {
        refuse(400, "The target of a request is a path, encoded with %.");
        return;
    }
    const qsizetype mark = target.indexOf('?');
    m_request.method = parts[0];
    m_request.path = mark < 0 ? target : target.first(mark);
    m_request.rawQuery = mark < 0 ? QByteArray() : target.sliced(mark + 1);
    m_keepsConnection = parts[2] == "HTTP/1.1";
    m_state = State::Header;
}

void HttpRequestReader::takeHeader(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    // Not with a blank before the colon or at the beginning: what stands in between may read it
    // otherwise (RFC 9112, section 5.1).
    if (colon <= 0 || !isToken(QByteArrayView(line).first(colon)) || hasControl(line)) {
        refuse(400, "A header cannot be read.");
        return;
    }
    if (std::ssize(m_request.headers) >= m_limits.headers) {
        refuse(431, "There are too many headers.");
        return;
    }
    m_request.headers.emplace_back(line.first(colon), line.sliced(colon + 1).trimmed());
}

void HttpRequestReader::endHead()
{
    const QByteArrayList lengths = valuesOf(m_request, "Content-Length");
    if (valuesOf(m_request, "Host").size() > 1 || lengths.size() > 1) {
        refuse(400, "Host and Content-Length may be given once.");
        return;
    }
    if (!valuesOf(m_request, "Transfer-Encoding").isEmpty()) {
        refuse(411, "The length of the content must be given with Content-Length.");
        return;
    }
    const QByteArray length = lengths.value(0, "0");
    bool isNumber = false;
    m_bodyLeft = length.toLongLong(&isNumber);
    if (!areDigits(length)) {
        refuse(400, "Content-Length is not a number.");
        return;
    }
    if (!isNumber || m_bodyLeft > m_limits.bodyBytes) {
        refuse(413, "The content is too large.");
        return;
    }
    for (const QByteArray &value : valuesOf(m_request, "Connection"))
        m_keepsConnection = m_keepsConnection && !value.toLower().contains("close");
    m_state = m_bodyLeft > 0 ? State::Body : State::Complete;
}

void HttpRequestReader::refuse(int httpStatus, const QByteArray &reason)
{
    m_state = State::Refused;
    m_keepsConnection = false;
    m_line = {};
    m_request = {};
    m_refusal = Refusal{.httpStatus = httpStatus, .reason = reason};
}
