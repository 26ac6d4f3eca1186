#include "textcache.h"

TextCache::TextCache(const StringPool &pool) : m_pool(pool), m_entries(capacity) {}

const QString &TextCache::text(StringPool::Id id)
{
    Entry &entry = m_entries[id % capacity];
    if (entry.id != id)
        entry = {.id = id, .text = m_pool.text(id)};
    return entry.text;
}
