#pragma once

#include "apierror.h"
#include "readingissues.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

/// How a listing stands with whoever asks the registry for it, where that is another program.
struct PageOrigin {
    QDateTime asOf{};                      ///< when it was read in full last; invalid: never
    std::chrono::milliseconds interval{0}; ///< between two readings
    std::optional<ApiError> error{};       ///< why it cannot be read now
    QDateTime failingSince{};

    friend bool operator==(const PageOrigin &, const PageOrigin &) = default;
};

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
    ReadingIssues issues{};             ///< rows that are missing in \c items, and values that are
    std::optional<PageOrigin> origin{}; ///< empty: the registry itself answered

    /// How many rows the reply had, those that could not be read among them. Whether the page is
    /// full is judged by these.
    [[nodiscard]] std::size_t rowCount() const { return items.size() + issues.rows.size(); }

    friend bool operator==(const Page &, const Page &) = default;
};
