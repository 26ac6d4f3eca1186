#pragma once

#include <QtGlobal>

#include <array>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

/// Finds numbers by keys that lie elsewhere: open addressing, four bytes a slot. It is divided into
/// parts that grow one by one, for one table of a million that grows holds up a window for longer
/// than a frame may take.
class NumberTable final {
public:
    static constexpr quint32 none = std::numeric_limits<quint32>::max();

    /// The number with this \p hash of its key which \p isWanted; none where there is no such.
    template<typename IsWanted>
    [[nodiscard]] quint32 find(std::size_t hash, const IsWanted &isWanted) const
    {
        const Part &part = m_parts[partOf(hash)];
        if (part.numbers.empty())
            return none;
        const std::size_t mask = part.numbers.size() - 1;
        std::size_t slot = hash & mask;
        while (part.numbers[slot] != none && !isWanted(part.numbers[slot]))
            slot = (slot + 1) & mask;
        return part.numbers[slot];
    }

    /// Adds a \p number that is not in it. \p hashOf gives the hash of any number that is.
    template<typename HashOf>
    void insert(quint32 number, std::size_t hash, const HashOf &hashOf)
    {
        Part &part = m_parts[partOf(hash)];
        if ((part.used + 1) * 3 > part.numbers.size() * 2)
            grow(part, hashOf);
        put(part, number, hash);
        ++part.used;
    }

private:
    struct Part {
        std::vector<quint32> numbers{};
        std::size_t used = 0;
    };

    static constexpr std::size_t partBits = 6; // a part of a million grows in about a millisecond
    static constexpr std::size_t firstSlots = 8;

    /// By the bits that the slot does not depend on.
    static std::size_t partOf(std::size_t hash)
    {
        return hash >> (std::numeric_limits<std::size_t>::digits - partBits);
    }

    static void put(Part &part, quint32 number, std::size_t hash)
    {
        const std::size_t mask = part.numbers.size() - 1;
        std::size_t slot = hash & mask;
        while (part.numbers[slot] != none)
            slot = (slot + 1) & mask;
        part.numbers[slot] = number;
    }

    template<typename HashOf>
    static void grow(Part &part, const HashOf &hashOf)
    {
        const std::vector<quint32> former = std::move(part.numbers);
        part.numbers.assign(former.empty() ? firstSlots : former.size() * 2, none);
        for (const quint32 number : former) {
            if (number != none)
                put(part, number, hashOf(number));
        }
    }

    std::array<Part, std::size_t{1} << partBits> m_parts;
};
