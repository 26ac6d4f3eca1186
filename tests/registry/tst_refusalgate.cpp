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
    return noon.addMSecs(RefusalGate::heldBack.count() - 1);
}

} // namespace

class TestRefusalGate final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsRefusedIsNotAskedForAWhile_data();
    void whatIsRefusedIsNotAskedForAWhile();
    void whoAsksAsSlowlyAsAllowedIsAnswered();
    void whatMayPassHoldsNothingBack();
    void whatOneProfileIsRefusedIsNotTheOthers();
    void whatNobodyAsksForAnyMoreIsForgotten();
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
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<bool>("isAboutAll");
    const auto row = [](const char *name, Kind kind, const QString &code, bool isAboutAll,
                        int status = 0) {
        QTest::newRow(name) << ApiError{.kind = kind, .code = code, .httpStatus = status}
                            << isAboutAll;
    };
    row("key unknown", Kind::Credential, u"InvalidAccessKeyId.NotFound"_s, true);
    row("key disabled", Kind::Credential, u"InvalidAccessKeyId.Inactive"_s, true);
    row("token expired", Kind::Credential, u"InvalidSecurityToken.Expired"_s, true);
    row("signed out", Kind::Credential, u"SignInExpired"_s, true);
    row("no key", Kind::Credential, u"NoCredentials"_s, true);
    row("clock", Kind::Credential, u"InvalidTimeStamp.Expired"_s, false);
    row("signature", Kind::Credential, u"SignatureDoesNotMatch"_s, false);
    row("permission", Kind::Permission, u"Forbidden.RAM"_s, false);
    row("privilege", Kind::Permission, u"NoPrivilege"_s, false);
    row("password of a proxy", Kind::Configuration, u"ProxyWantsPassword"_s, true);
    row("password of a SOCKS proxy", Kind::Configuration, u"ProxyDenied"_s, true);
    row("page of a proxy", Kind::Configuration, {}, true, 407);
}

void TestRefusalGate::whatIsRefusedIsNotAskedForAWhile()
{
    QFETCH(ApiError, error);
    QFETCH(bool, isAboutAll);
    RefusalGate gate;
    QVERIFY(!gate.refusal(alphasTasks, noon));
    gate.answered(alphasTasks, &error, noon);
    QCOMPARE(gate.refusal(alphasTasks, noon), error);
    QCOMPARE(gate.refusal(alphasTasks, justBeforeTheNextTry()), error);
    QVERIFY(!gate.refusal(alphasTasks, noon.addMSecs(slowRetry.count())));
    for (const Operation &other : {betasTasks, alphasRules})
        QCOMPARE(gate.refusal(other, noon).has_value(), isAboutAll);
}

/// Timers of some minutes may be half a second early.
void TestRefusalGate::whoAsksAsSlowlyAsAllowedIsAnswered()
{
    const ApiError revoked{.kind = Kind::Credential};
    RefusalGate gate;
    gate.answered(alphasTasks, &revoked, noon);
    QVERIFY(!gate.refusal(alphasTasks, noon.addMSecs(slowRetry.count() - 500)));
}

void TestRefusalGate::whatOneProfileIsRefusedIsNotTheOthers()
{
    const auto tasksOf = [](const QString &account) {
        InstanceRef instance = alpha;
        instance.account = account;
        return Operation(ListSyncTasks{.instance = instance});
    };
    const ApiError revoked{
        .kind = Kind::Credential, .operation = u"AssumeRole"_s, .account = u"prod"_s};
    RefusalGate gate;
    gate.answered(tasksOf(u"prod"_s), &revoked, noon);
    QCOMPARE(gate.refusal(tasksOf(u"prod"_s), noon), revoked);
    QVERIFY(!gate.refusal(tasksOf(u"test"_s), noon));
    gate.begin(tasksOf(u"prod"_s));
    QVERIFY(!gate.isTried(tasksOf(u"test"_s)));
    gate.drop(tasksOf(u"prod"_s));
    gate.answered(tasksOf(u"test"_s), nullptr, noon); // with a key of its own
    QCOMPARE(gate.refusal(tasksOf(u"prod"_s), noon), revoked);
}

void TestRefusalGate::whatNobodyAsksForAnyMoreIsForgotten()
{
    const ApiError forbidden{.kind = Kind::Permission};
    const auto task = [](int number) {
        return Operation(GetSyncTask{.instance = alpha, .syncTaskId = QString::number(number)});
    };
    RefusalGate gate;
    QDateTime now = noon;
    for (int i = 0; i < 10'000; ++i, now = now.addSecs(1))
        gate.answered(task(i), &forbidden, now);
    QVERIFY2(gate.known() <= 700, qPrintable(QString::number(gate.known())));
    QVERIFY(gate.refusal(task(9'999), now));
    // What is being tried, or may be tried next, is not forgotten: others wait for that.
    gate.begin(task(9'999));
    now = now.addMSecs(slowRetry.count());
    gate.answered(task(9'998), &forbidden, now);
    now = now.addDays(1);
    gate.answered(task(1), &forbidden, now);
    QVERIFY(gate.isTried(task(9'999)));
    QCOMPARE(gate.known(), std::size_t{2});
}

void TestRefusalGate::whatMayPassHoldsNothingBack()
{
    RefusalGate gate;
    for (const Kind kind : {Kind::Network, Kind::Timeout, Kind::Throttled, Kind::Server,
                            Kind::Protocol, Kind::NotFound, Kind::Request, Kind::Configuration}) {
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
