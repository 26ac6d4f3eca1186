#pragma once

#include "apierror.h"
#include "apireply.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <optional>
#include <utility>

/// Reads one reply of HTTP/1.1 from the bytes of a connection, as they arrive. Whatever a server
/// sends, it keeps no more than headBytes of heads (all interim replies and trailers included) and
/// \p bodyLimit of content.
class HttpReplyReader final {
public:
    static constexpr qsizetype headBytes = 65'536;

    explicit HttpReplyReader(qint64 bodyLimit) : m_bodyLimit(bodyLimit) {}

    /// Reads as much of \p bytes as belongs to the reply; the number of bytes read. Fewer than
    /// there are: the reply has ended, or nothing more of it can be read.
    qsizetype read(QByteArrayView bytes);
    /// No more bytes come. This ends a reply that says nothing of its length.
    void close();
    /// The connection cannot carry another reply.
    void refuseMore() { m_keepsConnection = false; }

    [[nodiscard]] bool hasStarted() const { return m_taken > 0; }
    [[nodiscard]] bool isComplete() const { return m_state == State::Complete; }
    /// Why the rest cannot be read.
    [[nodiscard]] const std::optional<ApiError> &fault() const { return m_fault; }
    /// The server lets the next request follow on the same connection.
    [[nodiscard]] bool keepsConnection() const { return m_keepsConnection; }
    /// What has been read so far; complete when isComplete(). Leaves nothing here.
    [[nodiscard]] HttpReply takeReply() { return std::exchange(m_reply, {}); }

private:
    enum class State : quint8 {
        StatusLine,
        Header,
        Content, ///< of the announced length
        Rest,    ///< until the connection closes
        ChunkSize,
        Chunk,
        ChunkEnd,
        Trailer,
        Complete,
        Failed,
    };

    qsizetype readLine(QByteArrayView bytes);
    qsizetype readContent(QByteArrayView bytes);
    [[nodiscard]] bool mayGoOn() const;
    void takeLine(const QByteArray &line);
    void takeStatusLine(const QByteArray &line);
    void takeHeader(const QByteArray &line);
    void takeChunkSize(const QByteArray &line);
    void endHead();
    void beginContent();
    void beginAnnouncedContent(const QByteArrayList &lengths);
    void fail(ApiError::Kind kind, const QString &code, const QString &message);
    void failAsNotHttp();
    void failAsTooLarge();

    qint64 m_bodyLimit;
    State m_state = State::StatusLine;
    qint64 m_taken = 0;       ///< bytes, of everything
    qsizetype m_headSize = 0; ///< bytes of lines that are not content
    qint64 m_left = 0;        ///< bytes of the content, or of the chunk
    QByteArray m_line;        ///< the part of a line that is there
    bool m_keepsConnection = false;
    HttpReply m_reply;
    std::optional<ApiError> m_fault;
};
