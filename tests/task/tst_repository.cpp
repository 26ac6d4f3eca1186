#include "repository.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

class TestRepository final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void digestsAreTheSameWithAndWithoutTheirAlgorithm()
    {
        QVERIFY(isSameDigest(u"sha256:67BF"_s, u"67bf"_s));
        QVERIFY(isSameDigest(u"67bf"_s, u"SHA256:67bf"_s));
        QVERIFY(!isSameDigest(u"sha256:67bf"_s, u"sha256:67be"_s));
    }

    void twoDigestsThatAreNotGivenAreNotTheSame()
    {
        QVERIFY(!isSameDigest({}, {}));
        QVERIFY(!isSameDigest(u"sha256:"_s, {}));
    }

    void theMissingIsToldFromTheForbiddenAndTheUnknown()
    {
        QCOMPARE(lookupOf(Result<int>(1)), Lookup::Found);
        QCOMPARE(lookupOf(ApiError{.kind = Kind::NotFound}), Lookup::Missing);
        QCOMPARE(lookupOf(ApiError{.kind = Kind::Permission}), Lookup::NotPermitted);
        for (const Kind kind : {Kind::Network, Kind::Timeout, Kind::Credential, Kind::Throttled,
                                Kind::Request, Kind::Server, Kind::Protocol, Kind::Configuration})
            QCOMPARE(lookupOf(ApiError{.kind = kind}), Lookup::Failed);
    }
};

QTEST_GUILESS_MAIN(TestRepository)
#include "tst_repository.moc"
