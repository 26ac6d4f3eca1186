#pragma once

#include <QString>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Gives equal texts one memory. Pages of tasks repeat a few hundred names thousands of times; a
/// name that is known costs neither an allocation nor a conversion. It keeps a bounded number of
/// texts and forgets those that others pushed out. Not for use from several threads at once.
class StringInterner final {
public:
    /// Longer texts are handed through: they rarely repeat, and they are what fills a memory.
    static constexpr std::size_t longestText = 256;
    static constexpr std::size_t capacity = 8192;

    StringInterner();

    /// Holds until the next call.
    [[nodiscard]] const QString &intern(std::string_view utf8);

private:
    struct Entry {
        std::uint64_t hash = 0;
        std::string utf8{};
        QString text{};
    };
    static constexpr std::size_t ways = 4;
    static constexpr std::size_t setCount = capacity / ways;
    struct Set {
        std::array<Entry, ways> entries{};
        std::size_t next = 0; ///< which entry the next new text pushes out
    };

    std::vector<Set> m_sets;
    QString m_passing; ///< what is handed through
};
