#include "listpager.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <random>
#include <set>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

using Reason = PagingDoubt::Reason;

/// A page as the server sends it.
struct Sent {
    int pageNo = 0;
    int pageSize = 0;
    QStringList ids{};
    int unreadable = 0;
    std::optional<qint64> totalCount{};
};

/// A pager over a list whose rows have ids.
struct IdPager {
    ListPager pager{};
    RowNumbers numbers{};

    void pageArrived(const Sent &sent)
    {
        ListPager::Reply reply{.pageNo = sent.pageNo,
                               .pageSize = sent.pageSize,
                               .unreadable = sent.unreadable,
                               .totalCount = sent.totalCount};
        for (const QString &id : sent.ids)
            reply.keys.push_back(numbers.of(id));
        pager.pageArrived(reply);
    }
    std::optional<int> takeNextPage() { return pager.takeNextPage(); }
    [[nodiscard]] bool isFinished() const { return pager.isFinished(); }
    [[nodiscard]] const std::optional<PagingDoubt> &doubt() const { return pager.doubt(); }
    [[nodiscard]] qint64 seen() const { return pager.seen(); }
};

/// What a server that does not change lists, and how it gets it wrong.
struct Server {
    int rows = 253;
    int pageSize = 100;                                  ///< rows on a page
    std::optional<int> saysSize = 100;                   ///< empty: the reply has no page size
    std::function<std::optional<qint64>(int)> total{};   ///< by page; none: the real one
    std::function<void(int, int, QStringList &)> edit{}; ///< page, call, rows

    Sent reply(int pageNo, int call) const
    {
        Sent reply{.pageNo = pageNo, .pageSize = saysSize.value_or(0)};
        for (int row = (pageNo - 1) * pageSize; row < std::min(pageNo * pageSize, rows); ++row)
            reply.ids << QString::number(row);
        reply.totalCount = total ? total(pageNo) : std::optional<qint64>(rows);
        if (edit)
            edit(pageNo, call, reply.ids);
        return reply;
    }
};

/// What reading to the end brought.
struct Outcome {
    qint64 seen = 0;
    std::optional<PagingDoubt> doubt{};
    int requests = 0;
    bool isFinished = false;
};

Outcome read(const Server &server, const ListPager::Limits &limits = {})
{
    IdPager pager{.pager = ListPager(limits)};
    Outcome outcome;
    constexpr int tooMany = 100'000;
    while (!pager.isFinished() && outcome.requests < tooMany) {
        std::vector<int> pages;
        while (const std::optional<int> page = pager.takeNextPage())
            pages.push_back(*page);
        if (pages.empty())
            break;
        for (const int page : pages)
            pager.pageArrived(server.reply(page, outcome.requests++));
    }
    outcome.seen = pager.seen();
    outcome.doubt = pager.doubt();
    outcome.isFinished = pager.isFinished();
    return outcome;
}

std::optional<Reason> reasonOf(const Outcome &outcome)
{
    return outcome.doubt ? std::optional(outcome.doubt->reason) : std::nullopt;
}

/// A listing that changes while it is read with several calls under way. A call is served at one
/// moment and its reply arrives at another, in any order.
class World final {
public:
    enum class Totals { Honest, None, OfPage, AtBorder, Noisy, TooLarge, Last };

    explicit World(unsigned seed)
        : m_random(seed), m_pager{.pager = ListPager({.inFlight = 1 + upTo(3)})}
    {
        m_pageSize = 1 + upTo(4);
        m_saysSize = std::array{m_pageSize, 100, 0}[static_cast<std::size_t>(upTo(2))];
        m_totals = static_cast<Totals>(upTo(static_cast<int>(Totals::Last) - 1));
        m_isNewestFirst = chance(0.5);
        m_changes = chance(0.2) ? 0 : upTo(12); // after so many the listing rests
        m_pace = 0.05 + 0.1 * upTo(4);
        // A server that hides rows and lowers every total cannot be told from an honest one: rows
        // are hidden only where each reply has the right total.
        if (m_totals == Totals::Honest && chance(0.3))
            m_faults = 0.05 + 0.1 * upTo(3);
        m_ignoresPage = chance(0.02);
        m_dropped = chance(0.3) ? 0.02 : 0;
        for (int count = upTo(4 * m_pageSize); count > 0; --count)
            m_rows.push_back(m_next++);
        m_throughout = {m_rows.begin(), m_rows.end()};
    }

