#include "listpager.h"

#include <algorithm>
#include <utility>

namespace {

constexpr int pagesPastEnd = 2;
constexpr int mostTopPages = 4;
// A server that gives rows for any page number has no end.
constexpr int mostIdleEnds = 3;

} // namespace

ListPager::ListPager() : ListPager(Limits{}) {}

ListPager::ListPager(Limits limits) : m_limits(limits), m_sweep(limits.inFlight) {}

std::optional<int> ListPager::takeNextPage()
{
    if (m_phase == Phase::Done || m_asked >= m_limits.requests ||
        m_inFlight.size() >= static_cast<std::size_t>(m_limits.inFlight))
        return {};
    std::optional<int> page;
    if (m_phase == Phase::Sweep) {
        page = m_sweep.takeNextPage();
    } else if (!m_queue.empty()) {
        page = m_queue.front();
        m_queue.pop_front();
    }
    if (!page)
        return {};
    m_inFlight.insert(*page);
    ++m_asked;
    return page;
}

std::vector<std::size_t> ListPager::pageArrived(const Reply &reply)
{
    if (m_inFlight.erase(reply.pageNo) == 0)
        return {};
    const Keys &keys = reply.keys;
    std::vector<std::size_t> fresh = see(keys);
    const int rows = static_cast<int>(keys.size()) + reply.unreadable;
    m_unreadableRows[reply.pageNo] = reply.unreadable;
    m_fullPage = std::max(m_fullPage, rows);
    if (reply.totalCount)
        m_largestTotal = std::max(m_largestTotal.value_or(0), *reply.totalCount);
    if (reply.pageNo == m_lastPage)
        m_lastRows = rows;
    if (reply.pageNo == 1)
        m_firstPage = keys;
    else if (!keys.empty() && keys == m_firstPage)
        m_isRepeated = true;

    switch (m_phase) {
    case Phase::Sweep:
        readSwept(reply, rows, static_cast<int>(fresh.size()));
        break;
    case Phase::Top:
    case Phase::TopAgain:
        if (!fresh.empty() && isShortOfTotal() && reply.pageNo < mostTopPages)
            m_queue.push_back(reply.pageNo + 1);
        break;
    case Phase::End:
        readEnd(reply.pageNo, keys, rows, reply.totalCount);
        if (!fresh.empty())
            m_idleEnds = 0;
        break;
    case Phase::Again:
        readAgain(reply.pageNo, keys, rows);
        break;
    case Phase::Done:
        break;
    }
    if (m_inFlight.empty())
        advance();
    return fresh;
}

void ListPager::pageFailed(int pageNo)
{
    if (m_inFlight.erase(pageNo) == 0)
        return;
    --m_asked;
    if (m_phase == Phase::Sweep)
        m_sweep.pageFailed(pageNo);
    else
        m_queue.push_front(pageNo);
}

void ListPager::callsDropped()
{
    for (const int pageNo : std::set<int>(m_inFlight))
        pageFailed(pageNo);
}

/// Returns which of the rows are new, by their positions.
std::vector<std::size_t> ListPager::see(const Keys &keys)
{
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] >= m_marks.size())
            m_marks.resize(keys[i] + 1, Mark::Unseen);
        Mark &mark = m_marks[keys[i]];
        if (mark != Mark::Unseen)
            continue;
        mark = Mark::Fresh;
        ++m_seen;
        fresh.push_back(i);
    }
    return fresh;
}

void ListPager::readSwept(const Reply &reply, int rows, int newRows)
{
    if (rows > 0 && reply.pageNo > m_lastPage) {
        m_lastPage = reply.pageNo;
        m_lastRows = rows;
    }
    m_sweep.pageArrived({.pageNo = reply.pageNo,
                         .pageSize = reply.pageSize,
                         .rows = rows,
                         .newRows = newRows,
                         .totalCount = reply.totalCount});
}

void ListPager::readEnd(int pageNo, const Keys &keys, int rows, std::optional<qint64> total)
{
    m_endRows[pageNo] = rows;
    if (pageNo == m_lastPage)
        m_endKeys = keys;
    if (total)
        m_endTotal = std::max(m_endTotal.value_or(0), *total);
}

void ListPager::readAgain(int pageNo, const Keys &keys, int rows)
{
    meet(keys);
    m_hasGap = m_hasGap || (pageNo < m_lastPage && rows < m_fullPage);
}

void ListPager::meet(const Keys &keys)
{
    for (const Key key : keys) {
        if (m_marks[key] != Mark::Known)
            continue;
        m_marks[key] = Mark::Met;
        ++m_met;
    }
}

/// From now on rows are met which were seen until now.
void ListPager::beginMeeting()
{
    for (Mark &mark : m_marks)
        mark = mark == Mark::Unseen ? Mark::Unseen : Mark::Known;
    m_met = 0;
}

