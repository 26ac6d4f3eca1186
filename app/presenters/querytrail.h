#pragma once

#include "taskquery.h"

#include <optional>
#include <vector>

class QWidget;

/// Visited places, each a query and a page, like the history of a browser.
class QueryTrail final {
public:
    struct Place {
        TaskQuery query{};
        const QWidget *page = nullptr;

        friend bool operator==(const Place &, const Place &) = default;
    };
    static constexpr std::size_t mostPlaces = 100;

    /// \p place is the present one now, and the places after it are dropped. With \p replaces it
    /// replaces the former one, like a query that is being typed.
    void visit(const Place &place, bool replaces = false);
    std::optional<Place> back();
    std::optional<Place> forward();

private:
    std::vector<Place> m_places;
    std::size_t m_current = 0;
};
