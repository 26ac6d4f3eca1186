#include "faulttable.h"

#include "displaytext.h"
#include "displaywords.h"
#include "printable.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// The sentences of one cause. %1 is the host that was asked, %2 a sentence in English that says
/// what is known of this one time; %3 is the same where that names a proxy, and nothing where it
/// would only repeat what happened. Nothing here says more than the cause does.
struct FaultSentences {
    QStringView cause;
    const char *happened;
    const char *whatToDo;
};

// Causes that have no code of their own: something answered in HTTP, and not as the registry does.
constexpr QStringView gatewayFailed = u"status 5xx without a code";
constexpr QStringView proxyStatus = u"status 407 without a code";
constexpr QStringView refusedWithoutCode = u"status 4xx without a code";
constexpr QStringView failedWithoutCode = u"failed without a code";

// One text for each; lupdate finds them here.
constexpr const char *checkTheWay = QT_TRANSLATE_NOOP(
    "DisplayWords", "Check the endpoint and its port, and whether a firewall is in the way.");
constexpr const char *checkTheProxy = QT_TRANSLATE_NOOP(
    "DisplayWords", "%2 Check its address: the option --proxy, the settings, or the variable.");
constexpr const char *checkBehindTheProxy = QT_TRANSLATE_NOOP(
    "DisplayWords", "%2 Ask who runs the proxy, check the endpoint, or name the host in NO_PROXY.");
constexpr const char *checkTheClock = QT_TRANSLATE_NOOP(
    "DisplayWords", "%2 Check the clock. If it is right, who runs the server has to replace "
                    "the certificate.");
constexpr const char *trustTheAuthority = QT_TRANSLATE_NOOP(
    "DisplayWords",
    "%2 If that is meant so, as with a proxy that reads TLS, name the file with the authority's "
    "certificate (--ca-file, or the settings). If not, somebody else may be answering.");
constexpr const char *replaceCertificate = QT_TRANSLATE_NOOP(
    "DisplayWords", "%2 Who runs the server, or a proxy in between, has to replace it.");
constexpr const char *checkWhoAnswers = QT_TRANSLATE_NOOP(
    "DisplayWords", "%2 Check the endpoint and its port, and whether a proxy is in between.");
constexpr const char *checkWhoIsThere = QT_TRANSLATE_NOOP(
    "DisplayWords", "%3 Check the endpoint and its port, and whether a proxy is in between.");
constexpr const char *tryAgainLater = QT_TRANSLATE_NOOP(
    "DisplayWords", "%3 Try again. If it goes on, check what is in between: a proxy, a firewall "
                    "or a VPN.");

