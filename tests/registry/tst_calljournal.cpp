#include "fakeregistry.h"
#include "journaledregistry.h"
#include "manualclock.h"
#include "sampletasks.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString listing = u"ListRepoSyncTask"_s;

struct Journaled {
    ManualClock clock{};
    FakeRegistry asked{};
    std::shared_ptr<CallJournal> journal = std::make_shared<CallJournal>();
    JournaledRegistry registry{asked, journal, clock};
    std::vector<PendingCall> calls{};
    int heard = 0;

    void list(int pageNo)
    {
        const ListSyncTasks question{.instance = {.instanceId = u"cri-1"_s}, .pageNo = pageNo};
        calls.push_back(ask(registry, question, [this](const Result<SyncTaskPage> &) { ++heard; }));
    }
    [[nodiscard]] CallFigures figures() const { return journal->operations().at(listing); }
};

ApiError forbidden()
{
    return {.kind = ApiError::Kind::Permission,
            .code = u"FORBIDDEN"_s,
            .requestId = u"7640819A"_s,
            .httpStatus = 403,
            .operation = listing};
}

} // namespace

class TestCallJournal final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerIsCountedWithItsTime();
    void aFailureIsKeptWithItsRequestId();
    void aDroppedCallHasOnlyBegun();
    void itsSizeDoesNotGrowWithTime();
    void aClockThatIsSetBackGivesNoNegativeTime();
    void sharesOfTheTimes();
};

void TestCallJournal::anAnswerIsCountedWithItsTime()
{
    Journaled it;
    it.list(1);
    QCOMPARE(it.figures().begun, 1);
    QCOMPARE(it.figures().answered, 0);
    it.clock.advance(1'250ms);
    it.asked.taskCalls[0].answer(samplePage({}, 0));
    QCOMPARE(it.heard, 1);
    QCOMPARE(it.figures().answered, 1);
    QCOMPARE(it.figures().times, std::deque{1'250ms});
    QVERIFY(it.journal->failures().empty());
}

void TestCallJournal::aFailureIsKeptWithItsRequestId()
{
    Journaled it;
    it.list(1);
    it.clock.advance(40ms);
    it.asked.taskCalls[0].answer(tl::unexpected(forbidden()));
    QCOMPARE(it.heard, 1);
    QCOMPARE(it.figures().failed, 1);
    QCOMPARE(it.journal->failures().size(), 1U);
    const FailedCall &call = it.journal->failures().front();
    QCOMPARE(call.error.requestId, u"7640819A"_s);
    QCOMPARE(call.instance.instanceId, u"cri-1"_s);
    QCOMPARE(call.took, 40ms);
    QCOMPARE(call.at, it.clock.now());
}

void TestCallJournal::aDroppedCallHasOnlyBegun()
{
    Journaled it;
    it.list(1);
    it.calls.clear();
    QTRY_VERIFY(!it.asked.taskCalls[0].isOpen()); // it reaches the registry
    QCOMPARE(it.figures().begun, 1);
    QCOMPARE(it.figures().answered + it.figures().failed, 0);
}

void TestCallJournal::itsSizeDoesNotGrowWithTime()
{
    CallJournal journal;
    for (int i = 0; i < 1'000; ++i) {
        ApiError error = forbidden();
        error.requestId = QString::number(i);
        journal.noteFailed(listing, {.took = std::chrono::milliseconds(i), .error = error});
    }
    QCOMPARE(journal.failures().size(), CallJournal::mostFailures);
    QCOMPARE(journal.failures().back().error.requestId, u"999"_s);
    QCOMPARE(journal.operations().at(listing).times.size(), CallJournal::mostTimes);
    QCOMPARE(journal.operations().at(listing).failed, 1'000);
}

void TestCallJournal::aClockThatIsSetBackGivesNoNegativeTime()
{
    Journaled it;
    it.list(1);
    it.clock.set(it.clock.now().addSecs(-3600));
    it.asked.taskCalls[0].answer(samplePage({}, 0));
    QCOMPARE(it.figures().times, std::deque{0ms});
}

void TestCallJournal::sharesOfTheTimes()
{
    CallFigures figures;
    QVERIFY(!figures.timeOf(50));
    for (int i = 100; i >= 0; --i)
        figures.times.emplace_back(i);
    QCOMPARE(figures.timeOf(50), 50ms);
    QCOMPARE(figures.timeOf(95), 95ms);
    QCOMPARE(figures.timeOf(100), 100ms);
    figures.times = {20ms, 10ms};
    QCOMPARE(figures.timeOf(50), 10ms);
    QCOMPARE(figures.timeOf(95), 20ms); // of two, one is half of them
    figures.times = {10ms};
    QCOMPARE(figures.timeOf(1), 10ms);
}

QTEST_GUILESS_MAIN(TestCallJournal)
#include "tst_calljournal.moc"
