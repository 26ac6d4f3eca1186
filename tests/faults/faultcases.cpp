#include "faultcases.h"

#include "erroradvice.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

using Kind = ApiError::Kind;
using End = WireFault::End;

std::function<QByteArray(const QByteArray &)> always(const QByteArray &bytes)
{
    return [bytes](const QByteArray &) { return bytes; };
}

QByteArray reply(const QByteArray &status, const QByteArray &headers, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray headOf(const QByteArray &whole)
{
    return whole.first(whole.indexOf("\r\n\r\n") + 4);
}

QByteArray bodyOf(const QByteArray &whole)
{
    return whole.sliced(whole.indexOf("\r\n\r\n") + 4);
}

/// The same reply, with \p chunked instead of its content.
QByteArray chunked(const QByteArray &chunks)
{
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}

QByteArray chunk(const QByteArray &content)
{
    return QByteArray::number(content.size(), 16) + "\r\n" + content + "\r\n";
}

QByteArray half(const QByteArray &whole)
{
    return headOf(whole) + bodyOf(whole).first(bodyOf(whole).size() / 2);
}

class CaseList final {
public:
    /// The registry never hears of the request.
    void before(const char *name, const QByteArray &bytes, End end, Kind kind, const QString &code,
                const QByteArray &flood = {})
    {
        m_cases.push_back({.name = name,
                           .fault = {.spoiled = always(bytes), .end = end, .flood = flood},
                           .kind = kind,
                           .code = code});
    }
    /// The registry has done what was asked.
    void after(const char *name, QByteArray (*spoiled)(const QByteArray &), End end, Kind kind,
               const QString &code)
    {
        m_cases.push_back({.name = name,
                           .fault = {.reachesRegistry = true, .spoiled = spoiled, .end = end},
                           .kind = kind,
                           .code = code});
    }
    void taken(const char *name, QByteArray (*spoiled)(const QByteArray &), int sliceBytes = 0,
               int pauseMs = 0)
    {
        m_cases.push_back({.name = name,
                           .fault = {.reachesRegistry = true,
                                     .spoiled = spoiled,
                                     .sliceBytes = sliceBytes,
                                     .pauseMs = pauseMs},
                           .isTaken = true});
    }
    void add(const FaultCase &fault) { m_cases.push_back(fault); }

    [[nodiscard]] std::vector<FaultCase> take() { return std::move(m_cases); }

private:
    std::vector<FaultCase> m_cases;
};

const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

void addBroken(CaseList &list)
{
    const QString closed = u"ConnectionClosed"_s;
    list.before("reset before the reply", {}, End::Reset, Kind::Network, closed);
    list.before("closed before the reply", {}, End::Close, Kind::Network, closed);
    list.before("closed within the status line", "HTTP/1.1 20", End::Close, Kind::Network, closed);
    list.before("reset within the headers", ok, End::Reset, Kind::Network, closed);
    list.before("closed within the headers", ok + "X-A: ", End::Close, Kind::Network, closed);
    list.after(
        "reset before the reply to what was done", [](const QByteArray &) { return QByteArray(); },
        End::Reset, Kind::Network, closed);
    list.after("reset within the content", half, End::Reset, Kind::Network, closed);
    list.after("truncated with 200", half, End::Close, Kind::Network, closed);
    list.after(
        "closed within chunks",
        [](const QByteArray &whole) { return chunked(chunk(bodyOf(whole))); }, End::Close,
        Kind::Network, closed);
    list.after(
        "closed within a chunk",
        [](const QByteArray &whole) { return chunked(chunk(bodyOf(whole)).chopped(9)); },
        End::Close, Kind::Network, closed);
}

void addSlow(CaseList &list)
{
    const QString silent = u"ReplyTimeout"_s;
    list.before("silent", {}, End::Keep, Kind::Timeout, silent);
    list.before("silent within the headers", ok + "X-A", End::Keep, Kind::Timeout, silent);
    list.after("silent within the content", half, End::Keep, Kind::Timeout, silent);
    list.add({.name = "slow drip",
              .fault = {.reachesRegistry = true, .sliceBytes = 1, .pauseMs = 20},
              .kind = Kind::Timeout,
              .code = u"CallTimeout"_s});
    list.taken("slices of one byte", nullptr, 1);
    list.taken("narrow bandwidth", nullptr, 4'096, 2);
}

void addNonsense(CaseList &list)
{
    const QString notHttp = u"NotHttp"_s;
    list.before("garbage", "nonsense\r\n\r\n", End::Keep, Kind::Protocol, notHttp);
    list.before("garbage without a line break", QByteArray("J\0\0\0\x0b8.0.36", 11), End::Keep,
                Kind::Protocol, notHttp);
    list.before("a status that is no number", "HTTP/1.1 abc OK\r\n\r\n", End::Keep, Kind::Protocol,
                notHttp);
    list.before("SSH", "SSH-2.0-OpenSSH_9.2\r\n", End::Keep, Kind::Protocol, notHttp);
    list.before("a TLS alert", QByteArray("\x15\x03\x01\0\x02\x02\x46\n", 8), End::Close,
                Kind::Protocol, notHttp);
    list.before("a header without a colon", ok + "nonsense\r\n\r\n", End::Keep, Kind::Protocol,
                notHttp);
    list.before("two lengths", ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", End::Keep,
                Kind::Protocol, notHttp);
    list.before("another protocol from now on", "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                End::Keep, Kind::Protocol, notHttp);
    list.after(
        "a bad size of a chunk",
        [](const QByteArray &whole) { return chunked("zz\r\n" + bodyOf(whole)); }, End::Keep,
        Kind::Protocol, notHttp);
    list.after(
        "a chunk longer than its size",
        [](const QByteArray &whole) { return chunked("5\r\n" + bodyOf(whole)); }, End::Keep,
        Kind::Protocol, notHttp);
}

void addOthers(CaseList &list, const QByteArray &elsewhere)
{
    const QByteArray there = "Location: http://" + elsewhere + "/\r\n";
    const QString redirected = u"Redirected"_s;
    list.before("301 to another host", reply("301 Moved", there, {}), End::Keep, Kind::Protocol,
                redirected);
    list.before("302 to another host", reply("302 Found", there, {}), End::Keep, Kind::Protocol,
                redirected);
    list.before("307 to another host", reply("307 Temporary Redirect", there, {}), End::Keep,
                Kind::Protocol, redirected);
    list.before("308 to another host", reply("308 Permanent Redirect", there, {}), End::Keep,
                Kind::Protocol, redirected);

    const QByteArray html = "Content-Type: text/html\r\n";
    const QByteArray page = "<html><head><title>Sign in</title></head><body><h1>Bad gateway</h1>"
                            "</body></html>";
    list.before("407", reply("407 Proxy Authentication Required", html, page), End::Keep,
                Kind::Configuration, {});
    list.before("401 with HTML", reply("401 Unauthorized", html, page), End::Keep, Kind::Protocol,
                {});
    list.before("403 with HTML", reply("403 Forbidden", html, page), End::Keep, Kind::Protocol, {});
    list.before("502 with HTML", reply("502 Bad Gateway", html, page), End::Keep, Kind::Server, {});
    list.before("503 without a word", reply("503 Unavailable", {}, {}), End::Keep, Kind::Server,
                {});
    list.before("404 with HTML", reply("404 Not Found", html, page), End::Keep, Kind::Protocol, {});
    list.before("HTML with 200", reply("200 OK", html, page), End::Keep, Kind::Protocol,
                u"PageInsteadOfReply"_s);
}

void addOddContent(CaseList &list)
{
    const QByteArray type = "Content-Type: application/json\r\n";
    const QString malformed = u"MalformedReply"_s;
    list.before("empty", reply("200 OK", type, {}), End::Keep, Kind::Protocol, malformed);
    list.before("no content", "HTTP/1.1 204 No Content\r\n\r\n", End::Keep, Kind::Protocol,
                malformed);
    list.before("a number", reply("200 OK", type, "1"), End::Keep, Kind::Protocol,
                u"UnexpectedReply"_s);
    list.before("a list", reply("200 OK", type, "[]"), End::Keep, Kind::Protocol,
                u"UnexpectedReply"_s);
    list.before("bytes that are no text", reply("200 OK", type, QByteArray("\xff\xfe\0\x80", 4)),
                End::Keep, Kind::Protocol, malformed);
    list.after(
        "a length that cuts the content",
        [](const QByteArray &whole) { return reply("200 OK", {}, bodyOf(whole).chopped(10)); },
        End::Close, Kind::Protocol, malformed);
    list.taken("another content type", [](const QByteArray &whole) {
        return reply("200 OK", "Content-Type: text/html\r\n", bodyOf(whole));
    });
    list.taken("more bytes than the reply has",
               [](const QByteArray &whole) { return QByteArray(whole + "more"); });
    list.taken("a second reply that nobody asked for", [](const QByteArray &whole) {
        return QByteArray(whole + reply("500 Forged", {}, R"({"Code":"Forged"})"));
    });

    const QByteArray packed = "Content-Encoding: gzip\r\n";
    const QByteArray magic("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
    const QString unreadable = u"UnreadableContent"_s;
    list.before("broken gzip", reply("200 OK", packed, magic + "broken"), End::Keep, Kind::Protocol,
                unreadable);
    list.before("gzip that is not said to be", reply("200 OK", type, magic + "broken"), End::Keep,
                Kind::Protocol, malformed);
    // Deflate blocks of zeros; what matters is that nobody unpacks them.
    list.before("a gzip bomb", reply("200 OK", packed, magic + QByteArray(100'000, '\0')),
                End::Keep, Kind::Protocol, unreadable);
}

void addEndless(CaseList &list)
{
    const QString tooLarge = u"ReplyTooLarge"_s;
    const auto endless = [&](const char *name, const QByteArray &bytes, const QByteArray &flood) {
        list.before(name, bytes, End::Keep, Kind::Protocol, tooLarge, flood);
    };
    endless("100 MB, announced", ok + "Content-Length: 100000000\r\n\r\n", "x");
    endless("content without an end", ok + "\r\n{", "x");
    endless("chunks without an end", ok + "Transfer-Encoding: chunked\r\n\r\n",
            "10\r\nxxxxxxxxxxxxxxxx\r\n");
    endless("headers without an end", ok, "X-A: b\r\n");
    endless("one header without an end", ok + "X-A: ", "b");
    endless("interim replies without an end", {}, "HTTP/1.1 100 Continue\r\n\r\n");
    endless("trailers without an end", ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n",
            "X-A: b\r\n");
}

struct Sentence {
    QStringView code;
    QStringView mustSay; ///< of the technical line, in any case; several: any of them
};

// The one place that knows words. A sentence may be written anew as long as it says this.
constexpr std::array sentences = {
    Sentence{u"ConnectionClosed", u"closed|ended|reset|broke"},
    Sentence{u"ConnectionRefused", u"refuse"},
    Sentence{u"HostNotFound", u"name"},
    Sentence{u"ReplyTimeout", u"silent|time"},
    Sentence{u"CallTimeout", u"time"},
    Sentence{u"NotHttp", u"HTTP"},
    Sentence{u"Redirected", u"another address|redirect"},
    Sentence{u"MalformedReply", u"JSON|reply"},
    Sentence{u"UnexpectedReply", u"reply|not|object"},
    Sentence{u"PageInsteadOfReply", u"page"},
    Sentence{u"UnreadableContent", u"compressed|unpack"},
    Sentence{u"ReplyTooLarge", u"larger|large"},
};

QList<QByteArray> &canaryList()
{
    static QList<QByteArray> list{"Signature=", "ACS3-HMAC", "InstanceId="};
    return list;
}

bool isSentence(const QString &text)
{
    static const QRegularExpression words(uR"(\p{L}{2,}\s+\p{L}{2,})"_s);
    return words.match(text).hasMatch();
}

} // namespace

std::vector<FaultCase> faultCases(const QByteArray &elsewhere)
{
    CaseList list;
    addBroken(list);
    addSlow(list);
    addNonsense(list);
    addOthers(list, elsewhere);
    addOddContent(list);
    addEndless(list);
    return list.take();
}

FaultCase faultCase(const QByteArray &name, const QByteArray &elsewhere)
{
    const std::vector<FaultCase> all = faultCases(elsewhere);
    const auto found =
        std::ranges::find_if(all, [&name](const FaultCase &one) { return name == one.name; });
    if (found == all.end())
        qFatal("no such fault: %s", name.constData());
    return *found;
}

QString problemOfMessage(const ApiError &error)
{
    const Advice advice = adviceFor(error);
    const QString line = technicalLine(error);
    static const QRegularExpression vague(
        uR"(unknown error|\(\d+\)|^failed|: failed|NetworkFault)"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (const QString &text : {advice.happened, advice.whatToDo, line}) {
        if (!isSentence(text))
            return u"this is no sentence: "_s + text;
        if (vague.match(text).hasMatch())
            return u"this says nothing: "_s + text;
        if (text.contains(u'<') || std::ranges::any_of(text, [](QChar c) { return !c.isPrint(); }))
            return u"this is not fit to be shown: "_s + text;
        for (const QByteArray &canary : canaries()) {
            if (text.contains(QString::fromUtf8(canary)))
                return u"this tells a secret: "_s + text;
        }
    }
    const auto *sentence = std::ranges::find(sentences, QStringView(error.code), &Sentence::code);
    const bool isOfHttp = error.code.isEmpty() && error.httpStatus >= 300;
    const QString mustSay = sentence != sentences.end() ? sentence->mustSay.toString()
                            : isOfHttp                  ? QString::number(error.httpStatus)
                                                        : u"(a code of the table)"_s;
    const QRegularExpression said(mustSay, QRegularExpression::CaseInsensitiveOption);
    return said.match(line).hasMatch() ? QString() : mustSay + u" is not said: "_s + line;
}

const QList<QByteArray> &canaries()
{
    return canaryList();
}

void addCanary(const QString &secret)
{
    canaryList() << secret.toUtf8();
}