constexpr std::array sentences = {
    // Of the way to the server.
    FaultSentences{u"ConnectionRefused",
                   QT_TRANSLATE_NOOP("DisplayWords", "%1 refuses the connection."), checkTheWay},
    FaultSentences{u"HostNotFound",
                   QT_TRANSLATE_NOOP("DisplayWords", "The name %1 could not be resolved."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "Check the region and the endpoint, and the network and the "
                                     "DNS of this computer.")},
    FaultSentences{u"NetworkLost",
                   QT_TRANSLATE_NOOP("DisplayWords", "There is no network, or no way to %1."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "%3 Check the network of this computer, and a VPN if there "
                                     "is one.")},
    FaultSentences{u"NetworkDenied",
                   QT_TRANSLATE_NOOP("DisplayWords", "This computer does not allow a connection "
                                                     "to %1."),
                   QT_TRANSLATE_NOOP("DisplayWords", "Check its firewall, and the limits under "
                                                     "which this program runs.")},
    FaultSentences{u"TooManyConnections",
                   QT_TRANSLATE_NOOP("DisplayWords", "This computer has too many connections or "
                                                     "files open."),
                   QT_TRANSLATE_NOOP("DisplayWords", "Close other programs, or raise the limit of "
                                                     "open files.")},
    FaultSentences{u"ConnectionClosed",
                   QT_TRANSLATE_NOOP("DisplayWords", "The connection to %1 was closed before the "
                                                     "reply was complete."),
                   tryAgainLater},
    FaultSentences{u"NetworkFault",
                   QT_TRANSLATE_NOOP("DisplayWords", "The connection to %1 failed."),
                   tryAgainLater},
    FaultSentences{u"SecureConnectionFailed",
                   QT_TRANSLATE_NOOP("DisplayWords", "The secure connection to %1 failed."),
                   tryAgainLater},
    FaultSentences{u"ConnectTimeout",
                   QT_TRANSLATE_NOOP("DisplayWords", "No connection to %1 could be made in time."),
                   QT_TRANSLATE_NOOP("DisplayWords", "%3 Check the network, the proxy and the "
                                                     "endpoint: a firewall that drops what is "
                                                     "sent looks like this.")},
    FaultSentences{u"ReplyTimeout",
                   QT_TRANSLATE_NOOP("DisplayWords", "%1 was silent for too long."),
                   QT_TRANSLATE_NOOP("DisplayWords", "Try again; if this happens often, check the "
                                                     "network or choose an endpoint nearer by.")},
    FaultSentences{u"CallTimeout",
                   QT_TRANSLATE_NOOP("DisplayWords", "%1 did not reply completely in time."),
                   QT_TRANSLATE_NOOP("DisplayWords", "Try again; if this happens often, check the "
                                                     "network or choose an endpoint nearer by.")},
    // Of the proxy. Of the variables https_proxy counts first: what stands there is used.
    FaultSentences{u"InvalidProxy", QT_TRANSLATE_NOOP("DisplayWords", "The proxy cannot be used."),
                   checkTheProxy},
    FaultSentences{u"ProxyRefused",
                   QT_TRANSLATE_NOOP("DisplayWords", "The proxy refuses the connection."),
                   checkTheProxy},
    FaultSentences{u"ProxyNotFound",
                   QT_TRANSLATE_NOOP("DisplayWords", "The name of the proxy could not be "
                                                     "resolved."),
                   checkTheProxy},
    FaultSentences{u"ProxyClosed",
                   QT_TRANSLATE_NOOP("DisplayWords", "The proxy closed the connection."),
                   checkTheProxy},
    FaultSentences{u"ProxyTimeout",
                   QT_TRANSLATE_NOOP("DisplayWords", "The proxy did not answer in time."),
                   checkTheProxy},
    FaultSentences{u"ProxyFailed",
                   QT_TRANSLATE_NOOP("DisplayWords", "What answers is not a proxy, or one that "
                                                     "failed."),
                   checkTheProxy},
    FaultSentences{u"ProxyLost",
                   QT_TRANSLATE_NOOP("DisplayWords", "There is no way to the proxy, or from it to "
                                                     "%1."),
                   checkTheProxy},
    FaultSentences{
        u"ProxyWantsPassword",
        QT_TRANSLATE_NOOP("DisplayWords", "The proxy asks for a user name and a "
                                          "password."),
        QT_TRANSLATE_NOOP("DisplayWords",
                          "%2 Put them into the variable https_proxy, as "
                          "http://user:password@host:port, special signs percent-encoded, "
                          "leave --proxy and the setting empty, and start the program again.")},
    FaultSentences{u"ProxyDenied",
                   QT_TRANSLATE_NOOP("DisplayWords", "The proxy does not let the connection "
                                                     "through."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "%2 If it needs them, put user and password into the variable "
                                     "https_proxy, as socks5://user:password@host:port, leave "
                                     "--proxy and the setting empty, and start the program "
                                     "again.")},
    FaultSentences{u"ProxyForbids",
                   QT_TRANSLATE_NOOP("DisplayWords", "The proxy does not allow connections to "
                                                     "%1."),
                   checkBehindTheProxy},
    FaultSentences{u"ProxyCannotConnect",
                   QT_TRANSLATE_NOOP("DisplayWords", "The proxy cannot connect to %1."),
                   checkBehindTheProxy},
    FaultSentences{u"ProxyCannotResolve",
                   QT_TRANSLATE_NOOP("DisplayWords", "The proxy does not find %1."),
                   checkBehindTheProxy},
    // Of TLS.
    FaultSentences{u"InvalidCaFile",
                   QT_TRANSLATE_NOOP("DisplayWords", "The CA file cannot be used."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "%2 Name a file with certificates in PEM, or none: the option "
                                     "--ca-file, the settings, or SSL_CERT_FILE.")},
    FaultSentences{u"TlsSelfSigned",
                   QT_TRANSLATE_NOOP("DisplayWords", "The certificate of %1 is signed by itself, "
                                                     "and not trusted."),
                   trustTheAuthority},
    FaultSentences{u"TlsUnknownAuthority",
                   QT_TRANSLATE_NOOP("DisplayWords", "The certificate of %1 is not from an "
                                                     "authority that this computer trusts."),
                   trustTheAuthority},
    FaultSentences{u"TlsRevoked",
                   QT_TRANSLATE_NOOP("DisplayWords", "The certificate of %1 was revoked."),
                   replaceCertificate},
    FaultSentences{u"TlsWeakCertificate",
                   QT_TRANSLATE_NOOP("DisplayWords", "The certificate of %1 is too weak."),
                   replaceCertificate},
    FaultSentences{u"TlsInvalidCertificate",
                   QT_TRANSLATE_NOOP("DisplayWords", "The certificate of %1 is refused."),
                   replaceCertificate},
    FaultSentences{u"TlsNotYetValid",
                   QT_TRANSLATE_NOOP("DisplayWords", "The certificate of %1 is not valid yet."),
                   checkTheClock},
    FaultSentences{u"TlsExpired",
                   QT_TRANSLATE_NOOP("DisplayWords", "The certificate of %1 has expired."),
                   checkTheClock},
    FaultSentences{u"TlsWrongHost",
                   QT_TRANSLATE_NOOP("DisplayWords", "The certificate of %1 is for another host."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "%2 Check the endpoint; a network that asks to sign in, or "
                                     "a proxy that reads TLS, looks like this, too.")},
    FaultSentences{
        u"TlsOldProtocol",
        QT_TRANSLATE_NOOP("DisplayWords", "%1 offers no version of TLS that is safe."),
        QT_TRANSLATE_NOOP("DisplayWords",
                          "%3 TLS 1.2 or later is needed. Who runs the server, or a proxy "
                          "in between, has to allow it.")},
    FaultSentences{u"TlsNotSpoken", QT_TRANSLATE_NOOP("DisplayWords", "%1 does not answer in TLS."),
                   checkWhoIsThere},
    FaultSentences{u"TlsNothingInCommon",
                   QT_TRANSLATE_NOOP("DisplayWords", "No secure connection to %1 can be agreed "
                                                     "on."),
                   checkWhoIsThere},
    FaultSentences{u"TlsUnknownName",
                   QT_TRANSLATE_NOOP("DisplayWords", "What answers does not serve the name %1."),
                   checkWhoIsThere},
    FaultSentences{
        u"TlsWantsCertificate",
        QT_TRANSLATE_NOOP("DisplayWords", "%1 asks this program for a certificate."),
        QT_TRANSLATE_NOOP("DisplayWords",
                          "%3 It has none. Check the endpoint: the registry does not ask "
                          "for one.")},
    FaultSentences{u"TlsHandshakeFailed",
                   QT_TRANSLATE_NOOP("DisplayWords", "No secure connection to %1 could be made."),
                   checkWhoAnswers},
    FaultSentences{
        u"HandshakeCut",
        QT_TRANSLATE_NOOP("DisplayWords", "The connection to %1 was closed before it "
                                          "was secure."),
        QT_TRANSLATE_NOOP("DisplayWords",
                          "%3 Check the endpoint and its port. A firewall or a proxy that "
                          "forbids the host looks like this, too.")},
    // Of what was answered.
    FaultSentences{u"NotHttp", QT_TRANSLATE_NOOP("DisplayWords", "%1 does not answer in HTTP."),
                   checkWhoIsThere},
    FaultSentences{u"ReplyTooLarge",
                   QT_TRANSLATE_NOOP("DisplayWords", "The reply of %1 is too large."),
                   checkWhoAnswers},
    FaultSentences{u"UnreadableContent",
                   QT_TRANSLATE_NOOP("DisplayWords", "The reply of %1 cannot be unpacked."),
                   checkWhoIsThere},
    FaultSentences{u"MalformedReply",
                   QT_TRANSLATE_NOOP("DisplayWords", "The reply of %1 cannot be understood."),
                   checkWhoAnswers},
    FaultSentences{u"UnexpectedReply",
                   QT_TRANSLATE_NOOP("DisplayWords", "The reply of %1 is not what the API "
                                                     "promises."),
                   checkWhoAnswers},
    FaultSentences{u"PageInsteadOfReply",
                   QT_TRANSLATE_NOOP("DisplayWords", "%1 sent a page instead of a reply."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "%2 If the network asks to sign in, do so in a browser; else "
                                     "check the endpoint and the proxy.")},
    FaultSentences{u"Redirected",
                   QT_TRANSLATE_NOOP("DisplayWords", "%1 points to another address instead of "
                                                     "replying."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "A signed request is not sent on. If the network asks to sign "
                                     "in, do so in a browser; else check the endpoint.")},
    FaultSentences{u"ContradictoryReply",
                   QT_TRANSLATE_NOOP("DisplayWords", "The reply of %1 contradicts itself."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "%2 Try again. If it goes on, open a ticket with the request "
                                     "id.")},
    FaultSentences{gatewayFailed,
                   QT_TRANSLATE_NOOP("DisplayWords", "%1 failed, and not in the registry's own "
                                                     "words."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "%2 A gateway or a proxy in between may have answered. Try "
                                     "again later.")},
    FaultSentences{proxyStatus,
                   QT_TRANSLATE_NOOP("DisplayWords", "A proxy asks for a user name and a "
                                                     "password."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "%2 It was answered in place of %1. Ask who runs this "
                                     "network.")},
    FaultSentences{refusedWithoutCode,
                   QT_TRANSLATE_NOOP("DisplayWords", "%1 refuses the request, and not in the "
                                                     "registry's own words."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "%2 A proxy or a firewall in between may have answered. Check "
                                     "the endpoint.")},
    FaultSentences{failedWithoutCode,
                   QT_TRANSLATE_NOOP("DisplayWords", "%1 says that the request failed, and not "
                                                     "why."),
                   QT_TRANSLATE_NOOP("DisplayWords",
                                     "Try again. If it goes on, open a ticket with the request "
                                     "id.")},
};

