#include "faketasksource.h"
#include "manualclock.h"
#include "requestbudget.h"
#include "sampletasks.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Budget {
    ManualClock clock{};
    FakeTaskSource *account = new FakeTaskSource;
    RequestBudget budget{std::unique_ptr<TaskSource>(account), clock};
    std::vector<PendingCall> calls{};
    int answered = 0;

    void list(int pages)
    {
        for (int i = 0; i < pages; ++i)
            calls.push_back(budget.listSyncTasks(
                {.pageNo = i + 1}, [this](const Result<SyncTaskPage> &) { ++answered; }));
    }
    void answerAll()
    {
        for (std::size_t i = 0; i < account->taskCalls.size(); ++i)
            account->taskCalls[i].answer(samplePage({}, 0));
    }
};

} // namespace

class TestRequestBudget final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFewCallsRunAndTheRestWait()
    {
        Budget b;
        b.list(10);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{RequestBudget::maxRunning});
        QCOMPARE(b.budget.use().running, RequestBudget::maxRunning);
        QCOMPARE(b.budget.use().waiting, 6);
        b.account->taskCalls[0].answer(samplePage({}, 0));
        QCOMPARE(b.answered, 1);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{RequestBudget::maxRunning + 1});
        QCOMPARE(b.account->taskCalls.back().question.pageNo, 5); // in the order of asking
        b.answerAll();
        QCOMPARE(b.answered, 10);
        QCOMPARE(b.budget.use().running, 0);
        QCOMPARE(b.budget.use().lastMinute, 10);
        b.clock.advance(61s);
        QCOMPARE(b.budget.use().lastMinute, 0);
    }

    void aSingleTaskGoesBeforeListings()
    {
        Budget b;
        b.list(10);
        const PendingCall detail =
            b.budget.getSyncTask({}, u"rst-1"_s, [](const Result<SyncTaskDetail> &) {});
        QVERIFY(b.account->detailCalls.empty());
        b.account->taskCalls[0].answer(samplePage({}, 0));
        QCOMPARE(b.account->detailCalls.size(), std::size_t{1});
    }

    void aDroppedCallGivesItsPlaceAway()
    {
        Budget b;
        b.list(6);
        b.calls.erase(b.calls.begin() + 4); // waits
        b.calls.erase(b.calls.begin());     // runs
        for (int i = 0; i < 2; ++i)         // the call, then what it had started
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!b.account->taskCalls[0].isOpen());
        QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
        QCOMPARE(b.account->taskCalls.back().question.pageNo, 6);
        b.answerAll();
        QCOMPARE(b.answered, 4);
    }

    void throttlingHoldsEverythingBack()
    {
        Budget b;
        b.list(6);
        const ApiError throttled{.kind = ApiError::Kind::Throttled, .retryAfter = 5s};
        b.account->taskCalls[0].answer(tl::unexpected(throttled));
        QCOMPARE(b.account->taskCalls.size(), std::size_t{4});
        QVERIFY(b.budget.use().pausedUntil.isValid());
        b.clock.advance(4s);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{4});
        b.clock.advance(1s);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
        QVERIFY(!b.budget.use().pausedUntil.isValid());
        // Again, without a time of the server's: longer than before.
        b.account->taskCalls[1].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Throttled}));
        b.clock.advance(1s);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{5});
        b.clock.advance(1s);
        QCOMPARE(b.account->taskCalls.size(), std::size_t{6});
    }

    void anAccountThatOnlyReadsTasksSaysSo()
    {
        Budget b;
        std::optional<ApiError> ofAction;
        std::optional<ApiError> ofLookup;
        b.calls.push_back(
            b.budget.cancelSyncTask({}, u"rst-1"_s, [&](const Result<ActionReceipt> &receipt) {
                ofAction = receipt.error();
            }));
        b.calls.push_back(
            b.budget.findTag({}, u"crr-1"_s, u"v1"_s,
                             [&](const Result<RepositoryTag> &tag) { ofLookup = tag.error(); }));
        QVERIFY(!ofAction.has_value());
        b.clock.advance(1ms);
        QCOMPARE(ofAction->code, u"ReadOnlyAccount"_s);
        QCOMPARE(ofAction->kind, ApiError::Kind::Configuration);
        QVERIFY(!ofAction->isOutcomeInDoubt);
        QCOMPARE(ofLookup->code, u"ReadOnlyAccount"_s);
    }

    void callsMayOutliveTheBudget()
    {
        std::vector<PendingCall> calls;
        {
            Budget b;
            b.list(6);
            calls = std::move(b.calls);
        }
        calls.clear(); // under the address sanitizer this touches nothing that is gone
    }
};

QTEST_GUILESS_MAIN(TestRequestBudget)
#include "tst_requestbudget.moc"
