#include "apireply.h"

#include "errorcode.h"
#include "httpdate.h"
#include "redaction.h"
#include "registryclock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qsizetype longestMessage = 400;
constexpr qsizetype longestErrorBody = 262'144;
// However long a header says: the account may not fall silent for longer because of one reply.
constexpr qint64 longestWaitMs = 300'000;

milliseconds boundedWait(qint64 ms)
{
    return milliseconds(std::clamp(ms, qint64{0}, longestWaitMs));
}

QString member(const QJsonObject &object, QLatin1StringView name, QLatin1StringView lowerName)
{
    const QJsonValue value = object[name];
    return (value.isUndefined() ? object[lowerName] : value).toVariant().toString();
}

ServerWords wordsFromJson(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    return {.code = member(object, "Code"_L1, "code"_L1),
            .message = member(object, "Message"_L1, "message"_L1),
            .requestId = member(object, "RequestId"_L1, "requestId"_L1)};
}

ServerWords wordsFromXml(const QByteArray &body)
{
    ServerWords words;
    QXmlStreamReader xml(body);
    if (!xml.readNextStartElement() || xml.name() != "Error"_L1)
        return words;
    while (xml.readNextStartElement()) {
        const QString name = xml.name().toString().toLower();
        const QString text = xml.readElementText(QXmlStreamReader::SkipChildElements);
        if (name == "code"_L1)
            words.code = text;
        else if (name == "message"_L1)
            words.message = text;
        else if (name == "requestid"_L1)
            words.requestId = text;
    }
    return words;
}

ServerWords wordsOf(const QByteArray &body)
{
    const QByteArray text = body.left(longestErrorBody).trimmed();
    return text.startsWith('<') ? wordsFromXml(text) : wordsFromJson(text);
}

/// The beginning of a page that some box on the way sent instead of an answer.
QString excerpt(const QByteArray &body)
{
    static const QRegularExpression hidden(u"<(script|style)\\b.*?</\\1>|<[^>]*>"_s,
                                           QRegularExpression::CaseInsensitiveOption |
                                               QRegularExpression::DotMatchesEverythingOption);
    QString text = QString::fromUtf8(body.left(2048)).replace(hidden, u" "_s).simplified();
    text.removeIf([](QChar c) { return !c.isPrint(); });
    return shownText(text).left(120);
}

ApiError errorWithoutWords(const HttpReply &reply)
{
    ApiError error{.kind = kindOfStatus(reply.status), .httpStatus = reply.status};
    error.message = u"The server answered HTTP %1"_s.arg(reply.status);
    // Not the API speaks here, so it does not speak about a key, an instance or a task.
    constexpr std::array ofOthers = {401, 403, 404};
    if (std::ranges::find(ofOthers, reply.status) != ofOthers.end())
        error.kind = ApiError::Kind::Protocol;
    const QString text = excerpt(reply.body);
    if (!text.isEmpty())
        error.message += u": "_s + text;
    return error;
}

/// No answer of this API is HTML or XML where the status is a good one.
std::optional<ApiError> pageInsteadOfReply(const HttpReply &reply)
{
    if (!reply.body.left(longestErrorBody).trimmed().startsWith('<'))
        return {};
    const QString text = excerpt(reply.body);
    return ApiError{.kind = ApiError::Kind::Protocol,
                    .code = u"PageInsteadOfReply"_s,
                    .message = u"The reply is a page, not JSON"_s +
                               (text.isEmpty() ? QString() : u": "_s + text),
                    .httpStatus = reply.status};
}

/// "Limit:1,Remain:0,TimeLeft:2000,Reset:1234", in milliseconds.
milliseconds timeLeft(const QByteArray &header)
{
    for (const QByteArray &part : header.split(',')) {
        const QByteArray pair = part.trimmed();
        if (pair.toLower().startsWith("timeleft:"))
            return boundedWait(pair.mid(9).trimmed().toLongLong());
    }
    return {};
}

/// A date is the server's: it is compared with the server's time, where that is told.
milliseconds retryAfter(const HttpReply &reply, const QDateTime &now)
{
    const QByteArray header = reply.header("Retry-After");
    const QDateTime date = timeFromHttpDate(header);
    if (date.isValid()) {
        const QDateTime serverTime = serverTimeOf(reply);
        return boundedWait((serverTime.isValid() ? serverTime : now).msecsTo(date));
    }
    const qint64 seconds = header.trimmed().toLongLong();
    return boundedWait(std::clamp(seconds, qint64{0}, longestWaitMs) * 1000);
}

