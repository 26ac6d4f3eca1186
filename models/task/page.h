#pragma once

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

    friend bool operator==(const Page &, const Page &) = default;
};
