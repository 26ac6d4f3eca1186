#include "pagesweep.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

namespace {

constexpr int maxInFlight = 4;

PageSweep::Reply fullPage(int pageNo, std::optional<qint64> total)
{
    return {.pageNo = pageNo, .pageSize = 10, .rows = 10, .newRows = 10, .totalCount = total};
}

std::vector<int> takeAll(PageSweep &sweep)
{
    std::vector<int> pages;
    while (const std::optional<int> page = sweep.takeNextPage())
        pages.push_back(*page);
    return pages;
}

/// A listing, newest first, that grows while it is read by a sweep with several calls under way.
class Listing {
public:
    struct Manner {
        int clamp = 10;           ///< rows on a page
        int reportedSize = 10;    ///< what replies say; 0: nothing
        double missingTotals = 0; ///< share of replies without a total
        int mostInserts = 0;      ///< between two events
        double failures = 0;      ///< share of calls that fail
    };

    Listing(int rows, Manner manner, unsigned seed) : m_manner(manner), m_random(seed)
    {
        for (int i = 0; i < rows; ++i)
            m_rows.insert(m_rows.begin(), m_nextRow++);
    }

    /// Reads all; false when it does not end.
    bool read()
    {
        constexpr int tooManySteps = 20'000;
        for (int step = 0; step < tooManySteps; ++step) {
            const std::optional<int> page = chance(0.7) ? m_sweep.takeNextPage() : std::nullopt;
            if (page)
                m_calls.push_back({.pageNo = *page});
            else if (m_sweep.isFinished())
                return true;
            grow();
            for (Call &call : m_calls) {
                if (!call.isServed && chance(0.5))
                    serve(call);
            }
            if (!m_calls.empty() && chance(0.6))
                answerOne();
        }
        return false;
    }

    [[nodiscard]] const std::set<int> &seen() const { return m_seen; }
    [[nodiscard]] int asked() const { return m_answered; }
    [[nodiscard]] int length() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int coveredPages() const { return m_sweep.coveredPages(); }

private:
    struct Call {
        int pageNo = 0;
        bool isServed = false;
        std::vector<int> rows{};
        std::optional<qint64> total{};
        int servedLength = 0;
    };

    bool chance(double share) { return std::uniform_real_distribution<>(0, 1)(m_random) < share; }

    [[nodiscard]] bool mayGrow() const
    {
        // Where nothing but the rows themselves tells that there are more, no page may be pushed
        // over whole between two answers.
        if (m_manner.missingTotals > 0 && m_grown >= m_manner.clamp - 1)
            return false;
        return m_rows.size() < 2'000; // or nobody could ever have read it all
    }

    void grow()
    {
        const int inserts = std::uniform_int_distribution<>(0, m_manner.mostInserts)(m_random);
        for (int i = 0; i < inserts && mayGrow(); ++i) {
            m_rows.insert(m_rows.begin(), m_nextRow++);
            ++m_grown;
        }
    }

    void serve(Call &call)
    {
        const int size = m_manner.clamp;
        const int begin = std::min((call.pageNo - 1) * size, length());
        const int end = std::min(begin + size, length());
        call.rows.assign(m_rows.begin() + begin, m_rows.begin() + end);
        if (!chance(m_manner.missingTotals))
            call.total = length();
        call.servedLength = length();
        call.isServed = true;
    }

    void answerOne()
    {
        const auto last = static_cast<int>(m_calls.size()) - 1;
        const auto place = m_calls.begin() + std::uniform_int_distribution<>(0, last)(m_random);
        Call call = *place;
        m_calls.erase(place);
        if (chance(m_manner.failures)) {
            m_sweep.pageFailed(call.pageNo);
            return;
        }
        if (!call.isServed)
            serve(call);
        int newRows = 0;
        for (const int row : call.rows)
            newRows += m_seen.insert(row).second ? 1 : 0;
        ++m_answered;
        if (call.pageNo > m_lastPage)
            m_grown = length() - call.servedLength;
        m_lastPage = std::max(m_lastPage, call.pageNo);
        m_sweep.pageArrived({.pageNo = call.pageNo,
                             .pageSize = m_manner.reportedSize,
                             .rows = static_cast<int>(call.rows.size()),
                             .newRows = newRows,
                             .totalCount = call.total});
    }

