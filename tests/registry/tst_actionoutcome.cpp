#include "actionoutcome.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

class TestActionOutcome final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyAClearRefusalLeavesNoDoubt_data();
    void onlyAClearRefusalLeavesNoDoubt();
};

void TestActionOutcome::onlyAClearRefusalLeavesNoDoubt_data()
{
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<bool>("mayHave");
    const auto row = [](const char *name, Kind kind, const QString &code, int status,
                        bool mayHave) {
        QTest::newRow(name) << ApiError{.kind = kind, .code = code, .httpStatus = status}
                            << mayHave;
    };
    row("refused connection", Kind::Network, u"ConnectionRefused"_s, 0, false);
    row("unknown host", Kind::Network, u"HostNotFound"_s, 0, false);
    row("no TLS", Kind::Network, u"TlsHandshakeFailed"_s, 0, false);
    row("expired certificate", Kind::Network, u"TlsExpired"_s, 0, false);
    row("cut handshake", Kind::Network, u"HandshakeCut"_s, 0, false);
    row("broken secure connection", Kind::Network, u"SecureConnectionFailed"_s, 0, true);
    row("proxy that wants a password", Kind::Configuration, u"ProxyWantsPassword"_s, 0, false);
    row("proxy that forbids it", Kind::Network, u"ProxyForbids"_s, 0, false);
    row("proxy that denies it", Kind::Configuration, u"ProxyDenied"_s, 0, false);
    row("proxy without a way", Kind::Network, u"ProxyCannotConnect"_s, 0, false);
    row("lost behind a proxy", Kind::Network, u"ProxyLost"_s, 0, true);
    row("contradiction", Kind::Protocol, u"ContradictoryReply"_s, 200, true);
    row("unknown proxy", Kind::Network, u"ProxyNotFound"_s, 0, false);
    row("refusing proxy", Kind::Network, u"ProxyRefused"_s, 0, false);
    row("no proxy", Kind::Network, u"ProxyFailed"_s, 0, false);
    row("closed proxy", Kind::Network, u"ProxyClosed"_s, 0, true);
    row("refused after a status", Kind::Network, u"ConnectionRefused"_s, 502, true);
    row("closed connection", Kind::Network, u"ConnectionClosed"_s, 0, true);
    row("lost network", Kind::Network, u"NetworkLost"_s, 0, true);
    row("a proxy's page", Kind::Configuration, {}, 407, true);
    row("silence", Kind::Timeout, u"ReplyTimeout"_s, 0, true);
    row("slow connection", Kind::Timeout, u"ConnectTimeout"_s, 0, true);
    row("permission", Kind::Permission, u"NoPrivilege"_s, 403, false);
    row("permission without words", Kind::Protocol, {}, 403, true);
    row("gone", Kind::NotFound, u"SYNC_TASK_NOT_EXIST"_s, 400, false);
    row("gone in a good status", Kind::NotFound, u"REPO_NOT_EXIST"_s, 200, false);
    row("bad request", Kind::Request, u"MissingTag"_s, 400, false);
    row("failure without a code", Kind::Request, {}, 200, true);
    row("throttled", Kind::Throttled, u"Throttling.User"_s, 400, false);
    row("bad key", Kind::Credential, u"InvalidAccessKeyId.NotFound"_s, 404, false);
    row("received twice", Kind::Request, u"SignatureNonceUsed"_s, 400, true);
    row("server fault", Kind::Server, u"SystemError"_s, 500, true);
    row("busy server", Kind::Server, u"ServiceUnavailable"_s, 503, true);
    row("unreadable", Kind::Protocol, u"UnexpectedReply"_s, 200, true);
    row("redirect", Kind::Protocol, u"Redirected"_s, 302, true);
    row("unknown operation", Kind::Configuration, u"InvalidAction.NotFound"_s, 404, false);
}

void TestActionOutcome::onlyAClearRefusalLeavesNoDoubt()
{
    QFETCH(ApiError, error);
    QFETCH(bool, mayHave);
    QCOMPARE(mayHaveTakenPlace(error), mayHave);
}

QTEST_GUILESS_MAIN(TestActionOutcome)
#include "tst_actionoutcome.moc"
