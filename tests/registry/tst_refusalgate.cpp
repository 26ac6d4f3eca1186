#include "refusalgate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;

namespace {

const QDateTime noon(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
const InstanceRef alpha{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-alpha"_s};
const InstanceRef beta{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-beta"_s};
const Operation alphasTasks = ListSyncTasks{.instance = alpha};
const Operation betasTasks = ListSyncTasks{.instance = beta};
const Operation alphasRules = ListSyncRules{.instance = alpha};

QDateTime justBeforeTheNextTry()
{
    return noon.addMSecs(slowRetry.count() - 1);
}

} // namespace

Q_DECLARE_METATYPE(Operation)

class TestRefusalGate final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsRefusedIsNotAskedForAWhile_data();
    void whatIsRefusedIsNotAskedForAWhile();
    void whatMayPassHoldsNothingBack();
    void oneTriesAndTheOthersWaitForItsAnswer();
    void anAnswerOpensWhatWasRefused();
    void aMissingPermissionSaysThatTheKeyIsGood();
    void anotherPageIsTheSameQuestion();
    void actionsAreNeverHeldBack();
    void aPersonAsksAtOnce();
    void aClockThatIsSetBackHoldsNothingBackForLonger();
};

void TestRefusalGate::whatIsRefusedIsNotAskedForAWhile_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("isAboutAll");
    QTest::newRow("key unknown") << Kind::Credential << u"InvalidAccessKeyId.NotFound"_s << true;
    QTest::newRow("key disabled") << Kind::Credential << u"InvalidAccessKeyId.Inactive"_s << true;
    QTest::newRow("token expired") << Kind::Credential << u"InvalidSecurityToken.Expired"_s << true;
    QTest::newRow("signed out") << Kind::Credential << u"SignInExpired"_s << true;
    QTest::newRow("no key") << Kind::Credential << u"NoCredentials"_s << true;
    QTest::newRow("clock") << Kind::Credential << u"InvalidTimeStamp.Expired"_s << true;
    QTest::newRow("signature") << Kind::Credential << u"SignatureDoesNotMatch"_s << false;
    QTest::newRow("permission") << Kind::Permission << u"Forbidden.RAM"_s << false;
    QTest::newRow("privilege") << Kind::Permission << u"NoPrivilege"_s << false;
}

void TestRefusalGate::whatIsRefusedIsNotAskedForAWhile()
{
    QFETCH(Kind, kind);
    QFETCH(QString, code);
    QFETCH(bool, isAboutAll);
    const ApiError error{.kind = kind, .code = code};
    RefusalGate gate;
    QVERIFY(!gate.refusal(alphasTasks, noon));
    gate.answered(alphasTasks, &error, noon);
    QCOMPARE(gate.refusal(alphasTasks, noon), error);
    QCOMPARE(gate.refusal(alphasTasks, justBeforeTheNextTry()), error);
    QVERIFY(!gate.refusal(alphasTasks, noon.addMSecs(slowRetry.count())));
    for (const Operation &other : {betasTasks, alphasRules})
        QCOMPARE(gate.refusal(other, noon).has_value(), isAboutAll);
}

void TestRefusalGate::whatMayPassHoldsNothingBack()
{
    RefusalGate gate;
    for (const Kind kind : {Kind::Network, Kind::Timeout, Kind::Throttled, Kind::Server,
                            Kind::Protocol, Kind::NotFound, Kind::Request}) {
        const ApiError error{.kind = kind};
        gate.answered(alphasTasks, &error, noon);
        QVERIFY(!gate.refusal(alphasTasks, noon));
    }
}

void TestRefusalGate::oneTriesAndTheOthersWaitForItsAnswer()
{
    const ApiError error{.kind = Kind::Credential};
    RefusalGate gate;
    gate.answered(alphasTasks, &error, noon);
    QVERIFY(!gate.isTried(betasTasks));
    gate.begin(alphasTasks);
    QVERIFY(gate.isTried(betasTasks));
    gate.drop(alphasTasks);
    QVERIFY(!gate.isTried(betasTasks)); // the next one tries
    gate.begin(betasTasks);
    const QDateTime later = noon.addMSecs(slowRetry.count());
    gate.answered(betasTasks, &error, later);
    QVERIFY(!gate.isTried(alphasTasks));
    QVERIFY(gate.refusal(alphasTasks, later));
}

void TestRefusalGate::anAnswerOpensWhatWasRefused()
{
    const ApiError revoked{.kind = Kind::Credential};
    const ApiError forbidden{.kind = Kind::Permission};
    RefusalGate gate;
    gate.answered(alphasTasks, &forbidden, noon);
    gate.answered(alphasTasks, &revoked, noon);
    gate.answered(alphasRules, nullptr, noon);
    QCOMPARE(gate.refusal(alphasTasks, noon), forbidden); // of that question nothing was said
    QVERIFY(!gate.refusal(betasTasks, noon));
    gate.answered(alphasTasks, nullptr, noon);
    QVERIFY(!gate.refusal(alphasTasks, noon));
}

void TestRefusalGate::aMissingPermissionSaysThatTheKeyIsGood()
{
    const ApiError revoked{.kind = Kind::Credential};
    const ApiError forbidden{.kind = Kind::Permission};
    RefusalGate gate;
    gate.answered(alphasTasks, &revoked, noon);
    gate.answered(betasTasks, &forbidden, noon);
    QVERIFY(!gate.refusal(alphasTasks, noon));
    QVERIFY(gate.refusal(betasTasks, noon));
}

void TestRefusalGate::anotherPageIsTheSameQuestion()
{
    const ApiError forbidden{.kind = Kind::Permission};
    RefusalGate gate;
    gate.answered(ListSyncTasks{.instance = alpha, .pageNo = 3}, &forbidden, noon);
    QVERIFY(gate.refusal(ListSyncTasks{.instance = alpha, .pageNo = 4}, noon));
    QVERIFY(!gate.refusal(ListSyncTasks{.instance = alpha, .repoNamespaceName = u"team"_s}, noon));
}

void TestRefusalGate::actionsAreNeverHeldBack()
{
    const Operation cancel = CancelSyncTask{.instance = alpha, .syncTaskId = u"rst-1"_s};
    const ApiError revoked{.kind = Kind::Credential};
    const ApiError forbidden{.kind = Kind::Permission};
    RefusalGate gate;
    gate.answered(cancel, &forbidden, noon);
    QVERIFY(!gate.refusal(alphasTasks, noon));
    gate.answered(alphasTasks, &revoked, noon);
    QVERIFY(!gate.refusal(cancel, noon));
    gate.begin(alphasTasks);
    QVERIFY(!gate.isTried(cancel));
}

void TestRefusalGate::aPersonAsksAtOnce()
{
    const ApiError revoked{.kind = Kind::Credential};
    RefusalGate gate;
    gate.answered(alphasTasks, &revoked, noon);
    gate.clear();
    QVERIFY(!gate.refusal(alphasTasks, noon));
}

void TestRefusalGate::aClockThatIsSetBackHoldsNothingBackForLonger()
{
    const ApiError revoked{.kind = Kind::Credential};
    RefusalGate gate;
    gate.answered(alphasTasks, &revoked, noon);
    QVERIFY(!gate.refusal(alphasTasks, noon.addDays(-1)));
}

QTEST_GUILESS_MAIN(TestRefusalGate)
#include "tst_refusalgate.moc"
