#include "historysearch.h"
#include "queries.h"
#include "sampletasks.h"

#include <QSignalSpy>
#include <QTest>

#include <condition_variable>
#include <deque>
#include <mutex>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 30), QTime(12, 0), Qt::UTC);

/// What a history holds and how it behaves; used by the threads of the test and of the search.
struct History {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<ScanPage> pages; // that follow; without one it is at its end
    std::optional<HistoryFailure> openFailure;
    std::optional<HistoryFailure> failure; // of the next page
    bool isHeld = false;                   // no page is answered before it is stopped or let go
    int opened = 0;
    int closed = 0;
    int asked = 0;

    void letGo()
    {
        const std::scoped_lock lock(mutex);
        isHeld = false;
        changed.notify_all();
    }
    template<typename Value>
    Value get(Value History::*member)
    {
        const std::scoped_lock lock(mutex);
        return this->*member;
    }
};

class FakeScan final : public HistoryScan {
public:
    explicit FakeScan(History &history) : m_history(history) {}
    ~FakeScan() override
    {
        const std::scoped_lock lock(m_history.mutex);
        ++m_history.closed;
    }

    std::optional<HistoryFailure> open() override
    {
        const std::scoped_lock lock(m_history.mutex);
        ++m_history.opened;
        return std::exchange(m_history.openFailure, {});
    }
    Outcome<HistoryDirectory> readDirectory() override { return HistoryDirectory{}; }
    Outcome<std::optional<qint64>> readOldest() override { return qint64{1'000}; }
    Outcome<std::optional<qint64>> estimateRows() override { return qint64{4'000'000}; }
    void begin(const ScanQuestion & /*question*/) override {}
    Outcome<ScanPage> next(const std::atomic<bool> &isStopping) override
    {
        std::unique_lock lock(m_history.mutex);
        ++m_history.asked;
        while (m_history.isHeld && !isStopping)
            m_history.changed.wait_for(lock, std::chrono::milliseconds(5));
        if (isStopping)
            return ScanPage{};
        if (m_history.failure)
            return tl::unexpected(*std::exchange(m_history.failure, {}));
        if (m_history.pages.empty())
            return ScanPage{.isAtEnd = true};
        ScanPage page = std::move(m_history.pages.front());
        m_history.pages.pop_front();
        return page;
    }

private:
    History &m_history;
};

/// Tasks from \p first on, of which each has failed.
ScanPage page(int first, int count, qint64 reachedMs = 0)
{
    ScanPage page;
    for (int i = 0; i < count; ++i)
        page.tasks.push_back({.account = u"prod"_s,
                              .instanceId = i % 2 == 0 ? u"cri-1"_s : u"cri-2"_s,
                              .task = sampleTask(first + i, SyncTaskStatus::Error)});
    if (reachedMs > 0)
        page.reachedMs = reachedMs;
    return page;
}

} // namespace

/// A search of a history that does not fit into memory, as a window sees it.
class TestHistorySearch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_search.reset(); }

    void whatIsFoundComesPageByPageUntilTheEnd();
    void onlyWhatTheQueryFindsComes();
    void itPausesWhenManyAreFoundAndGoesOn();
    void itStopsWhileTheHistoryIsAsked();
    void whatWasReadWhenItWasStoppedIsNotLost();
    void aHistoryThatFailsIsAskedAgainWhereItStood();
    void aHistoryThatCannotBeOpenedIsOpenedAgain();
    void anotherQueryForgetsTheFormerOne();
    void aSearchThatEndedTellsNothingMore();
    void theHistoryIsLeftAtTheEnd();
    void whatTheDatabaseCannotRuleOutIsSaid();
    void aCostlyExpressionIsSaid();
    void aWindowThatClosesWaitsForNoDatabase();

private:
    using State = SearchProgress::State;

    void begin(const QString &text) { m_search->begin(query(text), {.now = now}); }
    [[nodiscard]] SearchProgress last() const
    {
        return m_progress.empty() ? SearchProgress{} : m_progress.back();
    }
    [[nodiscard]] bool is(State state) const
    {
        return !m_progress.empty() && m_progress.back().state == state;
    }

    std::unique_ptr<History> m_history;
    std::unique_ptr<HistorySearch> m_search;
    QStringList m_found;
    std::vector<SearchProgress> m_progress;
};

void TestHistorySearch::init()
{
    m_search.reset();
    m_history = std::make_unique<History>();
    m_found.clear();
    m_progress.clear();
    m_search = std::make_unique<HistorySearch>(
        [history = m_history.get()] { return std::make_unique<FakeScan>(*history); });
    connect(m_search.get(), &HistorySearch::tasksFound, this,
            [this](const std::vector<HistoryTasks> &tasks) {
                for (const HistoryTasks &some : tasks) {
                    for (const SyncTask &task : some.tasks)
                        m_found << some.instanceId + u' ' + task.id;
                }
            });
    connect(m_search.get(), &HistorySearch::progressed, this,
            [this](const SearchProgress &progress) { m_progress.push_back(progress); });
}

