#include "unreadtally.h"

#include <algorithm>
#include <utility>

namespace {

/// The last ones of \p before that are not in \p now, as many as are fewer now, at most \p most.
std::vector<quint64> goneFrom(const std::vector<quint64> &before, const std::vector<quint64> &now,
                              std::size_t most)
{
    std::vector<quint64> gone;
    const std::size_t fewer = before.size() - std::min(before.size(), now.size());
    for (auto i = before.rbegin(); i != before.rend() && gone.size() < std::min(fewer, most); ++i) {
        if (std::ranges::find(now, *i) == now.end())
            gone.push_back(*i);
    }
    return gone;
}

/// What \p came new rows moved from a page to the next one, where it is until that page is read.
ReadingIssues movedOn(const ReadingIssues &before, const ReadingIssues &now, qint64 came)
{
    if (came <= 0)
        return {};
    ReadingIssues moved{.rows = goneFrom(before.rows, now.rows, static_cast<std::size_t>(came)),
                        .values = goneFrom(before.values, now.values, before.values.size())};
    if (!moved.isEmpty())
        moved.examples = before.examples;
    return moved;
}

void append(ReadingIssues &issues, const ReadingIssues &more)
{
    issues.rows.insert(issues.rows.end(), more.rows.begin(), more.rows.end());
    issues.values.insert(issues.values.end(), more.values.begin(), more.values.end());
    issues.examples.insert(issues.examples.end(), more.examples.begin(), more.examples.end());
    if (issues.examples.size() > ReadingIssues::maxExamples)
        issues.examples.resize(ReadingIssues::maxExamples);
}

} // namespace

void UnreadTally::setPage(int pageNo, const ReadingIssues &issues, qint64 came)
{
    const auto before = m_readings.find(pageNo);
    ReadingIssues moved;
    if (before != m_readings.end())
        moved = movedOn(before->second.issues, issues, came - before->second.came);
    replace(pageNo, {.issues = issues, .came = came});
    if (moved.isEmpty())
        return;
    const auto next = m_readings.find(pageNo + 1);
    Reading reading = next != m_readings.end() ? next->second : Reading{.came = came};
    append(reading.issues, moved);
    replace(pageNo + 1, std::move(reading));
}

void UnreadTally::forgetPagesBehind(int last)
{
    std::vector<qint64> behind;
    for (auto reading = m_readings.upper_bound(last); reading != m_readings.end(); ++reading)
        behind.push_back(reading->first);
    for (const qint64 page : behind)
        replace(page, {});
}

void UnreadTally::setRow(quint32 row, const ReadingIssues &issues)
{
    replace(-1 - qint64{row}, {.issues = issues});
}

void UnreadTally::replace(qint64 key, Reading reading)
{
    const auto before = m_readings.find(key);
    if (before == m_readings.end() && reading.issues.isEmpty())
        return;
    bool isExampleGone = false;
    if (before != m_readings.end()) {
        discount(m_rows, before->second.issues.rows);
        discount(m_values, before->second.issues.values);
        isExampleGone = before->second.issues.examples != reading.issues.examples;
        m_readings.erase(before);
    }
    count(m_rows, reading.issues.rows);
    count(m_values, reading.issues.values);
    const std::vector<ReadingIssue> examples = reading.issues.examples;
    if (!reading.issues.isEmpty())
        m_readings[key] = std::move(reading);

    if (isExampleGone) {
        m_summary.examples.clear();
        for (const auto &[known, other] : m_readings)
            m_summary.add({.examples = other.issues.examples});
    } else {
        m_summary.add({.examples = examples});
    }
    m_summary.rows = static_cast<int>(m_rows.size());
    m_summary.values = static_cast<int>(m_values.size());
}

/// Leaves in \p fingerprints what was counted.
void UnreadTally::count(Counts &counts, std::vector<quint64> &fingerprints)
{
    std::erase_if(fingerprints, [&counts](quint64 fingerprint) {
        if (counts.size() >= capacity && !counts.contains(fingerprint))
            return true;
        ++counts[fingerprint];
        return false;
    });
}

void UnreadTally::discount(Counts &counts, const std::vector<quint64> &fingerprints)
{
    for (const quint64 fingerprint : fingerprints) {
        const auto known = counts.find(fingerprint);
        if (known != counts.end() && --*known == 0)
            counts.erase(known);
    }
}