/// No wait is no answer to when: our own waits are the better ones then.
std::optional<milliseconds> given(milliseconds wait)
{
    return wait > milliseconds::zero() ? std::optional(wait) : std::nullopt;
}

milliseconds vendorRetryAfter(const HttpReply &reply)
{
    return boundedWait(reply.header("x-acs-retry-after").trimmed().toLongLong());
}

std::optional<milliseconds> serverWait(const HttpReply &reply, const QDateTime &now)
{
    return given(std::max({
        timeLeft(reply.header("x-ratelimit-user-api")),
        timeLeft(reply.header("x-ratelimit-user")),
        vendorRetryAfter(reply),
        retryAfter(reply, now),
    }));
}

/// By how much the clocks differ, where the server tells its time.
void compareClocks(ApiError &error, const HttpReply &reply, const QDateTime &now)
{
    constexpr milliseconds resolution{1000}; // of an HTTP date
    const QDateTime serverTime = serverTimeOf(reply);
    if (!serverTime.isValid()) {
        error.message = u"This computer's clock is more than 15 minutes off"_s;
        return;
    }
    const milliseconds ahead(serverTime.msecsTo(now));
    error.clockAhead = ahead;
    error.message =
        std::chrono::abs(ahead) <= resolution
            ? u"The server refuses the time of the request, though this computer's "
              u"clock agrees with its own"_s
            : u"This computer's clock is %1 the server's"_s.arg(clockDifferenceText(ahead));
}

} // namespace

QByteArray HttpReply::header(QByteArrayView name) const
{
    const auto found = std::ranges::find_if(headers, [name](const NameValue &header) {
        return QByteArrayView(header.name).compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QByteArray() : found->value;
}

ApiError serverError(const ServerWords &words, int httpStatus)
{
    ApiError error{.kind = kindOfCode(words.code).value_or(kindOfStatus(httpStatus)),
                   .code = shownWord(words.code),
                   .message = shownText(words.message),
                   .requestId = shownWord(words.requestId),
                   .httpStatus = httpStatus};
    // The limit of the older products has no code of its own.
    if (words.message.contains("QPS Limit Exceeded"_L1, Qt::CaseInsensitive))
        error.kind = ApiError::Kind::Throttled;
    // The server's sentence repeats what was signed, with the token of a session in it.
    if (words.code == "SignatureDoesNotMatch"_L1 || words.code == "IncompleteSignature"_L1) {
        error.message = u"The server computed another signature: the access key secret is wrong, "
                        u"or something on the way changed the request"_s;
    }
    return error;
}

std::optional<ApiError> replyError(const HttpReply &reply, const QDateTime &now)
{
    if (reply.status >= 200 && reply.status < 300)
        return pageInsteadOfReply(reply);
    ApiError error;
    if (reply.status >= 300 && reply.status < 400) {
        error = {.kind = ApiError::Kind::Protocol,
                 .code = u"Redirected"_s,
                 .message = u"The server points to another address; a signed request is not "
                            u"sent on"_s,
                 .httpStatus = reply.status};
    } else {
        const ServerWords words = wordsOf(reply.body);
        error = words.code.isEmpty() ? errorWithoutWords(reply) : serverError(words, reply.status);
    }
    addHeaderFacts(error, reply, now);
    return error;
}

void addHeaderFacts(ApiError &error, const HttpReply &reply, const QDateTime &now)
{
    if (error.requestId.isEmpty())
        error.requestId = requestIdOf(reply);
    // Other replies carry the rate limits too, and then there is nothing to wait for. What says in
    // so many words when to come again counts whatever the code is.
    error.retryAfter = error.kind == ApiError::Kind::Throttled
                           ? serverWait(reply, now)
                           : given(std::max(vendorRetryAfter(reply), retryAfter(reply, now)));
    if (isAboutClock(error.code))
        compareClocks(error, reply, now);
}

QString requestIdOf(const HttpReply &reply)
{
    return shownWord(QString::fromLatin1(reply.header("x-acs-request-id")));
}

QDateTime serverTimeOf(const HttpReply &reply)
{
    return timeFromHttpDate(reply.header("Date"));
}

QString shownText(const QString &text)
{
    static const QRegularExpression address(u"[a-z][a-z0-9+.-]*://(?:[^\\s/@]*@)?([^\\s/?#\"'<>]*)"
                                            u"[^\\s\"'<>]*"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    QString shown = text.left(8192).simplified().replace(address, u"\\1"_s);
    shown = redacted(std::move(shown));
    if (shown.size() > longestMessage)
        shown = shown.left(longestMessage - 1) + u'…';
    return shown;
}
