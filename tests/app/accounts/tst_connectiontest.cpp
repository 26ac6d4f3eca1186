#include "connectiontest.h"
#include "fakeregistry.h"
#include "manualclock.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Connections that a test answers by hand.
struct Tried {
    FakeRegistry *add(const QString &account, const QStringList &regions)
    {
        auto source = std::make_unique<FakeRegistry>();
        FakeRegistry *added = source.get();
        connections.push_back(
            {.account = account,
             .profile = account,
             .key = account.toUtf8(),
             .registry = std::move(source),
             .regions = regions,
             .keyState = [account] { return CredentialState{.idEnd = account}; }});
        return added;
    }
    void start()
    {
        test.start(std::exchange(connections, {}));
        clock.advance(0ms);
    }
    void list(FakeRegistry &source, std::size_t call, const QStringList &instanceIds)
    {
        RegistryInstancePage page{.pageSize = 100, .totalCount = instanceIds.size()};
        for (const QString &id : instanceIds)
            page.items.push_back({.id = id, .name = id});
        source.instanceCalls[call].answer(page);
        settle();
    }
    void settle()
    {
        clock.advance(0ms);
        QCoreApplication::processEvents();
        clock.advance(0ms);
    }

    ManualClock clock{};
    std::vector<Connection> connections{};
    ConnectionTest test{clock};
};

} // namespace

/// A test of a set-up: each region is asked once, and nothing waits for it.
class TestConnectionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachRegionAnswersForItself();
    void whatFailsSaysWhyAndLeavesTheOthers();
    void whatIsStoppedIsAskedNoMore();
    void aNewTestForgetsTheOneBefore();
    void withoutAConnectionNothingRuns();
};

void TestConnectionTest::eachRegionAnswersForItself()
{
    Tried it;
    FakeRegistry *prod = it.add(u"prod"_s, {u"cn-hangzhou"_s, u"eu-central-1"_s});
    it.start();
    QVERIFY(it.test.isRunning());
    QCOMPARE(prod->instanceCalls.size(), 2U);
    it.list(*prod, 0, {u"cri-1"_s, u"cri-2"_s});
    QVERIFY(it.test.isRunning());
    QVERIFY(!it.test.findings()[0].isAsked);
    QVERIFY(it.test.findings()[1].isAsked);
    QCOMPARE(it.test.findings()[0].instances, 2);
    it.list(*prod, 1, {});
    QVERIFY(!it.test.isRunning());
    QCOMPARE(it.test.findings()[1].instances, 0);
    QCOMPARE(it.test.instances().size(), 2U);
    QCOMPARE(it.test.identities().front().profile, u"prod"_s);
    QCOMPARE(it.test.identities().front().key.idEnd, u"prod"_s);
}

void TestConnectionTest::whatFailsSaysWhyAndLeavesTheOthers()
{
    Tried it;
    FakeRegistry *prod = it.add(u"prod"_s, {u"cn-hangzhou"_s});
    FakeRegistry *wrong = it.add(u"wrong"_s, {u"cn-hangzhou"_s});
    it.start();
    wrong->instanceCalls.front().answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Credential, .code = u"Bad"_s}));
    it.settle();
    it.list(*prod, 0, {u"cri-1"_s});
    QVERIFY(!it.test.isRunning());
    QVERIFY(!it.test.findings()[0].error);
    QCOMPARE(it.test.findings()[1].error->code, u"Bad"_s);
    QCOMPARE(it.test.instances().size(), 1U);
}

void TestConnectionTest::whatIsStoppedIsAskedNoMore()
{
    Tried it;
    FakeRegistry *prod = it.add(u"prod"_s, {u"cn-hangzhou"_s});
    it.start();
    const QPointer<QObject> call = prod->instanceCalls.front().alive;
    QVERIFY(call);
    it.test.stop();
    QVERIFY(!call);
    QVERIFY(!it.test.isRunning());
    QVERIFY(it.test.findings().front().isAsked); // it never answered
}

void TestConnectionTest::aNewTestForgetsTheOneBefore()
{
    Tried it;
    FakeRegistry *prod = it.add(u"prod"_s, {u"cn-hangzhou"_s});
    it.start();
    // Its answer is on the way to the test when the next one begins.
    prod->instanceCalls.front().answer(
        RegistryInstancePage{.items = {{.id = u"cri-1"_s}}, .pageSize = 100, .totalCount = 1});
    it.add(u"test"_s, {u"eu-central-1"_s});
    it.start();
    it.settle();
    QVERIFY(it.test.isRunning());
    QCOMPARE(it.test.findings().size(), 1U);
    QVERIFY(it.test.findings().front().isAsked);
    QCOMPARE(it.test.findings().front().place.regionId, u"eu-central-1"_s);
    QVERIFY(it.test.instances().empty());
}

void TestConnectionTest::withoutAConnectionNothingRuns()
{
    Tried it;
    const QSignalSpy changed(&it.test, &ConnectionTest::changed);
    it.start();
    QVERIFY(!it.test.isRunning());
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
