#include "textmatch.h"

#include <algorithm>
#include <array>

namespace {

constexpr std::array<char, 256> foldTable = [] {
    std::array<char, 256> table{};
    for (unsigned code = 0; code < table.size(); ++code) {
        const bool isUpper = code >= 'A' && code <= 'Z';
        table[code] = static_cast<char>(isUpper ? code + ('a' - 'A') : code);
    }
    return table;
}();

char folded(char byte)
{
    return foldTable[static_cast<unsigned char>(byte)];
}

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool isAscii(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

/// The number at \p at, without leading zeros; moves \p at behind it.
QByteArrayView takeNumber(QByteArrayView text, qsizetype &at)
{
    while (at < text.size() && text[at] == '0')
        ++at;
    const qsizetype begin = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return text.sliced(begin, at - begin);
}

int compareNumbers(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    return a.compare(b);
}

int compareLetters(char a, char b)
{
    const auto left = static_cast<unsigned char>(folded(a));
    const auto right = static_cast<unsigned char>(folded(b));
    return left - right;
}

} // namespace

SearchWord::SearchWord(const QString &word)
    : m_text(word), m_folded(isAscii(word) ? word.toLower().toLatin1() : QByteArray())
{
}

bool SearchWord::isIn(QByteArrayView utf8) const
{
    if (m_folded.isEmpty())
        return isIn(QString::fromUtf8(utf8));
    const char *word = m_folded.constData();
    const qsizetype length = m_folded.size();
    for (qsizetype i = 0; i + length <= utf8.size(); ++i) {
        if (folded(utf8[i]) != word[0])
            continue;
        qsizetype same = 1;
        while (same < length && folded(utf8[i + same]) == word[same])
            ++same;
        if (same == length)
            return true;
    }
    return false;
}

bool SearchWord::isIn(const QString &text) const
{
    return text.contains(m_text, Qt::CaseInsensitive);
}

int compareNaturally(QByteArrayView a, QByteArrayView b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        const bool areNumbers = isDigit(a[i]) && isDigit(b[j]);
        const int order = areNumbers ? compareNumbers(takeNumber(a, i), takeNumber(b, j))
                                     : compareLetters(a[i++], b[j++]);
        if (order != 0)
            return order;
    }
    const bool moreLeft = i < a.size();
    const bool moreRight = j < b.size();
    return moreLeft == moreRight ? 0 : (moreLeft ? 1 : -1);
}

quint64 naturalKey(QByteArrayView text)
{
    // Numbers as one byte for their length, then their digits: a longer one is larger. The bytes
    // of lengths lie between the letters where digits do.
    constexpr qsizetype longest = 9;
    quint64 key = 0;
    int room = sizeof(key);
    const auto put = [&](char byte) {
        if (room > 0) {
            key = key << 8 | static_cast<unsigned char>(byte);
            --room;
        }
    };
    for (qsizetype at = 0; at < text.size() && room > 0;) {
        if (!isDigit(text[at])) {
            put(folded(text[at++]));
            continue;
        }
        const QByteArrayView number = takeNumber(text, at);
        put(static_cast<char>('0' + std::min(number.size(), longest)));
        if (number.size() >= longest)
            break; // not told apart from longer ones
        std::ranges::for_each(number, put);
    }
    for (; room > 0; --room)
        key <<= 8;
    return key;
}

qsizetype commonLetters(QByteArrayView a, QByteArrayView b)
{
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype common = 0;
    while (common < shorter && !isDigit(a[common]) && folded(a[common]) == folded(b[common]))
        ++common;
    return common;
}
