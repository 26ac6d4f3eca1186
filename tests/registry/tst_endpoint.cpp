#include "endpoint.h"
#include "region.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestEndpoint final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRegionHasAnEndpointByRule();
    void theNetworkInsideHasNamesOfItsOwn();
    void aRegionWithoutVpcEndpointSaysSo();
    void aHostCannotComeInWithARegion_data();
    void aHostCannotComeInWithARegion();
    void anEndpointOfTheUsersIsTaken_data();
    void anEndpointOfTheUsersIsTaken();
    void aBadEndpointIsRefused_data();
    void aBadEndpointIsRefused();
};

void TestEndpoint::aRegionHasAnEndpointByRule()
{
    for (const Region &region : knownRegions()) {
        const Result<Endpoint> endpoint = endpointFor({}, region.id.toString());
        QVERIFY(endpoint.has_value());
        QCOMPARE(endpoint->host, u"cr."_s + region.id.toString() + u".aliyuncs.com"_s);
        QCOMPARE(endpoint->scheme, u"https"_s);
    }
    QCOMPARE(endpointFor({}, u"xx-new-9"_s)->hostHeader(), "cr.xx-new-9.aliyuncs.com");
}

void TestEndpoint::theNetworkInsideHasNamesOfItsOwn()
{
    QCOMPARE(endpointFor({.useVpc = true}, u"cn-hangzhou"_s)->host,
             u"cr-vpc.cn-hangzhou.aliyuncs.com"_s);
    QCOMPARE(endpointFor({.useVpc = true}, u"xx-new-9"_s)->host, u"cr-vpc.xx-new-9.aliyuncs.com"_s);
}

void TestEndpoint::aRegionWithoutVpcEndpointSaysSo()
{
    const Result<Endpoint> endpoint = endpointFor({.useVpc = true}, u"cn-heyuan"_s);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().code, u"NoVpcEndpoint"_s);
    QVERIFY(endpointFor({}, u"cn-heyuan"_s).has_value());
}

void TestEndpoint::aHostCannotComeInWithARegion_data()
{
    QTest::addColumn<QString>("region");
    for (const QString &region :
         {u""_s, u"evil.example/"_s, u"a.b"_s, u"cn-hangzhou@evil"_s, u"CN"_s, u"cn hangzhou"_s,
          u"cn-hangzhou#"_s, u"杭州"_s, QString(64, u'a')})
        QTest::newRow(qPrintable(u"region "_s + region)) << region;
}

void TestEndpoint::aHostCannotComeInWithARegion()
{
    QFETCH(QString, region);
    const Result<Endpoint> endpoint = endpointFor({}, region);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().kind, ApiError::Kind::Configuration);
    QCOMPARE(endpoint.error().code, u"InvalidRegion"_s);
}

void TestEndpoint::anEndpointOfTheUsersIsTaken_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::newRow("bare") << u"cr.example.com"_s << u"https://cr.example.com/?A=b"_s;
    QTest::newRow("port") << u"cr.example.com:8443"_s << u"https://cr.example.com:8443/?A=b"_s;
    QTest::newRow("default port") << u"https://cr.example.com:443"_s
                                  << u"https://cr.example.com/?A=b"_s;
    QTest::newRow("slash, blanks")
        << u" https://cr.example.com/ "_s << u"https://cr.example.com/?A=b"_s;
    QTest::newRow("loopback") << u"http://127.0.0.1:8080"_s << u"http://127.0.0.1:8080/?A=b"_s;
    QTest::newRow("loopback net") << u"http://127.9.8.7"_s << u"http://127.9.8.7/?A=b"_s;
    QTest::newRow("loopback v6") << u"http://[::1]:81"_s << u"http://[::1]:81/?A=b"_s;
    QTest::newRow("localhost") << u"http://localhost:80"_s << u"http://localhost/?A=b"_s;
    QTest::newRow("localhost, bare") << u"localhost:8080"_s << u"https://localhost:8080/?A=b"_s;
}

void TestEndpoint::anEndpointOfTheUsersIsTaken()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    const Result<Endpoint> endpoint = endpointFor({.ownEndpoint = text}, u"any region"_s);
    QVERIFY2(endpoint.has_value(), endpoint ? "" : qPrintable(endpoint.error().message));
    QCOMPARE(endpoint->url("A=b").toString(), url);
}

void TestEndpoint::aBadEndpointIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("http elsewhere") << u"http://cr.example.com"_s << u"InsecureEndpoint"_s;
    QTest::newRow("http, looks local")
        << u"http://127.0.0.1.example.com"_s << u"InsecureEndpoint"_s;
    QTest::newRow("http, any address") << u"http://0.0.0.0"_s << u"InsecureEndpoint"_s;
    QTest::newRow("http, private") << u"http://10.0.0.1"_s << u"InsecureEndpoint"_s;
    QTest::newRow("http, localhost as user")
        << u"http://localhost@example.com"_s << u"InvalidEndpoint"_s;
    QTest::newRow("user") << u"https://a:b@example.com"_s << u"InvalidEndpoint"_s;
    QTest::newRow("path") << u"https://example.com/api"_s << u"InvalidEndpoint"_s;
    QTest::newRow("query") << u"https://example.com/?a=b"_s << u"InvalidEndpoint"_s;
    QTest::newRow("fragment") << u"https://example.com/#a"_s << u"InvalidEndpoint"_s;
    QTest::newRow("scheme") << u"ftp://example.com"_s << u"InvalidEndpoint"_s;
    QTest::newRow("no host") << u"https://"_s << u"InvalidEndpoint"_s;
    QTest::newRow("blank inside") << u"https://exa mple.com"_s << u"InvalidEndpoint"_s;
    QTest::newRow("port") << u"https://example.com:99999"_s << u"InvalidEndpoint"_s;
}

void TestEndpoint::aBadEndpointIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    const Result<Endpoint> endpoint = endpointFromText(text);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().kind, ApiError::Kind::Configuration);
    QCOMPARE(endpoint.error().code, code);
    QVERIFY(!endpoint.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