/// All that was asked for has come.
void ListPager::advance()
{
    if (m_asked >= m_limits.requests)
        return finish(PagingDoubt::Reason::TooManyPages);
    if (!m_queue.empty())
        return;
    switch (m_phase) {
    case Phase::Sweep:
        if (!m_sweep.isFinished())
            return;
        if (m_seen == 0 && m_largestTotal == 0 && unreadable() == 0)
            return finish(std::nullopt);
        return startRound();
    case Phase::Top:
        return startEnd();
    case Phase::End:
        return finishEnd();
    case Phase::Again:
        // New rows push others on to the pages behind.
        if (m_met < m_length && !std::exchange(m_isEndReadAgain, true)) {
            m_queue = {std::max(m_lastPage, 1), m_lastPage + 1};
            return;
        }
        return isShortOfTotal() ? startTop(Phase::TopAgain) : finishRound();
    case Phase::TopAgain:
        return finishRound();
    case Phase::Done:
        return;
    }
}

void ListPager::startRound()
{
    ++m_round;
    m_seenBefore = seen();
    m_idleEnds = 0;
    m_isRepeated = false;
    // New rows come first in most listings.
    if (m_round == 1 && isShortOfTotal())
        startTop(Phase::Top);
    else
        startEnd();
}

void ListPager::startTop(Phase phase)
{
    m_phase = phase;
    m_queue = {1};
}

void ListPager::startEnd()
{
    m_phase = Phase::End;
    beginMeeting();
    m_endRows.clear();
    m_endKeys.clear();
    m_endTotal.reset();
    m_queue.clear();
    // A page that is not full is itself the end of the listing. A full one, or one of which no
    // other page tells whether it is full, may be followed by others: only the empty page behind
    // it tells how long the listing is.
    m_isLastFull = m_lastRows >= m_fullPage;
    if (m_lastPage > 0 && !m_isLastFull)
        m_queue.push_back(m_lastPage);
    for (int page = 1; page <= pagesPastEnd; ++page)
        m_queue.push_back(m_lastPage + page);
}

void ListPager::finishEnd()
{
    int last = m_isLastFull ? m_lastPage : 0;
    for (const auto &[page, rows] : m_endRows)
        last = rows > 0 ? page : last;
    if (last == m_lastPage && (m_isLastFull || m_lastRows < m_fullPage))
        return startAgain();
    if (last > m_lastPage && ++m_idleEnds > mostIdleEnds)
        return finish(reason());
    m_lastPage = last > 0 ? last : m_lastPage - 1;
    const auto rows = m_endRows.find(m_lastPage);
    m_lastRows = rows == m_endRows.end() ? 0 : rows->second; // else read anew
    startEnd();
}

void ListPager::startAgain()
{
    m_phase = Phase::Again;
    m_isEndReadAgain = false;
    m_hasGap = false;
    const bool isEnd = !m_isLastFull && m_lastPage > 0;
    const int fullPages = isEnd ? m_lastPage - 1 : m_lastPage;
    m_length = qint64{fullPages} * m_fullPage + (isEnd ? m_lastRows : 0);
    if (isEnd) {
        beginMeeting(); // with what the last page brought: the pages past it were empty
        meet(m_endKeys);
    }
    for (int page = 1; page <= fullPages; ++page)
        m_queue.push_back(page);
    if (m_queue.empty())
        advance();
}

void ListPager::finishRound()
{
    const bool isProven = m_met == m_length && m_met >= m_endTotal.value_or(0);
    if (isProven && !isShortOfTotal() && unreadable() == 0)
        return finish(std::nullopt);
    const bool isSame = seen() == m_seenBefore && m_met == m_lastMet && m_length == m_lastLength;
    m_lastMet = m_met;
    m_lastLength = m_length;
    if (isSame || m_round >= m_limits.rounds)
        return finish(reason());
    startRound();
}

void ListPager::finish(std::optional<PagingDoubt::Reason> reason)
{
    m_phase = Phase::Done;
    m_queue.clear();
    m_marks = {}; // a byte for each row, which nobody needs any more
    if (reason)
        m_doubt = PagingDoubt{.reason = *reason, .seen = seen(), .total = m_largestTotal};
}

bool ListPager::isShortOfTotal() const
{
    return m_largestTotal && seen() < *m_largestTotal;
}

PagingDoubt::Reason ListPager::reason() const
{
    if (m_isRepeated)
        return PagingDoubt::Reason::PageIgnored;
    if (m_seen == 0 && unreadable() == 0)
        return PagingDoubt::Reason::ListAbsent;
    if (m_hasGap)
        return PagingDoubt::Reason::PageMissing;
    // That rows are unreadable is the reason only where they are all that is missing.
    if (m_met + unreadable() != m_length)
        return PagingDoubt::Reason::StillMoving;
    if (m_largestTotal && seen() + unreadable() < *m_largestTotal)
        return PagingDoubt::Reason::TotalsDisagree;
    return unreadable() > 0 ? PagingDoubt::Reason::RowsUnreadable
                            : PagingDoubt::Reason::StillMoving;
}

/// Rows that cannot be read, by what each page brought last.
qint64 ListPager::unreadable() const
{
    qint64 sum = 0;
    for (const auto &[page, rows] : m_unreadableRows)
        sum += rows;
    return sum;
}
