#include "stringpool.h"

#include "utf8buffer.h"

#include <QHashFunctions>

namespace {

constexpr std::size_t firstSlots = 64;

} // namespace

StringPool::StringPool() : m_slots(firstSlots)
{
    m_places.append(m_arena.append({}));
}

StringPool::Id StringPool::intern(QStringView text)
{
    if (text.isEmpty())
        return empty;
    const Utf8Buffer utf8(text);
    const std::size_t slot = slotOf(utf8.bytes());
    if (m_slots[slot] != empty)
        return m_slots[slot];
    const Id id = m_places.size();
    m_places.append(m_arena.append(utf8.bytes()));
    m_slots[slot] = id;
    if (std::size_t{id} * 3 > m_slots.size() * 2)
        grow();
    return id;
}

std::optional<StringPool::Id> StringPool::find(QStringView text) const
{
    if (text.isEmpty())
        return empty;
    const Id id = m_slots[slotOf(Utf8Buffer(text).bytes())];
    return id == empty ? std::nullopt : std::optional(id);
}

QString StringPool::text(Id id) const
{
    return QString::fromUtf8(bytes(id));
}

/// Where \p bytes are, or where they belong.
std::size_t StringPool::slotOf(QByteArrayView bytes) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = qHash(bytes) & mask;
    while (m_slots[slot] != empty && this->bytes(m_slots[slot]) != bytes)
        slot = (slot + 1) & mask;
    return slot;
}

void StringPool::grow()
{
    m_slots.assign(m_slots.size() * 2, empty);
    for (Id id = empty + 1; id < size(); ++id)
        m_slots[slotOf(bytes(id))] = id;
}