    /// False where it does not end.
    bool read()
    {
        constexpr int tooManySteps = 20'000;
        for (int step = 0; step < tooManySteps && !m_pager.isFinished(); ++step) {
            if (chance(0.7)) {
                if (const std::optional<int> page = m_pager.takeNextPage())
                    m_calls.push_back({.pageNo = *page});
            }
            if (m_changes > 0 && chance(m_pace))
                change();
            for (Call &call : m_calls) {
                if (!call.reply && chance(0.4))
                    call.reply = serve(call.pageNo);
            }
            if (!m_calls.empty() && chance(0.6))
                answerOne();
            if (chance(m_dropped)) {
                m_calls.clear();
                m_pager.pager.callsDropped();
            }
        }
        return m_pager.isFinished();
    }

    /// "Complete" is wrong: something that was there all the time was not seen.
    [[nodiscard]] bool isWronglyComplete() const
    {
        return isComplete() && !std::ranges::includes(m_seen, m_throughout);
    }
    [[nodiscard]] bool isComplete() const { return !m_pager.doubt(); }
    [[nodiscard]] bool isHonestAndQuiet() const
    {
        return m_totalChanges == 0 && m_faults == 0 && !m_ignoresPage &&
               m_totals != Totals::TooLarge && m_totals != Totals::Noisy;
    }
    [[nodiscard]] bool hasChanged() const { return m_totalChanges > 0; }

private:
    struct Call {
        int pageNo = 0;
        std::optional<Sent> reply{};
    };

    int upTo(int most) { return std::uniform_int_distribution<>(0, most)(m_random); }
    bool chance(double share) { return std::uniform_real_distribution<>(0, 1)(m_random) < share; }

    void change()
    {
        --m_changes;
        ++m_totalChanges;
        const int size = static_cast<int>(m_rows.size());
        const int kind = upTo(9);
        if (kind < 4 || size == 0) {
            m_rows.insert(m_rows.begin() + (m_isNewestFirst ? 0 : upTo(size)), m_next++);
        } else if (kind < 8 || m_isNewestFirst) {
            const auto row = m_rows.begin() + upTo(size - 1);
            m_throughout.erase(*row);
            m_rows.erase(row);
        } else {
            // The order is by something that changes.
            const auto row = m_rows.begin() + upTo(size - 1);
            const int moved = *row;
            m_rows.erase(row);
            m_rows.insert(m_rows.begin() + upTo(size - 1), moved);
        }
    }

    std::optional<qint64> total(int rows)
    {
        const auto size = static_cast<qint64>(m_rows.size());
        switch (m_totals) {
        case Totals::Honest:
        case Totals::Last:
            break;
        case Totals::None:
            return {};
        case Totals::OfPage:
            return rows;
        case Totals::AtBorder:
            return size / m_pageSize * m_pageSize;
        case Totals::Noisy:
            return chance(0.3) ? std::max<qint64>(size + upTo(4) - 3, 0) : size;
        case Totals::TooLarge:
            return size + 1 + upTo(2);
        }
        return size;
    }

    Sent serve(int pageNo)
    {
        Sent reply{.pageNo = pageNo, .pageSize = m_saysSize};
        const int size = static_cast<int>(m_rows.size());
        const int begin = std::min(((m_ignoresPage ? 1 : pageNo) - 1) * m_pageSize, size);
        for (int row = begin; row < std::min(begin + m_pageSize, size); ++row)
            reply.ids << QString::number(m_rows[static_cast<std::size_t>(row)]);
        reply.totalCount = total(static_cast<int>(reply.ids.size()));
        if (chance(m_faults))
            reply.ids.resize(upTo(static_cast<int>(reply.ids.size())));
        return reply;
    }

