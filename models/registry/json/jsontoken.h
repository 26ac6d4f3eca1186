#pragma once

#include <cstdint>
#include <string_view>

/// The raw text of a value, or of the beginning of one, as it stands in a reply (RFC 8259), without
/// blanks before it. What kind of value it is, is seen without parsing it.
class JsonToken final {
public:
    explicit constexpr JsonToken(std::string_view raw) : m_raw(raw) {}

    [[nodiscard]] constexpr char first() const { return m_raw.empty() ? '\0' : m_raw.front(); }
    [[nodiscard]] constexpr bool isText() const { return first() == '"'; }
    [[nodiscard]] constexpr bool opensContainer() const { return first() == '{' || first() == '['; }
    [[nodiscard]] bool isNumber() const; ///< and nothing more
    [[nodiscard]] bool isFlag() const;   ///< the same
    /// It can stand in JSON where a value stands.
    [[nodiscard]] bool isJson() const;
    /// "\ud83d" without its second half: JSON all the same, but no text.
    [[nodiscard]] bool hasSurrogate() const;
    [[nodiscard]] std::string_view trimmed() const;
    /// What is between the quotes of a text; false where an escape in it means something else, or
    /// the text does not end.
    bool takePlainText(std::string_view &text) const
    {
        const std::size_t end = m_raw.find_last_of('"');
        if (end == 0 || end == std::string_view::npos)
            return false;
        text = m_raw.substr(1, end - 1);
        return text.find('\\') == std::string_view::npos;
    }
    /// The value that it begins, whole, as brackets and quotes say. Its text lies in a reply that
    /// ends at \p end, where the value ends at the latest.
    [[nodiscard]] std::string_view whole(const char *end) const;

private:
    std::string_view m_raw;
};

/// Without blanks (RFC 8259, section 2) at both ends.
std::string_view withoutBlanks(std::string_view text);
/// A whole number, also as 3.0, 3e0, +3 or between blanks.
bool integerFromText(std::string_view text, std::int64_t &number);
/// Milliseconds since 1970 from ISO 8601. Without an offset from UTC it is not known which time is
/// meant: false.
bool unixMsFromIsoText(std::string_view text, std::int64_t &unixMs);
