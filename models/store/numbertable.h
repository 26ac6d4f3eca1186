#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <bit>
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
        for (std::size_t index = half & mask;; index = (index + 1) & mask) {
            const Slot &slot = entries[index];
            if (slot.number == none || (slot.hash == half && isWanted(slot.number)))
                return slot.number;
        }
    }

    /// Adds a \p number that is not in it, with the \p hash of its key.
    void insert(quint32 number, std::size_t hash)
    {
        Part &part = m_parts[partOf(hash)];
        if ((part.used + 1) * 3 > part.entries.size() * 2)
            grow(part, std::max(part.entries.size() * 2, firstSlots));
        put(part, {.number = number, .hash = static_cast<quint32>(hash)});
        ++part.used;
    }

    /// Makes room for \p count numbers of hashes that are spread evenly.
    void reserve(std::size_t count)
    {
        const std::size_t size = std::bit_ceil(count / m_parts.size() * 3 / 2 + firstSlots);
        for (Part &part : m_parts) {
            if (part.entries.size() < size)
                grow(part, size);
        }
    }

    // For callers that look up many at once: the memory arrives while others are still looked up.
    void prefetch(std::size_t hash) const
    {
        if (const Slot *slot = firstSlot(hash))
            __builtin_prefetch(slot);
    }
    /// What find() compares first, and mostly finds; none where it compares nothing.
    [[nodiscard]] quint32 candidate(std::size_t hash) const
    {
        const Slot *slot = firstSlot(hash);
        return slot ? slot->number : none;
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

    /// Where looking for \p hash begins; null in a part without slots.
    [[nodiscard]] const Slot *firstSlot(std::size_t hash) const
    {
        const std::vector<Slot> &entries = m_parts[partOf(hash)].entries;
        return entries.empty() ? nullptr
                               : &entries[static_cast<quint32>(hash) & (entries.size() - 1)];
    }

    static void put(Part &part, Slot slot)
    {
        const std::size_t mask = part.entries.size() - 1;
        std::size_t index = slot.hash & mask;
        while (part.entries[index].number != none)
            index = (index + 1) & mask;
        part.entries[index] = slot;
    }

    static void grow(Part &part, std::size_t size)
    {
        const std::vector<Slot> former = std::exchange(part.entries, std::vector<Slot>(size));
        for (const Slot &slot : former) {
            if (slot.number != none)
                put(part, slot);
        }
    }

    std::array<Part, std::size_t{1} << partBits> m_parts;
};
