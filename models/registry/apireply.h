#pragma once

#include "apierror.h"
#include "apirequest.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>
#include <vector>

/// An answer by HTTP, complete.
struct HttpReply {
    int status = 0;
    std::vector<NameValue> headers{};
    QByteArray body{};

    /// The value of a header, by its name in any case; empty when there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// What a server says about a failure.
struct ServerWords {
    QString code{};
    QString message{};
    QString requestId{};
};

/// The error that a server's words mean. An unknown code keeps its name and is judged by the HTTP
/// status.
ApiError serverError(const ServerWords &words, int httpStatus);

/// Why \p reply is none of the answers that can be read; empty for 2xx, whose content decides,
/// unless that is a page such as a network's own one for signing in. \p now is this computer's
/// time, to be compared with the server's.
std::optional<ApiError> replyError(const HttpReply &reply, const QDateTime &now);

/// Adds what the headers say about \p error: request id, waiting time, difference of the clocks.
void addHeaderFacts(ApiError &error, const HttpReply &reply, const QDateTime &now);

/// As the headers have it; empty where they do not say.
QString requestIdOf(const HttpReply &reply);

/// When the server wrote it, to the second; invalid where it does not say.
QDateTime serverTimeOf(const HttpReply &reply);

/// A server's text, fit to be shown: short, one line, of an address only the host, and redacted().
QString shownText(const QString &text);
