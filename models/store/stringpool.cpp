#include "stringpool.h"

#include "utf8buffer.h"

#include <QHashFunctions>

#include <utility>

namespace {

/// Where a text whose letters lie at \p letters has its slot, of 2^bits.
std::size_t slotOf(const QChar *letters, unsigned bits)
{
    return (reinterpret_cast<quintptr>(letters) * quint64{0x9e37'79b9'7f4a'7c15}) >> (64 - bits);
}

} // namespace

StringPool::StringPool() : m_known(std::size_t{1} << knownBits)
{
    m_offsets.append(m_arena.append({}));
}

StringPool::Id StringPool::intern(QStringView text)
{
    if (text.isEmpty())
        return empty;
    const Utf8Buffer utf8(text);
    const std::size_t hash = qHash(utf8.bytes());
    if (const quint32 known = find(utf8.bytes(), hash); known != NumberTable::none)
        return known;
    const Id id = m_offsets.size();
    m_offsets.append(m_arena.append(utf8.bytes()));
    m_ids.insert(id, hash);
    return id;
}

StringPool::Id StringPool::intern(const QString &text)
{
    if (text.isEmpty())
        return empty;
    Known &known = m_known[slotOf(text.constData(), knownBits)];
    if (known.text.constData() == text.constData() && known.text.size() == text.size())
        return known.id;
    const Id id = intern(QStringView(text));
    QString shared = text;
    if (shared.data_ptr().isMutable()) // the memory of literals and raw data is not its own
        known = {.text = std::move(shared), .id = id};
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
