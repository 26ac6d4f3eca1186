#pragma once

#include "taskstore.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

/// Tasks that are counted a piece at a time, so that a window can answer between two pieces.
class RowPieces final {
public:
    static constexpr std::size_t pieceSize = 50'000; ///< counting these takes about a millisecond

    RowPieces() = default;
    explicit RowPieces(std::vector<TaskRow> rows, std::size_t size = pieceSize)
        : m_rows(std::move(rows)), m_size(size)
    {
    }

    [[nodiscard]] const std::vector<TaskRow> &rows() const { return m_rows; }
    /// Calls \p take with the next piece; false when nothing is left after it.
    template<typename Take>
    bool giveNext(const Take &take)
    {
        const std::span<const TaskRow> rest = std::span(m_rows).subspan(m_given);
        const auto piece = rest.first(std::min(rest.size(), m_size));
        take(piece);
        m_given += piece.size();
        return piece.size() < rest.size();
    }

private:
    std::vector<TaskRow> m_rows;
    std::size_t m_size = pieceSize;
    std::size_t m_given = 0;
};
