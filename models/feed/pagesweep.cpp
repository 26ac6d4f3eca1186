#include "pagesweep.h"

#include <algorithm>

namespace {

// A server that changes its page size again and again is followed this often.
constexpr int maxRestarts = 8;
// Pages in succession without a row, though the total says that there are more.
constexpr int mostEmptyPages = 4;
// Pages in succession that bring nothing new: a server that ignores the page number.
constexpr int mostRepeatedPages = 200;

} // namespace

PageSweep::PageSweep(int maxInFlight, int firstPage)
    : m_maxInFlight(std::max(maxInFlight, 1)),
      m_firstPage(firstPage),
      m_nextNew(firstPage),
      m_lastFilled(firstPage - 1)
{
}

std::optional<int> PageSweep::takeNextPage()
{
    if (m_inFlight.size() >= allowedInFlight())
        return {};
    const std::optional<int> page = nextPage();
    if (!page)
        return {};
    m_inFlight[*page] = ++m_time;
    m_again.erase(*page);
    m_nextNew = std::max(m_nextNew, *page + 1);
    ++m_asked;
    return page;
}

void PageSweep::pageArrived(const Reply &reply)
{
    const auto asked = m_inFlight.find(reply.pageNo);
    if (asked == m_inFlight.end())
        return;
    const int askedAt = asked->second;
    m_inFlight.erase(asked);
    ++m_time;
    if (askedAt < m_restartedAt)
        return;
    if (!learnPageSize(reply)) {
        restart();
        return;
    }
    keep(reply, askedAt);
    checkBorder(reply.pageNo);
    checkBorder(reply.pageNo + 1);
}

void PageSweep::pageFailed(int pageNo)
{
    const auto asked = m_inFlight.find(pageNo);
    if (asked == m_inFlight.end())
        return;
    if (asked->second >= m_restartedAt)
        m_again.insert(pageNo);
    m_inFlight.erase(asked);
}

bool PageSweep::isFinished() const
{
    return m_inFlight.empty() && !nextPage();
}

int PageSweep::coveredPages() const
{
    for (int page = m_firstPage + m_covered;; ++page) {
        if (!m_answers.contains(page) || m_again.contains(page) || slidUnseen(page))
            break;
        ++m_covered;
    }
    return m_covered;
}

bool PageSweep::isEndSeen() const
{
    return std::any_of(m_answers.lower_bound(m_lastFilled), m_answers.end(),
                       [](const auto &answer) { return answer.second.isEnd; });
}

int PageSweep::soundPages() const
{
    const int covered = coveredPages();
    return m_gaps.empty() ? covered : std::min(covered, *m_gaps.begin() - m_firstPage);
}

void PageSweep::pageReadAgain(int pageNo, int rows)
{
    const auto answer = m_answers.find(pageNo);
    if (answer == m_answers.end())
        return;
    answer->second.rows = std::max(answer->second.rows, rows);
    checkGap(pageNo);
}

int PageSweep::pageCount() const
{
    if (!m_total || m_pageSize == 0)
        return 0;
    return static_cast<int>(std::min<qint64>((*m_total + m_pageSize - 1) / m_pageSize, maxAsked));
}

std::optional<int> PageSweep::nextPage() const
{
    if (m_asked >= maxAsked)
        return {};
    for (const int page : m_again) {
        if (!m_inFlight.contains(page))
            return page;
    }
    if (m_inFlight.contains(m_nextNew) || !isWanted(m_nextNew))
        return {};
    return m_nextNew;
}

/// How many rows a page has that others follow. The listing may have ended on it when it was read,
/// and have grown since.
qint64 PageSweep::rowsDue(int pageNo, const Answer &answer) const
{
    if (answer.rows == 0 || !answer.lastTotal)
        return m_pageSize;
    return std::min<qint64>(m_pageSize, *answer.lastTotal - qint64{pageNo - 1} * m_pageSize);
}

std::size_t PageSweep::allowedInFlight() const
{
    const bool firstIsKnown = m_answers.contains(m_firstPage);
    return firstIsKnown && !m_totalsMissing ? static_cast<std::size_t>(m_maxInFlight) : 1;
}

/// There are rows on this page, as far as can be told.
bool PageSweep::isWanted(int pageNo) const
{
    if (pageNo == m_firstPage)
        return true;
    if (pageNo - m_lastFilled > mostEmptyPages || m_repeated >= mostRepeatedPages)
        return false;
    if (m_total && qint64{pageNo - 1} * m_pageSize < *m_total)
        return true;
    const auto before = m_answers.find(pageNo - 1);
    return before != m_answers.end() && before->second.saysMore;
}

/// Rows may have gone from \p pageNo over its border to the page before between the answers.
bool PageSweep::slidUnseen(int pageNo) const
{
    const auto left = m_answers.find(pageNo - 1);
    const auto right = m_answers.find(pageNo);
    if (left == m_answers.end() || right == m_answers.end())
        return false;
    if (right->second.askedAt > left->second.answeredAt)
        return false;
    const std::optional<qint64> leftTotal = left->second.firstTotal;
    const std::optional<qint64> rightTotal = right->second.lastTotal;
    return !leftTotal || !rightTotal || *leftTotal > *rightTotal;
}