QStringView causeOf(const ApiError &error)
{
    if (!error.code.isEmpty())
        return error.code;
    constexpr int badRequest = 400;
    constexpr int proxyAuthentication = 407;
    constexpr int serverFault = 500;
    if (error.httpStatus >= serverFault)
        return gatewayFailed;
    if (error.httpStatus == proxyAuthentication)
        return proxyStatus;
    // "Too many requests" and "timed out" are no refusal, and say what they are without a word.
    if (error.httpStatus >= badRequest)
        return error.isTransient() ? QStringView() : refusedWithoutCode;
    return error.httpStatus != 0 && error.message.isEmpty() ? failedWithoutCode : QStringView();
}

/// What is known of this one time, as a sentence.
QString detailsOf(const ApiError &error)
{
    const QString details = printable(error.message.simplified());
    const bool isSentence = details.isEmpty() || details.endsWith(u'.') || details.endsWith(u'…');
    return isSentence ? details : details + u'.';
}

QString filledIn(QString text, const ApiError &error)
{
    const bool beginsWithHost = text.startsWith(u"%1");
    // Not with arg(), which takes the lowest number for the first one where %1 is not used.
    text.replace(u"%1"_s,
                 error.host.isEmpty() ? DisplayWords::tr("the server") : isolated(error.host));
    const QString details = detailsOf(error);
    if (text.contains(u"%2"))
        text.replace(u"%2"_s, details);
    else
        text.replace(u"%3"_s, details.contains(u"proxy") ? details : QString());
    text = text.simplified();
    if (beginsWithHost && error.host.isEmpty())
        text.replace(0, 1, text.at(0).toUpper());
    return text;
}

} // namespace

std::optional<Advice> adviceForFault(const ApiError &error)
{
    const QStringView cause = causeOf(error);
    const auto *found = std::ranges::find_if(sentences, [cause](const FaultSentences &row) {
        return row.cause.compare(cause, Qt::CaseInsensitive) == 0;
    });
    if (cause.isEmpty() || found == sentences.end())
        return {};
    const auto translated = [](const char *text) {
        return QCoreApplication::translate("DisplayWords", text);
    };
    return Advice{.happened = filledIn(translated(found->happened), error),
                  .whatToDo = filledIn(translated(found->whatToDo), error)};
}

QList<QString> knownFaults()
{
    QList<QString> causes;
    for (const FaultSentences &row : sentences)
        causes << row.cause.toString();
    return causes;
}
