#include "setupfield.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Which field of the settings mends what went wrong.
class TestSetupField final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anErrorLeadsToTheFieldThatMendsIt_data();
    void anErrorLeadsToTheFieldThatMendsIt();
    void everyFieldHasALinkOfItsOwn();
};

void TestSetupField::anErrorLeadsToTheFieldThatMendsIt_data()
{
    using Kind = ApiError::Kind;
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<SetupField>("field");
    const auto row = [](const char *name, const ApiError &error, SetupField field) {
        QTest::newRow(name) << error << field;
    };
    const auto coded = [](Kind kind, const QString &code, const QString &operation = {}) {
        return ApiError{.kind = kind, .code = code, .operation = operation};
    };
    row("no key", coded(Kind::Credential, u"NoCredentials"_s), SetupField::Profiles);
    row("a wrong key", coded(Kind::Credential, u"SignatureDoesNotMatch"_s), SetupField::Profiles);
    row("a clock", coded(Kind::Credential, u"InvalidTimeStamp.Expired"_s), SetupField::None);
    row("a database away", coded(Kind::Network, u"TeamDatabaseUnreachable"_s),
        SetupField::TeamDatabase);
    row("no history", coded(Kind::Server, u"TeamHistoryMissing"_s), SetupField::TeamDatabase);
    row("no database", coded(Kind::Configuration, u"InvalidDatabaseAddress"_s),
        SetupField::TeamDatabase);
    row("the collector's key", coded(Kind::Credential, u"CollectorCannotRead"_s), SetupField::None);
    row("no key for a change", coded(Kind::Configuration, u"OwnKeyNeeded"_s), SetupField::Profiles);
    row("nobody listens", coded(Kind::Network, u"ConnectionRefused"_s), SetupField::Endpoint);
    row("no such name", coded(Kind::Network, u"HostNotFound"_s), SetupField::Endpoint);
    row("an address of the key", coded(Kind::Network, u"HostNotFound"_s, u"AssumeRole"_s),
        SetupField::Profiles);
    row("no network", coded(Kind::Network, u"NetworkLost"_s), SetupField::None);
    row("a proxy", coded(Kind::Network, u"ProxyRefused"_s), SetupField::Proxy);
    row("what is no proxy", coded(Kind::Configuration, u"InvalidProxy"_s), SetupField::Proxy);
    row("an authority", coded(Kind::Network, u"TlsUnknownAuthority"_s), SetupField::CaFile);
    row("what is no CA file", coded(Kind::Configuration, u"InvalidCaFile"_s), SetupField::CaFile);
    row("another host", coded(Kind::Network, u"TlsWrongHost"_s), SetupField::Endpoint);
    row("what is no address", coded(Kind::Configuration, u"InsecureEndpoint"_s),
        SetupField::Endpoint);
    row("what is no region", coded(Kind::Configuration, u"InvalidRegion"_s), SetupField::Regions);
    row("a right that is missing", coded(Kind::Permission, u"NoPermission"_s), SetupField::None);
    row("too many requests", coded(Kind::Throttled, u"Throttling.User"_s), SetupField::None);
}

void TestSetupField::anErrorLeadsToTheFieldThatMendsIt()
{
    QFETCH(ApiError, error);
    QFETCH(SetupField, field);
    QCOMPARE(fieldToMend(error), field);
}

void TestSetupField::everyFieldHasALinkOfItsOwn()
{
    QStringList links;
    for (const auto field : {SetupField::Profiles, SetupField::Regions, SetupField::Endpoint,
                             SetupField::Proxy, SetupField::CaFile})
        links << setupLinkText(field);
    QVERIFY(!links.contains(QString()));
    QCOMPARE(links.removeDuplicates(), 0);
    QCOMPARE(setupLinkText(SetupField::None), QString());
}

QTEST_GUILESS_MAIN(TestSetupField)
#include "tst_setupfield.moc"
