#include "feedcoverage.h"

#include <algorithm>
#include <cstdlib>

PageFacts factsOf(const SyncTaskPage &page)
{
    PageFacts facts{.rows = static_cast<int>(page.items.size()), .total = page.totalCount};
    qint64 before = 0;
    for (const SyncTask &task : page.items) {
        const qint64 ms = task.createdAt.isValid() ? task.createdAt.toMSecsSinceEpoch() : 0;
        if (ms == 0 || (before != 0 && ms > before))
            facts.newestFirst = false;
        if (ms == 0)
            continue;
        before = ms;
        facts.newestMs = std::max(facts.newestMs, ms);
        facts.oldestMs = facts.oldestMs == 0 ? ms : std::min(facts.oldestMs, ms);
    }
    return facts;
}

void FeedCoverage::beginRefresh()
{
    const auto others = static_cast<quint8>(~static_cast<unsigned>(Pass::Refresh));
    for (quint8 &bits : m_seen)
        bits &= others;
}

bool FeedCoverage::see(TaskRow row, Pass pass)
{
    if (m_seen.size() <= row)
        m_seen.resize(row + 1);
    const auto bit = static_cast<quint8>(pass);
    if ((m_seen[row] & bit) != 0)
        return false;
    m_seen[row] |= bit;
    if (pass == Pass::Question)
        ++m_loaded;
    return true;
}

bool FeedCoverage::wasSeen(TaskRow row, Pass pass) const
{
    return row < m_seen.size() && (m_seen[row] & static_cast<quint8>(pass)) != 0;
}

void FeedCoverage::addLoadedPage(int pageNo, const PageFacts &facts)
{
    m_pages[pageNo] = facts;
    if (!isInOrder(pageNo - 1, pageNo) || !isInOrder(pageNo, pageNo + 1))
        m_newestFirst = false;
}

void FeedCoverage::notePage(int pageNo, const PageFacts &facts, qint64 came)
{
    widen(facts);
    m_fullPage = std::max(m_fullPage, facts.rows);
    m_notedPages[pageNo] = {.facts = facts, .came = came};
}

std::optional<int> FeedCoverage::pageOf(qint64 createdMs, qint64 came) const
{
    if (!m_newestFirst || createdMs == 0)
        return {};
    const auto pageNow = [this, came](int pageNo, const NotedPage &noted) {
        return pageNo + static_cast<int>((came - noted.came) / m_fullPage);
    };
    std::optional<int> before; // the page that ends last before it
    bool hasBehind = false;
    for (const auto &[pageNo, noted] : m_notedPages) {
        const PageFacts &facts = noted.facts;
        if (facts.rows == 0)
            continue;
        if (createdMs >= facts.oldestMs && createdMs <= facts.newestMs)
            return pageNow(pageNo, noted);
        if (facts.oldestMs > createdMs)
            before = pageNow(pageNo, noted);
        hasBehind = hasBehind || facts.newestMs < createdMs;
    }
    // Rows that slid over a border lie between two pages as they were read.
    return before && hasBehind ? std::optional(*before + 1) : std::nullopt;
}

std::optional<qint64> FeedCoverage::sinceMs(int pages) const
{
    for (int pageNo = pages; pageNo > 0; --pageNo) {
        const auto page = m_pages.find(pageNo);
        if (page != m_pages.end() && page->second.rows > 0)
            return page->second.oldestMs;
    }
    return {};
}

void FeedCoverage::widen(const PageFacts &facts)
{
    m_newestFirst = m_newestFirst && facts.newestFirst;
    m_newestMs = std::max(m_newestMs, facts.newestMs);
    if (facts.oldestMs != 0 && (m_oldestMs == 0 || facts.oldestMs < m_oldestMs))
        m_oldestMs = facts.oldestMs;
}

/// The later page ends no newer than the earlier one does, as in a listing that is newest first; or
/// one of them was not read.
bool FeedCoverage::isInOrder(int earlierPage, int laterPage) const
{
    const auto before = m_pages.find(earlierPage);
    const auto behind = m_pages.find(laterPage);
    if (before == m_pages.end() || behind == m_pages.end())
        return true;
    const PageFacts &earlier = before->second;
    const PageFacts &later = behind->second;
    if (earlier.rows == 0 || later.rows == 0)
        return true;
    // With a page of new rows in between, the two overlap or worse, and prove nothing.
    if (earlier.total && later.total && std::llabs(*later.total - *earlier.total) >= later.rows)
        return true;
    return later.oldestMs <= earlier.oldestMs;
}
