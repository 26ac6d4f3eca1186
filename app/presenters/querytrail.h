#pragma once

#include "taskquery.h"

#include <optional>
#include <vector>

class QWidget;

/// Where one was, query and page, as a browser keeps its pages.
class QueryTrail final {
public:
    struct Place {
        TaskQuery query{};
        const QWidget *page = nullptr;

        friend bool operator==(const Place &, const Place &) = default;
    };
    static constexpr std::size_t mostPlaces = 100;

    /// One is at \p place now; what was ahead is forgotten. With \p replaces the place before was
    /// only on the way, as a query that is being typed.
    void visit(const Place &place, bool replaces = false);
    std::optional<Place> back();
    std::optional<Place> forward();

private:
    std::vector<Place> m_places;
    std::size_t m_current = 0;
};
