#include "stringinterner.h"

#include <cstdint>
#include <cstring>

namespace {

template<typename Integer>
std::uint64_t bytesAt(const char *text)
{
    Integer bytes = 0;
    std::memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/// Looks at both ends and the middle only. Texts that it takes for one another merely push each
/// other out of their set: there is no long chain that somebody could build.
std::uint64_t quickHash(std::string_view text)
{
    const char *data = text.data();
    const std::size_t size = text.size();
    std::uint64_t mixed = size;
    const auto mix = [&mixed](std::uint64_t bytes) {
        mixed = (mixed ^ bytes) * 0x9e37'79b9'7f4a'7c15;
        mixed ^= mixed >> 32;
    };
    if (size >= 8) {
        mix(bytesAt<std::uint64_t>(data));
        mix(bytesAt<std::uint64_t>(data + size - 8));
        mix(bytesAt<std::uint64_t>(data + size / 2 - 4));
    } else if (size >= 4) {
        mix(bytesAt<std::uint32_t>(data) << 32 | bytesAt<std::uint32_t>(data + size - 4));
    } else {
        mix(bytesAt<std::uint8_t>(data) << 16 | bytesAt<std::uint8_t>(data + size / 2) << 8 |
            bytesAt<std::uint8_t>(data + size - 1));
    }
    return mixed;
}

} // namespace

StringInterner::StringInterner() : m_sets(setCount) {}

const QString &StringInterner::intern(std::string_view utf8)
{
    if (utf8.empty() || utf8.size() > longestText) {
        m_passing = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
        return m_passing;
    }
    const std::uint64_t hash = quickHash(utf8);
    Set &set = m_sets[hash % setCount];
    for (const Entry &entry : set.entries) {
        if (entry.hash == hash && entry.utf8 == utf8)
            return entry.text;
    }
    Entry &entry = set.entries[set.next];
    set.next = (set.next + 1) % ways;
    entry = {.hash = hash,
             .utf8 = std::string(utf8),
             .text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()))};
    return entry.text;
}
