#include "stringpool.h"

#include "utf8buffer.h"

#include <QHashFunctions>

StringPool::StringPool()
{
    m_places.append(m_arena.append({}));
}

StringPool::Id StringPool::intern(QStringView text)
{
    if (text.isEmpty())
        return empty;
    const Utf8Buffer utf8(text);
    const std::size_t hash = qHash(utf8.bytes());
    if (const quint32 known = find(utf8.bytes(), hash); known != NumberTable::none)
        return known;
    const Id id = m_places.size();
    m_places.append(m_arena.append(utf8.bytes()));
    m_ids.insert(id, hash, [this](Id other) { return qHash(bytes(other)); });
    return id;
}

std::optional<StringPool::Id> StringPool::find(QStringView text) const
{
    if (text.isEmpty())
        return empty;
    const Utf8Buffer utf8(text);
    const quint32 id = find(utf8.bytes(), qHash(utf8.bytes()));
    return id == NumberTable::none ? std::nullopt : std::optional<Id>(id);
}

QString StringPool::text(Id id) const
{
    return QString::fromUtf8(bytes(id));
}

quint32 StringPool::find(QByteArrayView bytes, std::size_t hash) const
{
    return m_ids.find(hash, [this, bytes](Id id) { return this->bytes(id) == bytes; });
}
