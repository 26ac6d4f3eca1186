#pragma once

#include <QtGlobal>

#include <array>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

/// Finds numbers by keys that lie elsewhere: open addressing. Half of each hash lies beside its
/// number, so that a key, which is seldom in the processor's cache, is hardly ever fetched in vain,
/// and growing fetches none. It is divided into parts that grow one by one, for one table of a
/// million that grows holds up a window for longer than a frame may take.
class NumberTable final {
public:
    static constexpr quint32 none = std::numeric_limits<quint32>::max();

    /// The number with this \p hash of its key which \p isWanted; none where there is no such.
    template<typename IsWanted>
    [[nodiscard]] quint32 find(std::size_t hash, const IsWanted &isWanted) const
    {
        const std::vector<Slot> &entries = m_parts[partOf(hash)].entries;
        if (entries.empty())
            return none;
        const std::size_t mask = entries.size() - 1;
        const auto half = static_cast<quint32>(hash);
        for (std::size_t place = half & mask;; place = (place + 1) & mask) {
            const Slot &slot = entries[place];
            if (slot.number == none || (slot.hash == half && isWanted(slot.number)))
                return slot.number;
        }
    }

    /// Adds a \p number that is not in it, with the \p hash of its key.
    void insert(quint32 number, std::size_t hash)
    {
        Part &part = m_parts[partOf(hash)];
        if ((part.used + 1) * 3 > part.entries.size() * 2)
            grow(part);
        put(part, {.number = number, .hash = static_cast<quint32>(hash)});
        ++part.used;
    }

private:
    struct Slot {
        quint32 number = none;
        quint32 hash = 0; ///< its lower half
    };
    struct Part {
        std::vector<Slot> entries{};
        std::size_t used = 0;
    };

    static constexpr std::size_t partBits = 6; // of a million a part holds sixteen thousand
    static constexpr std::size_t firstSlots = 8;

    /// By the bits that the slot does not depend on.
    static std::size_t partOf(std::size_t hash)
    {
        return hash >> (std::numeric_limits<std::size_t>::digits - partBits);
    }

    static void put(Part &part, Slot slot)
    {
        const std::size_t mask = part.entries.size() - 1;
        std::size_t place = slot.hash & mask;
        while (part.entries[place].number != none)
            place = (place + 1) & mask;
        part.entries[place] = slot;
    }

    static void grow(Part &part)
    {
        const std::size_t size = part.entries.empty() ? firstSlots : part.entries.size() * 2;
        const std::vector<Slot> former = std::exchange(part.entries, std::vector<Slot>(size));
        for (const Slot &slot : former) {
            if (slot.number != none)
                put(part, slot);
        }
    }

    std::array<Part, std::size_t{1} << partBits> m_parts;
};