    void answerOne()
    {
        const auto call = m_calls.begin() + upTo(static_cast<int>(m_calls.size()) - 1);
        const Sent reply = call->reply ? *call->reply : serve(call->pageNo);
        m_calls.erase(call);
        for (const QString &id : reply.ids)
            m_seen.insert(id.toInt());
        m_pager.pageArrived(reply);
    }

    std::mt19937 m_random;
    IdPager m_pager;
    int m_pageSize = 1;
    int m_saysSize = 0;
    Totals m_totals = Totals::Honest;
    bool m_isNewestFirst = true;
    int m_changes = 0;
    int m_totalChanges = 0;
    double m_pace = 0;
    double m_faults = 0;
    bool m_ignoresPage = false;
    double m_dropped = 0; // how often all calls under way break off
    std::vector<int> m_rows{};
    int m_next = 0;
    std::set<int> m_throughout{};
    std::set<int> m_seen{};
    std::vector<Call> m_calls{};
};

} // namespace

class TestListPager final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQuietListingIsCompleteAndCheap_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("requests");
        QTest::newRow("empty") << 0 << 1;
        QTest::newRow("one row") << 1 << 4;
        QTest::newRow("one full page") << 100 << 5;
        QTest::newRow("two pages") << 150 << 6;
        QTest::newRow("three pages") << 253 << 8;
        QTest::newRow("three full pages") << 300 << 9;
        QTest::newRow("36 pages") << 3'555 << 74;
    }

    void aQuietListingIsCompleteAndCheap()
    {
        QFETCH(int, rows);
        QFETCH(int, requests);
        const Outcome outcome = read({.rows = rows});
        QVERIFY(!outcome.doubt);
        QCOMPARE(outcome.seen, rows);
        QCOMPARE(outcome.requests, requests);
    }

    void aWrongTotalThatIsTooSmallHidesNothing_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("of the page") << 0;
        QTest::newRow("at the first border") << 1;
        QTest::newRow("at the second border") << 2;
        QTest::newRow("none") << 3;
        QTest::newRow("zero") << 4;
        QTest::newRow("negative") << 5;
    }

    void aWrongTotalThatIsTooSmallHidesNothing()
    {
        QFETCH(int, kind);
        for (const std::optional<int> size : {std::optional<int>(100), std::optional<int>()}) {
            const auto total = [kind](int page) -> std::optional<qint64> {
                switch (kind) {
                case 0:
                    return page > 3 ? 0 : page == 3 ? 53 : 100;
                case 1:
                    return 100;
                case 2:
                    return 200;
                case 3:
                    return std::nullopt;
                case 4:
                    return 0;
                default:
                    return -1;
                }
            };
            const Outcome outcome = read({.saysSize = size, .total = total});
            QVERIFY(!outcome.doubt);
            QCOMPARE(outcome.seen, 253);
        }
    }

    void aTotalThatIsTooLargeIsNeverComplete()
    {
        const Outcome outcome = read({.total = [](int) { return 260; }});
        QCOMPARE(outcome.seen, 253);
        QCOMPARE(reasonOf(outcome), std::optional(Reason::TotalsDisagree));
        QCOMPARE(outcome.doubt->total, std::optional<qint64>(260));
        QVERIFY(outcome.requests < 40);
        // One reply is enough.
        const Outcome once = read({.total = [](int page) { return page == 2 ? 254 : 253; }});
        QCOMPARE(reasonOf(once), std::optional(Reason::TotalsDisagree));
    }

    void fewerRowsThanAskedForAreNotTheEnd()
    {
        // Neither size nor total; a size that is not kept to; and both with a total of the page.
        for (const std::optional<int> size : {std::optional<int>(), std::optional<int>(100)}) {
            for (const bool hasTotal : {false, true}) {
                Server server{.rows = 253, .pageSize = 50, .saysSize = size};
                server.total = [hasTotal](int page) {
                    return hasTotal ? std::optional<qint64>(page <= 5 ? 50 : 3) : std::nullopt;
                };
                const Outcome outcome = read(server);
                QVERIFY(!outcome.doubt);
                QCOMPARE(outcome.seen, 253);
            }
        }
    }

    void moreRowsThanAskedForAreOnePage()
    {
        const Outcome outcome = read({.rows = 20'500, .pageSize = 20'000});
        QVERIFY(!outcome.doubt);
        QCOMPARE(outcome.seen, 20'500);
        QCOMPARE_LE(outcome.requests, 12);
        // All of them for each page number.
        Server same{.rows = 20'000, .pageSize = 20'000};
        same.edit = [&same](int, int, QStringList &ids) {
            ids.clear();
            for (int row = 0; row < same.rows; ++row)
                ids << QString::number(row);
        };
        const Outcome ignored = read(same);
        QCOMPARE(ignored.seen, 20'000);
        QCOMPARE(reasonOf(ignored), std::optional(Reason::PageIgnored));
        QCOMPARE_LE(ignored.requests, 20);
    }

    void aMiddlePageThatIsMissingIsSaid_data()
    {
        QTest::addColumn<int>("page");
        QTest::addColumn<int>("left");
        QTest::addColumn<int>("seen");
        QTest::newRow("empty second") << 2 << 0 << 153;
        QTest::newRow("short second") << 2 << 40 << 193;
        QTest::newRow("empty first") << 1 << 0 << 153;
        QTest::newRow("empty last") << 3 << 0 << 200;
    }

    void aMiddlePageThatIsMissingIsSaid()
    {
        QFETCH(int, page);
        QFETCH(int, left);
        QFETCH(int, seen);
        Server server;
        server.edit = [page, left](int pageNo, int, QStringList &ids) {
            if (pageNo == page)
                ids.resize(left);
        };
        const Outcome outcome = read(server);
        QCOMPARE(outcome.seen, seen);
        QVERIFY(outcome.doubt);
        QCOMPARE(outcome.doubt->reason, page == 3 ? Reason::TotalsDisagree : Reason::PageMissing);
        QCOMPARE(outcome.doubt->total, std::optional<qint64>(253));
        QCOMPARE_LE(outcome.requests, 25);
    }

    void aPageThatIsMissingOnceIsReadAgain()
    {
        for (const int page : {1, 2, 3}) {
            Server server;
            bool isDone = false;
            server.edit = [page, &isDone](int pageNo, int, QStringList &ids) {
                if (pageNo == page && !std::exchange(isDone, true))
                    ids.clear();
            };
            const Outcome outcome = read(server);
            QCOMPARE(outcome.seen, 253);
            QVERIFY(!outcome.doubt);
        }
    }

    void anAbsentListIsNotAnEmptyOne()
    {
        for (const int rows : {1, 253}) {
            Server server{.rows = rows};
            server.edit = [](int, int, QStringList &ids) { ids.clear(); };
            const Outcome outcome = read(server);
            QCOMPARE(reasonOf(outcome), std::optional(Reason::ListAbsent));
            QCOMPARE(outcome.doubt->total, std::optional<qint64>(rows));
            QCOMPARE_LE(outcome.requests, 16);
        }
        // Without a total nothing says that there is anything.
        const Outcome outcome = read({.rows = 0, .total = [](int) { return std::nullopt; }});
        QVERIFY(!outcome.doubt);
        QCOMPARE(outcome.requests, 3);
    }

    void aPageNumberThatIsIgnoredIsSaid()
    {
        for (const bool hasTotal : {true, false}) {
            Server server;
            server.edit = [](int, int, QStringList &ids) {
                ids.clear();
                for (int row = 0; row < 100; ++row)
                    ids << QString::number(row);
            };
            if (!hasTotal)
                server.total = [](int) { return std::nullopt; };
            const Outcome outcome = read(server);
            QCOMPARE(outcome.seen, 100);
            QCOMPARE(reasonOf(outcome), std::optional(Reason::PageIgnored));
            QCOMPARE_LE(outcome.requests, 25);
        }
    }

    void theReasonIsThatOfTheLastRound_data()
    {
        QTest::addColumn<int>("answers"); // so many are wrong
        QTest::addColumn<std::optional<Reason>>("reason");
        QTest::newRow("always") << 100 << std::optional(Reason::PageIgnored);
        QTest::newRow("at first") << 1 << std::optional(Reason::TotalsDisagree);
    }

    void theReasonIsThatOfTheLastRound()
    {
        QFETCH(const int, answers);
        QFETCH(const std::optional<Reason>, reason);
        Server server{.total = [](int) { return 260; }};
        int given = 0;
        server.edit = [&](int pageNo, int, QStringList &ids) {
            if (pageNo == 1 || ids.isEmpty() || ++given > answers)
                return;
            ids.clear(); // the first page once more
            for (int row = 0; row < 100; ++row)
                ids << QString::number(row);
        };
        const Outcome outcome = read(server);
        QVERIFY(outcome.isFinished);
        QCOMPARE(reasonOf(outcome), reason);
    }

    void anOrderThatChangesEachTimeIsNotComplete()
    {
        Server server;
        server.edit = [](int pageNo, int call, QStringList &ids) {
            std::vector<int> rows(253);
            std::iota(rows.begin(), rows.end(), 0);
            std::mt19937 random(static_cast<unsigned>(call));
            std::ranges::shuffle(rows, random);
            ids.clear();
            for (int row = (pageNo - 1) * 100; row < std::min(pageNo * 100, 253); ++row)
                ids << QString::number(rows[static_cast<std::size_t>(row)]);
        };
        const Outcome outcome = read(server);
        QVERIFY(outcome.isFinished);
        // By chance all may be seen, and be known to be all.
        QVERIFY(outcome.doubt || outcome.seen == 253);
    }

    void aServerThatNeverEndsIsLeft()
    {
        Server server;
        server.edit = [](int pageNo, int, QStringList &ids) {
            ids.clear();
            for (int row = 0; row < 10; ++row)
                ids << QString::number(10 * pageNo + row);
        };
        const Outcome outcome = read(server, {.requests = 500});
        QCOMPARE(outcome.requests, 500);
        QCOMPARE(reasonOf(outcome), std::optional(Reason::TooManyPages));
    }

    void rowsThatCannotBeReadAreMissing()
    {
        IdPager pager;
        int requests = 0;
        while (!pager.isFinished() && requests < 100) {
            const std::optional<int> page = pager.takeNextPage();
            QVERIFY(page);
            Sent reply{.pageNo = *page, .pageSize = 100, .totalCount = 3};
            if (*page == 1) {
                reply.ids = QStringList{u"a"_s, u"b"_s};
                reply.unreadable = 1;
            }
            pager.pageArrived(reply);
            ++requests;
        }
        QVERIFY(pager.doubt());
        QCOMPARE(pager.doubt()->reason, Reason::RowsUnreadable);
    }

    void aRowThatCanBeReadTheSecondTimeIsNotMissing()
    {
        IdPager pager;
        bool isFirst = true;
        int requests = 0;
        while (!pager.isFinished() && ++requests < 100) {
            const std::optional<int> page = pager.takeNextPage();
            QVERIFY(page);
            Sent reply{.pageNo = *page, .pageSize = 100, .totalCount = 2};
            if (*page == 1) {
                reply.ids = isFirst ? QStringList{u"a"_s} : QStringList{u"a"_s, u"b"_s};
                reply.unreadable = std::exchange(isFirst, false) ? 1 : 0;
            }
            pager.pageArrived(reply);
        }
        QVERIFY(pager.isFinished());
        QVERIFY(!pager.doubt());
        QCOMPARE(pager.seen(), 2);
    }

    void rowsThatCannotBeReadHideNoOtherReason_data()
    {
        QTest::addColumn<QStringList>("pages");
        QTest::addColumn<int>("total");
        QTest::addColumn<Reason>("reason");
        // Each page's rows; "?" cannot be read.
        QTest::newRow("total too large") << QStringList{u"a?"_s} << 5 << Reason::TotalsDisagree;
        QTest::newRow("page missing")
            << QStringList{u"ab?"_s, u""_s, u"cde"_s} << 9 << Reason::PageMissing;
        QTest::newRow("last page") << QStringList{u"abc"_s, u"d?"_s} << 5 << Reason::RowsUnreadable;
        QTest::newRow("full pages")
            << QStringList{u"a?c"_s, u"def"_s} << 6 << Reason::RowsUnreadable;
        QTest::newRow("no row is readable") << QStringList{u"??"_s} << 2 << Reason::RowsUnreadable;
    }

    void rowsThatCannotBeReadHideNoOtherReason()
    {
        QFETCH(const QStringList, pages);
        QFETCH(const int, total);
        QFETCH(const Reason, reason);
        IdPager pager;
        int requests = 0;
        while (!pager.isFinished() && ++requests < 200) {
            const std::optional<int> page = pager.takeNextPage();
            QVERIFY(page);
            Sent reply{.pageNo = *page, .pageSize = 3, .totalCount = total};
            for (const QChar row : pages.value(*page - 1)) {
                if (row == u'?')
                    ++reply.unreadable;
                else
                    reply.ids << QString(row);
            }
            pager.pageArrived(reply);
        }
        QVERIFY(pager.isFinished() && pager.doubt());
        QCOMPARE(pager.doubt()->reason, reason);
    }

    void newRowsOnTopDoNotKeepItFromBeingProven()
    {
        // One more at each tenth request, as long as it takes.
        IdPager pager;
        int rows = 1'950;
        int requests = 0;
        while (!pager.isFinished() && requests < 1'000) {
            std::vector<int> pages;
            while (const std::optional<int> page = pager.takeNextPage())
                pages.push_back(*page);
            for (const int page : pages) {
                if (++requests % 10 == 0)
                    ++rows;
                Sent reply{.pageNo = page, .pageSize = 100, .totalCount = rows};
                for (int row = rows - (page - 1) * 100; row > std::max(rows - page * 100, 0); --row)
                    reply.ids << QString::number(row);
                pager.pageArrived(reply);
            }
        }
        QVERIFY(pager.isFinished());
        QVERIFY(!pager.doubt());
    }

    /// Inserts, deletes, changes of order and wrong totals between pages, replies in any order.
    /// LIST_SEED=n runs only that one.
    void completeMeansThatAllThatWasThereAllTheTimeWasSeen()
    {
        constexpr unsigned seeds = 10'000;
        bool isGiven = false;
        const unsigned given = qEnvironmentVariable("LIST_SEED").toUInt(&isGiven);
        int changedAndComplete = 0;
        for (unsigned seed = isGiven ? given : 1; seed <= (isGiven ? given : seeds); ++seed) {
            World world(seed);
            const QByteArray message = "LIST_SEED=" + QByteArray::number(seed);
            QVERIFY2(world.read(), message.constData());
            QVERIFY2(!world.isWronglyComplete(), message.constData());
            QVERIFY2(world.isComplete() || !world.isHonestAndQuiet(), message.constData());
            changedAndComplete += world.hasChanged() && world.isComplete() ? 1 : 0;
        }
        // The rule is not kept by never saying "complete".
        QVERIFY2(isGiven || changedAndComplete > 1'500,
                 QByteArray::number(changedAndComplete).constData());
    }
};

QTEST_GUILESS_MAIN(TestListPager)
#include "tst_listpager.moc"