void TestHistorySearch::whatIsFoundComesPageByPageUntilTheEnd()
{
    m_history->pages = {page(1, 2, 50'000), {}, page(3, 1, 20'000)};
    begin(u"status:failed"_s);
    QVERIFY(last().isSearching());
    QTRY_VERIFY(is(State::Done));
    QCOMPARE(m_found, QStringList({u"cri-1 rst-1"_s, u"cri-2 rst-2"_s, u"cri-1 rst-3"_s}));
    QCOMPARE(last().found, 3);
    QCOMPARE(last().oldest.toMSecsSinceEpoch(), 1'000);
    QCOMPARE(last().reached.toMSecsSinceEpoch(), 20'000);
    QVERIFY(!last().canResume());
}

void TestHistorySearch::onlyWhatTheQueryFindsComes()
{
    m_history->pages = {page(1, 10)};
    begin(u"tag:=7"_s);
    QTRY_VERIFY(is(State::Done));
    QCOMPARE(m_found, QStringList{u"cri-1 rst-7"_s});
}

void TestHistorySearch::itPausesWhenManyAreFoundAndGoesOn()
{
    m_history->pages = {page(1, 600), page(601, 600, 9'000), page(1'201, 1)};
    begin(u"status:failed"_s);
    QTRY_VERIFY(is(State::Paused));
    QCOMPARE(last().found, 1'200);
    QCOMPARE(last().reached.toMSecsSinceEpoch(), 9'000);
    m_search->resume();
    QTRY_VERIFY(is(State::Done));
    QCOMPARE(m_found.size(), 1'201);
}

void TestHistorySearch::itStopsWhileTheHistoryIsAsked()
{
    m_history->isHeld = true;
    m_history->pages = {page(1, 1)};
    begin(u"status:failed"_s);
    QTRY_COMPARE(m_history->get(&History::asked), 1);
    m_search->stop();
    QVERIFY(is(State::Stopped));
    m_history->letGo();
    m_search->resume();
    QTRY_VERIFY(is(State::Done));
    QCOMPARE(m_found, QStringList{u"cri-1 rst-1"_s});
}

void TestHistorySearch::whatWasReadWhenItWasStoppedIsNotLost()
{
    m_history->pages = {page(1, 1), page(2, 1)};
    const auto connection =
        connect(m_search.get(), &HistorySearch::tasksFound, this, [this] { m_search->stop(); });
    begin(u"status:failed"_s);
    QTRY_VERIFY(is(State::Stopped) && m_found.size() == 1);
    disconnect(connection);
    m_search->resume();
    QTRY_VERIFY(is(State::Done));
    QCOMPARE(m_found.size(), 2);
}

void TestHistorySearch::aHistoryThatFailsIsAskedAgainWhereItStood()
{
    m_history->pages = {page(1, 1), page(2, 1)};
    m_history->failure = {.fault = HistoryFault::Unreachable, .message = u"gone"_s};
    begin(u"status:failed"_s);
    QTRY_VERIFY(is(State::Failed));
    QCOMPARE(last().failure->message, u"gone"_s);
    m_search->resume();
    QVERIFY(!last().failure);
    QTRY_VERIFY(is(State::Done));
    QCOMPARE(m_found.size(), 2);
    QCOMPARE(m_history->get(&History::opened), 1);
}

void TestHistorySearch::aHistoryThatCannotBeOpenedIsOpenedAgain()
{
    m_history->pages = {page(1, 1)};
    m_history->openFailure = {.fault = HistoryFault::SignInRefused, .message = u"who are you"_s};
    begin(u"status:failed"_s);
    QTRY_VERIFY(is(State::Failed));
    QVERIFY(m_found.isEmpty());
    m_search->resume();
    QTRY_VERIFY(is(State::Done));
    QCOMPARE(m_found.size(), 1);
}

void TestHistorySearch::anotherQueryForgetsTheFormerOne()
{
    m_history->isHeld = true;
    m_history->pages = {page(1, 10)};
    begin(u"tag:=7"_s);
    QTRY_COMPARE(m_history->get(&History::asked), 1);
    begin(u"tag:=8"_s);
    m_history->letGo();
    QTRY_VERIFY(is(State::Done));
    QCOMPARE(m_found, QStringList{u"cri-2 rst-8"_s});
    QCOMPARE(last().found, 1);
}

void TestHistorySearch::aSearchThatEndedTellsNothingMore()
{
    m_history->isHeld = true;
    m_history->pages = {page(1, 10)};
    begin(u"status:failed"_s);
    QTRY_COMPARE(m_history->get(&History::asked), 1);
    const std::size_t told = m_progress.size();
    m_search->end();
    m_history->letGo();
    QTRY_COMPARE(m_history->get(&History::closed), 1);
    QCoreApplication::processEvents();
    QCOMPARE(m_progress.size(), told);
    QVERIFY(m_found.isEmpty());
    m_search->resume();
    m_search->stop();
    QCOMPARE(m_progress.size(), told);
}

void TestHistorySearch::theHistoryIsLeftAtTheEnd()
{
    begin(u"status:failed"_s);
    QTRY_VERIFY(is(State::Done));
    QTRY_COMPARE(m_history->get(&History::closed), 1);
}

void TestHistorySearch::whatTheDatabaseCannotRuleOutIsSaid()
{
    begin(u"duration>5m"_s);
    QTRY_VERIFY(is(State::Done));
    QCOMPARE(last().openTerms.size(), 1U);
    QCOMPARE(last().rows, 4'000'000);
}

void TestHistorySearch::aCostlyExpressionIsSaid()
{
    SyncTask task = sampleTask(1);
    task.imageFrom.imageTag = QString(40, u'a') + u'!';
    ScanPage costly;
    costly.tasks = {{.instanceId = u"cri-1"_s, .task = task}};
    m_history->pages = {costly, page(2, 1)};
    begin(u"tag:/^(a+)+$/"_s);
    QTRY_VERIFY(is(State::Costly));
    QVERIFY(last().costlyTerm);
    QVERIFY(!last().canResume());
    QVERIFY(m_found.isEmpty());
}

void TestHistorySearch::aWindowThatClosesWaitsForNoDatabase()
{
    m_history->isHeld = true;
    begin(u"status:failed"_s);
    QTRY_COMPARE(m_history->get(&History::asked), 1);
    QElapsedTimer timer;
    timer.start();
    m_search.reset();
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestHistorySearch)
#include "tst_historysearch.moc"
