#pragma once

#include "stringpool.h"

#include <QString>

#include <vector>

/// The texts of a pool for whoever makes values of many tasks: one that came lately is neither
/// decoded nor allocated again, and equal texts share their memory. It keeps a bounded number of
/// them. Not for use from several threads at once.
class TextCache final {
public:
    /// \p pool must outlive it.
    explicit TextCache(const StringPool &pool);

    /// Holds until the next call.
    [[nodiscard]] const QString &text(StringPool::Id id);

private:
    static constexpr std::size_t capacity = 4096; // a power of two

    struct Entry {
        StringPool::Id id = StringPool::empty;
        QString text{};
    };

    const StringPool &m_pool;
    std::vector<Entry> m_entries; // by the last bits of the id
};
