#include "querymatcher.h"

#include "querywords.h"

#include <algorithm>

namespace {

/// As isSameWord(), without making a string of each of many texts.
bool isSameWordUtf8(QByteArrayView a, QByteArrayView b)
{
    const auto folded = [](char byte) {
        const bool isUpper = byte >= 'A' && byte <= 'Z';
        return byte == '_' || byte == ' ' ? '-'
               : isUpper                  ? static_cast<char>(byte + ('a' - 'A'))
                                          : byte;
    };
    return a.size() == b.size() && std::ranges::equal(a, b, {}, folded, folded);
}

} // namespace

QueryMatcher::QueryMatcher(const QueryTerm &term)
{
    for (const QueryValue &value : term.values) {
        m_values.push_back({.asked = value, .word = SearchWord(value.text)});
        Value &made = m_values.back();
        made.exact = value.text.toUtf8();
        if (value.match == QueryMatch::Regex)
            made.regex = LimitedRegex(value.text, QRegularExpression::CaseInsensitiveOption);
        made.isForeign = !knownWord(term.field, value.text);
        m_needsWhole = m_needsWhole || value.match != QueryMatch::Contains;
    }
}

bool QueryMatcher::isIn(QByteArrayView utf8) const
{
    return std::ranges::any_of(m_values, [this, utf8](const Value &value) {
        switch (value.asked.match) {
        case QueryMatch::Contains:
            return value.word.isIn(utf8);
        case QueryMatch::Exact:
            return value.exact == utf8;
        case QueryMatch::Regex:
            break;
        }
        return isIn(value, QString::fromUtf8(utf8));
    });
}

bool QueryMatcher::isWord(QByteArrayView utf8) const
{
    return std::ranges::any_of(m_values, [this, utf8](const Value &value) {
        switch (value.asked.match) {
        case QueryMatch::Contains:
            return value.isForeign && isSameWordUtf8(value.exact, utf8);
        case QueryMatch::Exact:
            return value.exact == utf8;
        case QueryMatch::Regex:
            break;
        }
        return isIn(value, QString::fromUtf8(utf8));
    });
}

bool QueryMatcher::isIn(const QString &text) const
{
    return std::ranges::any_of(m_values,
                               [this, &text](const Value &value) { return isIn(value, text); });
}

bool QueryMatcher::isIn(const Value &value, const QString &text) const
{
    switch (value.asked.match) {
    case QueryMatch::Contains:
        return value.word.isIn(text);
    case QueryMatch::Exact:
        return value.asked.text == text;
    case QueryMatch::Regex:
        break;
    }
    if (m_hasGivenUp)
        return false;
    const LimitedRegex::Outcome outcome = value.regex.match(text);
    m_hasGivenUp = outcome == LimitedRegex::Outcome::Undecided;
    return outcome == LimitedRegex::Outcome::Match;
}

bool QueryMatcher::isWhole(const QString &text) const
{
    return std::ranges::any_of(m_values, [this, &text](const Value &value) {
        return value.asked.match == QueryMatch::Contains
                   ? value.asked.text.compare(text, Qt::CaseInsensitive) == 0
                   : isIn(value, text);
    });
}