/// The reply's total, unless its own rows contradict it.
std::optional<qint64> PageSweep::credibleTotal(const Reply &reply) const
{
    if (reply.rows == 0)
        return reply.totalCount;
    const qint64 atLeast = qint64{reply.pageNo - 1} * m_pageSize + reply.rows;
    return reply.totalCount && *reply.totalCount >= atLeast ? reply.totalCount : std::nullopt;
}

bool PageSweep::saysMore(const Reply &reply, std::optional<qint64> total) const
{
    if (reply.rows == 0)
        return false;
    const qint64 end = qint64{reply.pageNo} * m_pageSize;
    if (total && end < *total)
        return true;
    if (isEnd(reply, total))
        return false;
    // Nothing new where pages were read before tells nothing; beyond, it is a server that gives
    // the same page for every number.
    return total || reply.newRows > 0 || end <= m_readUpTo;
}

/// A total may be only that of the page, or stop where a page stops: it does not say that nothing
/// follows a full page, or one of which the size is not known. Where there is no total, only an
/// empty page is the end.
bool PageSweep::isEnd(const Reply &reply, std::optional<qint64> total) const
{
    if (reply.rows == 0)
        return true;
    const qint64 end = qint64{reply.pageNo} * m_pageSize;
    return total && end >= *total && reply.rows < m_pageSize && m_reportedSize > 0;
}

/// False when the pages are cut differently from now on.
bool PageSweep::learnPageSize(const Reply &reply)
{
    const bool isFirst = m_pageSize == 0;
    if (!isFirst && reply.rows > m_pageSize) {
        m_pageSize = reply.rows;
        return m_restarts >= maxRestarts;
    }
    if (!isFirst && (reply.pageSize <= 0 || reply.pageSize == m_reportedSize))
        return true;
    if (!isFirst && (m_reportedSize == 0 || m_restarts >= maxRestarts))
        return true;
    m_reportedSize = reply.pageSize;
    m_pageSize = std::max(reply.pageSize, reply.rows);
    // A page that is not full though more rows follow: the server clamps without saying so.
    const bool isShort = reply.rows > 0 && reply.rows < m_pageSize;
    const qint64 end = qint64{reply.pageNo - 1} * m_pageSize + reply.rows;
    if (isShort && reply.totalCount && *reply.totalCount > end)
        m_pageSize = reply.rows;
    return isFirst;
}

void PageSweep::restart()
{
    ++m_restarts;
    m_restartedAt = m_time;
    m_answers.clear();
    m_gaps.clear();
    m_again.clear();
    m_lastFilled = m_firstPage - 1;
    m_repeated = 0;
    m_nextNew = m_firstPage;
    m_covered = 0;
}

void PageSweep::keep(const Reply &reply, int askedAt)
{
    const std::optional<qint64> total = credibleTotal(reply);
    Answer answer{.askedAt = askedAt,
                  .answeredAt = m_time,
                  .firstTotal = total,
                  .lastTotal = total,
                  .saysMore = saysMore(reply, total),
                  .isEnd = isEnd(reply, total),
                  .rows = reply.rows};
    const auto before = m_answers.find(reply.pageNo);
    if (before != m_answers.end() && total && before->second.lastTotal) {
        const qint64 came = *total - *before->second.lastTotal;
        if (came >= 0 && came <= m_pageSize)
            answer.firstTotal = before->second.firstTotal;
    }
    m_answers[reply.pageNo] = answer;

    m_totalsMissing = m_totalsMissing || !total;
    // An empty page cannot show that there are fewer rows: it may be empty by mistake.
    if (total && (reply.rows > 0 || !m_total || *total > *m_total))
        m_total = total;
    const qint64 end = qint64{reply.pageNo} * m_pageSize;
    if (reply.newRows > 0)
        m_repeated = 0;
    else if (reply.rows > 0 && end > m_readUpTo)
        ++m_repeated;
    m_readUpTo = std::max(m_readUpTo, end);
    const int lastFilled = m_lastFilled;
    if (reply.rows > 0)
        m_lastFilled = std::max(m_lastFilled, reply.pageNo);
    checkGap(reply.pageNo);
    for (int page = lastFilled; page < m_lastFilled; ++page)
        checkGap(page);
}

void PageSweep::checkBorder(int rightPage)
{
    if (!slidUnseen(rightPage))
        return;
    if (!m_inFlight.contains(rightPage))
        m_again.insert(rightPage);
    m_covered = std::min(m_covered, rightPage - m_firstPage);
}

void PageSweep::checkGap(int pageNo)
{
    const auto answer = m_answers.find(pageNo);
    const bool isGap = answer != m_answers.end() && pageNo < m_lastFilled &&
                       answer->second.rows < rowsDue(pageNo, answer->second);
    if (isGap)
        m_gaps.insert(pageNo);
    else
        m_gaps.erase(pageNo);
}
