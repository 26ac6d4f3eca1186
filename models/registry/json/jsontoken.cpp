#include "jsontoken.h"

#include <QDateTime>

#include <charconv>
#include <cmath>

namespace {

template<typename Number>
std::errc parseWhole(std::string_view text, Number &number)
{
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return stop == end ? error : std::errc::invalid_argument;
}

/// The quote that ends the text which \p quote begins, or \p end.
const char *textEnd(const char *quote, const char *end)
{
    const char *at = quote + 1;
    while (at != end && *at != '"')
        at += *at == '\\' && at + 1 != end ? 2 : 1;
    return at;
}

/// One past the end of the value at \p begin, as brackets and quotes say.
const char *valueEnd(const char *begin, const char *end)
{
    int depth = 0;
    for (const char *at = begin; at != end; ++at) {
        if (*at == '"')
            at = textEnd(at, end);
        if (at == end)
            return end;
        const bool isClosing = *at == '}' || *at == ']';
        if (isClosing)
            --depth;
        else if (*at == '{' || *at == '[')
            ++depth;
        if (depth <= 0 && (isClosing || *at == '"'))
            return at + 1;
    }
    return end;
}

} // namespace

bool JsonToken::isNumber() const
{
    double number = 0;
    const bool begins = first() == '-' || (first() >= '0' && first() <= '9');
    return begins && parseWhole(m_raw, number) != std::errc::invalid_argument;
}

bool JsonToken::isFlag() const
{
    return m_raw == "true" || m_raw == "false";
}

bool JsonToken::isJson() const
{
    const JsonToken token(trimmed());
    return token.isText() || token.opensContainer() || token.isFlag() || token.m_raw == "null" ||
           token.isNumber();
}

bool JsonToken::hasSurrogate() const
{
    for (std::size_t at = m_raw.find("\\u"); at != std::string_view::npos;
         at = m_raw.find("\\u", at + 2)) {
        if (at + 3 < m_raw.size() && (m_raw[at + 2] == 'd' || m_raw[at + 2] == 'D') &&
            std::string_view("89abcdefABCDEF").find(m_raw[at + 3]) != std::string_view::npos)
            return true;
    }
    return false;
}

std::string_view JsonToken::trimmed() const
{
    return withoutBlanks(m_raw);
}

std::string_view JsonToken::whole(const char *end) const
{
    if (!isText() && !opensContainer())
        return trimmed();
    const char *begin = m_raw.data();
    return {begin, static_cast<std::size_t>(valueEnd(begin, end) - begin)};
}

std::string_view withoutBlanks(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

bool integerFromText(std::string_view text, std::int64_t &number)
{
    if (parseWhole(text, number) == std::errc())
        return true;
    text = withoutBlanks(text);
    if (text.starts_with('+') && text.substr(1).find_first_of("+-") != 0)
        text.remove_prefix(1);
    if (parseWhole(text, number) == std::errc())
        return true;
    constexpr double largestExact = 9'007'199'254'740'992; // 2^53
    double real = 0;
    if (parseWhole(text, real) != std::errc() || !(std::abs(real) <= largestExact) ||
        real != std::trunc(real))
        return false;
    number = static_cast<std::int64_t>(real);
    return true;
}

bool unixMsFromIsoText(std::string_view text, std::int64_t &unixMs)
{
    constexpr std::size_t longest = 40;
    text = withoutBlanks(text);
    if (text.size() > longest)
        return false;
    const QDateTime time = QDateTime::fromString(
        QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return false;
    unixMs = time.toMSecsSinceEpoch();
    return true;
}
