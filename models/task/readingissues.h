#pragma once

#include <QString>

#include <vector>

/// A row of a reply, or one value of a row, that could not be read.
struct ReadingIssue {
    QString path{};    ///< e.g. "SyncTasks[3].CreateTime"
    QString item{};    ///< id of the row; empty where the row itself could not be read
    QString problem{}; ///< technical, in English, e.g. "is not a time"
    QString raw{};     ///< the value as it was sent, its beginning

    friend bool operator==(const ReadingIssue &, const ReadingIssue &) = default;
};

/// One line for a log, a tool tip or a terminal: row, field, problem, raw value. As it was sent:
/// not fit for display without printable().
QString technicalLine(const ReadingIssue &issue);

/// What of one reply could not be read. A row without a usable id is left out of the items; of the
/// other rows single values are left empty, or, where a text was too long, cut.
///
/// Rows and values are told apart by fingerprints, which are equal for what was sent unchanged in
/// another reply: listings are read again and again.
struct ReadingIssues {
    static constexpr std::size_t maxExamples = 10;
    static constexpr qsizetype longestRaw = 200; ///< characters of a raw value that are kept

    std::vector<quint64> rows{};          ///< of each row that was left out
    std::vector<quint64> values{};        ///< of each value that was left empty or cut
    std::vector<ReadingIssue> examples{}; ///< the first ones

    [[nodiscard]] bool isEmpty() const { return rows.empty() && values.empty(); }

    friend bool operator==(const ReadingIssues &, const ReadingIssues &) = default;
};

/// How much of many replies could not be read.
struct UnreadSummary {
    int rows = 0;                         ///< left out
    int values = 0;                       ///< left empty or cut
    std::vector<ReadingIssue> examples{}; ///< the first ones, rows before values

    [[nodiscard]] bool isEmpty() const { return rows == 0 && values == 0; }
    /// That of another listing.
    void add(const UnreadSummary &other);

    friend bool operator==(const UnreadSummary &, const UnreadSummary &) = default;
};
