#pragma once

#include <QtGlobal>

#include <memory>
#include <vector>

/// A vector that grows by whole chunks: nothing is moved, and no half of the memory lies idle as
/// after doubling.
template<typename T>
class ChunkedVector final {
public:
    [[nodiscard]] quint32 size() const { return m_size; }
    [[nodiscard]] const T &operator[](quint32 place) const
    {
        return m_chunks[place >> bits][place & mask];
    }
    [[nodiscard]] T &operator[](quint32 place) { return m_chunks[place >> bits][place & mask]; }

    void append(const T &value)
    {
        if ((m_size & mask) == 0)
            m_chunks.push_back(std::make_unique<T[]>(std::size_t{1} << bits));
        m_chunks.back()[m_size & mask] = value;
        ++m_size;
    }

private:
    static constexpr quint32 bits = 12;
    static constexpr quint32 mask = (1U << bits) - 1;

    std::vector<std::unique_ptr<T[]>> m_chunks;
    quint32 m_size = 0;
};