    Manner m_manner;
    std::mt19937 m_random;
    std::vector<int> m_rows;
    int m_nextRow = 0;
    PageSweep m_sweep{maxInFlight};
    std::vector<Call> m_calls;
    std::set<int> m_seen;
    int m_answered = 0;
    int m_lastPage = 0;
    int m_grown = 0; // since the last page was served
};

} // namespace

class TestPageSweep final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstPageGoesAlone()
    {
        PageSweep sweep(maxInFlight);
        QVERIFY(!sweep.isFinished());
        QCOMPARE(takeAll(sweep), std::vector<int>{1});
        QVERIFY(!sweep.isFinished());
        sweep.pageArrived(fullPage(1, 100));
        QCOMPARE(takeAll(sweep), (std::vector<int>{2, 3, 4, 5}));
    }

    void theTotalSaysWhereItEnds()
    {
        PageSweep sweep(maxInFlight);
        takeAll(sweep);
        sweep.pageArrived(fullPage(1, 21));
        QCOMPARE(takeAll(sweep), (std::vector<int>{2, 3}));
        sweep.pageArrived(fullPage(2, 21));
        QVERIFY(!sweep.isFinished());
        sweep.pageArrived({.pageNo = 3, .pageSize = 10, .rows = 1, .newRows = 1, .totalCount = 21});
        QVERIFY(sweep.isFinished());
        QCOMPARE(sweep.coveredPages(), 3);
    }

    void anEmptyListingEndsWithItsFirstPage()
    {
        for (const std::optional<qint64> total : {std::optional<qint64>(), {qint64{0}}}) {
            PageSweep sweep(maxInFlight);
            takeAll(sweep);
            sweep.pageArrived({.pageNo = 1, .pageSize = 10, .totalCount = total});
            QVERIFY(sweep.isFinished());
        }
    }

    void withoutATotalPagesGoOneByOneUntilOneIsEmpty()
    {
        PageSweep sweep(maxInFlight);
        for (int page = 1; page < 4; ++page) {
            QCOMPARE(takeAll(sweep), std::vector<int>{page});
            sweep.pageArrived(fullPage(page, {}));
        }
        QCOMPARE(takeAll(sweep), std::vector<int>{4});
        sweep.pageArrived({.pageNo = 4, .pageSize = 10, .rows = 9, .newRows = 9});
        // The server may give fewer rows than it says.
        QCOMPARE(takeAll(sweep), std::vector<int>{5});
        sweep.pageArrived({.pageNo = 5, .pageSize = 10});
        QVERIFY(sweep.isFinished());
    }

    void withoutATotalAPageWithNothingNewEndsIt()
    {
        PageSweep sweep(maxInFlight);
        takeAll(sweep);
        sweep.pageArrived(fullPage(1, {}));
        takeAll(sweep);
        sweep.pageArrived({.pageNo = 2, .pageSize = 10, .rows = 10, .newRows = 0});
        QVERIFY(sweep.isFinished());
    }

    void emptyPagesEndItWhateverTheTotalSays()
    {
        PageSweep sweep(1);
        takeAll(sweep);
        sweep.pageArrived(fullPage(1, 1'000'000'000));
        for (int page = 2; page <= 5; ++page) {
            QCOMPARE(takeAll(sweep), std::vector<int>{page});
            sweep.pageArrived({.pageNo = page, .pageSize = 10, .totalCount = 1'000'000'000});
        }
        QVERIFY(sweep.isFinished());
    }

    void anEmptyPageInTheMiddleIsNotTheEnd()
    {
        PageSweep sweep(1);
        takeAll(sweep);
        sweep.pageArrived(fullPage(1, 25));
        takeAll(sweep);
        sweep.pageArrived({.pageNo = 2, .pageSize = 10, .totalCount = 25});
        QCOMPARE(takeAll(sweep), std::vector<int>{3});
        sweep.pageArrived({.pageNo = 3, .pageSize = 10, .rows = 5, .newRows = 5, .totalCount = 25});
        QVERIFY(sweep.isFinished());
    }

    void anEmptyPageDoesNotLowerTheTotal()
    {
        PageSweep sweep(1);
        sweep.takeNextPage();
        sweep.pageArrived(fullPage(1, 35));
        sweep.takeNextPage();
        sweep.pageArrived({.pageNo = 2, .pageSize = 10, .totalCount = 0});
        QCOMPARE(sweep.pageCount(), 4);
        QCOMPARE(sweep.takeNextPage(), std::optional(3));
        sweep.pageArrived(fullPage(3, 35));
        QVERIFY(sweep.hasGap());
        sweep.pageReadAgain(2, 10);
        QVERIFY(!sweep.hasGap());
    }

    void aGapOfPagesThatWereCutOtherwiseIsForgotten()
    {
        PageSweep sweep(1);
        sweep.takeNextPage();
        sweep.pageArrived(fullPage(1, 50));
        for (int page = 2; page <= 4; ++page) {
            sweep.takeNextPage();
            const int rows = page == 3 ? 4 : 10;
            sweep.pageArrived(
                {.pageNo = page, .pageSize = 10, .rows = rows, .newRows = rows, .totalCount = 50});
        }
        QVERIFY(sweep.hasGap());
        sweep.takeNextPage(); // the server gives larger pages from now on
        sweep.pageArrived(
            {.pageNo = 5, .pageSize = 25, .rows = 25, .newRows = 0, .totalCount = 50});
        QVERIFY(!sweep.hasGap());
        while (const std::optional<int> page = sweep.takeNextPage())
            sweep.pageArrived({.pageNo = *page,
                               .pageSize = 25,
                               .rows = *page > 2 ? 0 : 25,
                               .newRows = 0,
                               .totalCount = 50});
        QVERIFY(sweep.isFinished());
        QVERIFY(!sweep.hasGap());
        QCOMPARE(sweep.soundPages(), sweep.coveredPages());
    }

    void aPageOnWhichTheListingEndedIsNoGap()
    {
        PageSweep sweep(1);
        sweep.takeNextPage();
        sweep.pageArrived(fullPage(1, 18));
        sweep.takeNextPage();
        sweep.takeNextPage();
        sweep.pageArrived({.pageNo = 2, .pageSize = 10, .rows = 8, .newRows = 8, .totalCount = 18});
        QVERIFY(!sweep.takeNextPage());
        QVERIFY(!sweep.hasGap());
        QVERIFY(sweep.isEndSeen());
    }

    void aTotalThatEndsWithAFullPageIsNotTheEnd()
    {
        PageSweep sweep(maxInFlight);
        takeAll(sweep);
        sweep.pageArrived(fullPage(1, 10)); // perhaps the number of rows on the page
        QCOMPARE(takeAll(sweep), std::vector<int>{2});
        sweep.pageArrived(fullPage(2, 10));
        QCOMPARE(takeAll(sweep), std::vector<int>{3});
        sweep.pageArrived({.pageNo = 3, .pageSize = 10, .rows = 4, .newRows = 4, .totalCount = 4});
        QCOMPARE(takeAll(sweep), std::vector<int>{4});
        sweep.pageArrived({.pageNo = 4, .pageSize = 10, .totalCount = 0});
        QVERIFY(sweep.isFinished());
    }

    void moreRowsThanThePageSizeAreOnePage()
    {
        PageSweep sweep(maxInFlight);
        takeAll(sweep);
        sweep.pageArrived(
            {.pageNo = 1, .pageSize = 10, .rows = 2'000, .newRows = 2'000, .totalCount = 2'010});
        QCOMPARE(takeAll(sweep), std::vector<int>{2});
        sweep.pageArrived(
            {.pageNo = 2, .pageSize = 10, .rows = 10, .newRows = 10, .totalCount = 2'010});
        QVERIFY(sweep.isFinished());
    }

    void aServerThatIgnoresThePageNumberIsLeft()
    {
        PageSweep sweep(1);
        int asked = 0;
        while (const std::optional<int> page = sweep.takeNextPage()) {
            PageSweep::Reply reply = fullPage(*page, 1'000'000'000);
            reply.newRows = asked++ == 0 ? 10 : 0;
            sweep.pageArrived(reply);
        }
        QCOMPARE_LE(asked, 300);
        QVERIFY(sweep.isFinished());
    }

    void aTotalThatItsOwnRowsContradictIsNoTotal()
    {
        PageSweep sweep(maxInFlight);
        takeAll(sweep);
        sweep.pageArrived(fullPage(1, 0));
        QCOMPARE(takeAll(sweep), std::vector<int>{2});
    }

    void theServersPageSizeCounts()
    {
        PageSweep sweep(maxInFlight);
        takeAll(sweep);
        sweep.pageArrived({.pageNo = 1, .pageSize = 5, .rows = 5, .newRows = 5, .totalCount = 14});
        QCOMPARE(takeAll(sweep), (std::vector<int>{2, 3}));
    }

    void aServerThatClampsWithoutSayingSoIsReadToItsEnd()
    {
        PageSweep sweep(maxInFlight);
        takeAll(sweep);
        sweep.pageArrived(
            {.pageNo = 1, .pageSize = 100, .rows = 5, .newRows = 5, .totalCount = 14});
        QCOMPARE(takeAll(sweep), (std::vector<int>{2, 3}));
    }

    void rowsCountWhereTheReplyNamesNoPageSize()
    {
        PageSweep sweep(maxInFlight);
        takeAll(sweep);
        sweep.pageArrived({.pageNo = 1, .rows = 7, .newRows = 7, .totalCount = 15});
        QCOMPARE(takeAll(sweep), (std::vector<int>{2, 3}));
    }

    void rowsThatSlidUnseenAreAskedForAgain()
    {
        PageSweep sweep(maxInFlight);
        takeAll(sweep);
        sweep.pageArrived(fullPage(1, 40));
        QCOMPARE(takeAll(sweep), (std::vector<int>{2, 3, 4}));
        sweep.pageArrived(fullPage(3, 40));
        sweep.pageArrived(fullPage(4, 40));
        sweep.pageArrived(fullPage(2, 43)); // after three new rows: those slid onto page 3
        QCOMPARE(sweep.coveredPages(), 2);
        QCOMPARE(takeAll(sweep), (std::vector<int>{3, 5}));
        sweep.pageArrived(
            {.pageNo = 3, .pageSize = 10, .rows = 10, .newRows = 3, .totalCount = 43});
        sweep.pageArrived({.pageNo = 5, .pageSize = 10, .rows = 3, .newRows = 0, .totalCount = 43});
        QVERIFY(sweep.isFinished());
        QCOMPARE(sweep.coveredPages(), 5);
    }

    void aFailedPageIsAskedForAgain()
    {
        PageSweep sweep(maxInFlight);
        takeAll(sweep);
        sweep.pageFailed(1);
        QVERIFY(!sweep.isFinished());
        QCOMPARE(takeAll(sweep), std::vector<int>{1});
        sweep.pageArrived(fullPage(1, 30));
        QCOMPARE(takeAll(sweep), (std::vector<int>{2, 3}));
        sweep.pageFailed(2);
        sweep.pageArrived({.pageNo = 3, .pageSize = 10, .rows = 9, .newRows = 9, .totalCount = 29});
        QCOMPARE(sweep.coveredPages(), 1);
        QCOMPARE(takeAll(sweep), std::vector<int>{2});
        sweep.pageArrived(fullPage(2, 29));
        QVERIFY(sweep.isFinished());
        QCOMPARE(sweep.coveredPages(), 3);
    }

    void aChangedPageSizeStartsAgain()
    {
        PageSweep sweep(maxInFlight);
        takeAll(sweep);
        sweep.pageArrived(fullPage(1, 20));
        takeAll(sweep);
        sweep.pageArrived({.pageNo = 2, .pageSize = 5, .rows = 5, .newRows = 0, .totalCount = 20});
        QCOMPARE(takeAll(sweep), std::vector<int>{1});
        sweep.pageArrived({.pageNo = 1, .pageSize = 5, .rows = 5, .newRows = 0, .totalCount = 20});
        QCOMPARE(takeAll(sweep), (std::vector<int>{2, 3, 4}));
    }

    void aSweepMayBeginLater()
    {
        PageSweep sweep(maxInFlight, 3);
        QCOMPARE(takeAll(sweep), std::vector<int>{3});
        sweep.pageArrived(fullPage(3, 50));
        QCOMPARE(takeAll(sweep), (std::vector<int>{4, 5}));
    }

    void aServerThatNeverEndsIsLeft()
    {
        PageSweep sweep(maxInFlight);
        int asked = 0;
        while (const std::optional<int> page = sweep.takeNextPage()) {
            ++asked;
            sweep.pageArrived(fullPage(*page, {}));
        }
        QCOMPARE(asked, PageSweep::maxAsked);
        QVERIFY(sweep.isFinished());
    }

    void everyRowThatExistedAtTheStartIsSeen_data()
    {
        QTest::addColumn<double>("missingTotals");
        QTest::addColumn<bool>("clampsSilently");
        QTest::addColumn<bool>("namesNoSize");
        QTest::newRow("with totals") << 0.0 << false << false;
        QTest::newRow("without totals") << 1.0 << false << false;
        QTest::newRow("with some totals") << 0.3 << false << false;
        QTest::newRow("clamped silently") << 0.0 << true << false;
        QTest::newRow("no page size") << 0.2 << false << true;
    }

    void everyRowThatExistedAtTheStartIsSeen()
    {
        QFETCH(double, missingTotals);
        QFETCH(bool, clampsSilently);
        QFETCH(bool, namesNoSize);
        constexpr unsigned seeds = 1'500;
        for (unsigned seed = 0; seed < seeds; ++seed) {
            std::mt19937 random(seed);
            const auto upTo = [&random](int most) {
                return std::uniform_int_distribution<>(0, most)(random);
            };
            const int rows = upTo(120);
            const int clamp = 3 + upTo(12);
            const Listing::Manner manner{
                .clamp = clamp,
                .reportedSize = namesNoSize ? 0 : (clampsSilently ? 100 : clamp),
                .missingTotals = missingTotals,
                .mostInserts = upTo(2),
                .failures = upTo(2) * 0.1,
            };
            Listing listing(rows, manner, seed);
            const QByteArray message = "seed " + QByteArray::number(seed);
            QVERIFY2(listing.read(), message.constData());
            for (int row = 0; row < rows; ++row)
                QVERIFY2(listing.seen().contains(row), message.constData());
        }
    }

    void aListingThatRestsIsReadWithoutAWastedCall()
    {
        for (unsigned seed = 0; seed < 200; ++seed) {
            Listing listing(95, {.clamp = 10, .reportedSize = 10}, seed);
            QVERIFY(listing.read());
            QCOMPARE(listing.asked(), 10);
            QCOMPARE(listing.coveredPages(), 10);
        }
    }
};

QTEST_GUILESS_MAIN(TestPageSweep)
#include "tst_pagesweep.moc"
