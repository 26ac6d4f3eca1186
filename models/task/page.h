#pragma once

#include "readingissues.h"

#include <QString>

#include <optional>
#include <vector>

/// One page of a listing. The numbers are the reply's own: the server may clamp what was asked.
template<typename Item>
struct Page {
    std::vector<Item> items{};
    int pageNo = 0;
    int pageSize = 0;
    std::optional<qint64> totalCount{}; ///< empty where the server gave none that can be read
    QString requestId{};
    /// False where the reply has no list at all (it is absent or null). That is no empty list: the
    /// rows that the total counts are not there, and nothing says why.
    bool hasList = true;
    ReadingIssues issues{}; ///< rows that are missing in \c items, and values that are

    /// How many rows the reply had, those that could not be read among them. Whether the page is
    /// full is judged by these.
    [[nodiscard]] std::size_t rowCount() const { return items.size() + issues.rows.size(); }

    friend bool operator==(const Page &, const Page &) = default;
};
