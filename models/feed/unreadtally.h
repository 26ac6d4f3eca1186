#pragma once

#include "readingissues.h"

#include <QHash>

#include <map>
#include <vector>

/// How much could not be read of a listing that is read again and again: what the latest reading of
/// each of its pages left out, each row and value once. A row that changes while it cannot be read
/// is still one row, and a row that can be read now is none.
class UnreadTally final {
public:
    /// Page \p pageNo was read; by now \p came rows have come above those that were known first.
    void setPage(int pageNo, const ReadingIssues &issues, qint64 came);
    /// The listing ends with page \p last.
    void forgetPagesBehind(int last);
    /// The row that the store knows as \p row was read alone.
    void setRow(quint32 row, const ReadingIssues &issues);

    [[nodiscard]] const UnreadSummary &summary() const { return m_summary; }

private:
    static constexpr qsizetype capacity = 100'000; ///< of each count; a server may send anything

    using Counts = QHash<quint64, int>;

    /// What one reading left out.
    struct Reading {
        ReadingIssues issues{};
        qint64 came = 0;
    };

    void replace(qint64 key, Reading reading);
    static void count(Counts &counts, std::vector<quint64> &fingerprints);
    static void discount(Counts &counts, const std::vector<quint64> &fingerprints);

    std::map<qint64, Reading> m_readings; // by page, or by row as a negative number
    Counts m_rows;                        // by fingerprint: how many readings have it
    Counts m_values;
    UnreadSummary m_summary;
};
