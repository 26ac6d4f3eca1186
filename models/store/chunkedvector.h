#pragma once

#include <QtGlobal>

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

/// A vector that grows by whole chunks: nothing is moved, and no half of the memory lies idle as
/// after doubling.
template<typename T>
class ChunkedVector final {
public:
    [[nodiscard]] quint32 size() const { return m_size; }
    [[nodiscard]] const T &operator[](quint32 index) const
    {
        return m_chunks[index >> bits][index & mask];
    }
    [[nodiscard]] T &operator[](quint32 index) { return m_chunks[index >> bits][index & mask]; }

    /// What lies in one piece from \p index on: a whole number of blocks if that begins one.
    [[nodiscard]] std::span<const T> pieceFrom(quint32 index) const
    {
        const quint32 end = std::min(m_size, (index | mask) + 1);
        return {&m_chunks[index >> bits][index & mask], end - index};
    }

    void append(const T &value)
    {
        if ((m_size & mask) == 0)
            m_chunks.push_back(std::make_unique<T[]>(std::size_t{1} << bits));
        m_chunks.back()[m_size & mask] = value;
        ++m_size;
    }

    /// Divides what lies in one piece.
    static constexpr quint32 block = 512;

private:
    static constexpr quint32 bits = 12;
    static constexpr quint32 mask = (1U << bits) - 1;

    static_assert((mask + 1) % block == 0);

    std::vector<std::unique_ptr<T[]>> m_chunks;
    quint32 m_size = 0;
};
