#include "printable.h"

#include <QChar>

#include <algorithm>

namespace {

/// The character at \p index, which may be half a pair without the other.
char32_t characterAt(QStringView text, qsizetype index)
{
    const QChar first = text[index];
    if (first.isHighSurrogate() && index + 1 < text.size() && text[index + 1].isLowSurrogate())
        return QChar::surrogateToUcs4(first, text[index + 1]);
    return first.unicode();
}

qsizetype unitsOf(char32_t character)
{
    return QChar::requiresSurrogates(character) ? 2 : 1;
}

constexpr QChar isolateBegin = u'\u2068';
constexpr QChar isolateEnd = u'\u2069';

bool isPlainAscii(QStringView text)
{
    return std::ranges::all_of(
        text, [](QChar character) { return character >= u' ' && character < u'\x7f'; });
}

/// Each begin has its end behind it.
bool hasClosedIsolates(QStringView text)
{
    int depth = 0;
    for (const QChar character : text) {
        depth += character == isolateBegin ? 1 : character == isolateEnd ? -1 : 0;
        if (depth < 0)
            return false;
    }
    return depth == 0;
}

bool isRightToLeft(QStringView text)
{
    for (qsizetype index = 0; index < text.size();) {
        const char32_t character = characterAt(text, index);
        const QChar::Direction direction = QChar::direction(character);
        if (direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN)
            return true;
        index += unitsOf(character);
    }
    return false;
}

} // namespace

bool hasHidden(QStringView text)
{
    for (qsizetype index = 0; index < text.size();) {
        const char32_t character = characterAt(text, index);
        if (isHidden(character))
            return true;
        index += unitsOf(character);
    }
    return false;
}

bool isHidden(char32_t character)
{
    if (character < 0x20) // most text is ASCII
        return true;
    if (character < 0x7f)
        return false;
    // Joiners count as well: in names of images nobody needs them, and two names that differ in
    // one alone look the same.
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
    case QChar::Mark_Enclosing:
    case QChar::Number_DecimalDigit:
    case QChar::Number_Letter:
    case QChar::Number_Other:
    case QChar::Separator_Space:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Letter_Uppercase:
    case QChar::Letter_Lowercase:
    case QChar::Letter_Titlecase:
    case QChar::Letter_Modifier:
    case QChar::Letter_Other:
    case QChar::Punctuation_Connector:
    case QChar::Punctuation_Dash:
    case QChar::Punctuation_Open:
    case QChar::Punctuation_Close:
    case QChar::Punctuation_InitialQuote:
    case QChar::Punctuation_FinalQuote:
    case QChar::Punctuation_Other:
    case QChar::Symbol_Math:
    case QChar::Symbol_Currency:
    case QChar::Symbol_Modifier:
    case QChar::Symbol_Other:
        break;
    }
    return false;
}

QString printable(QStringView text)
{
    if (!hasHidden(text))
        return text.toString();
    QString shown;
    for (qsizetype index = 0; index < text.size();) {
        const char32_t character = characterAt(text, index);
        const qsizetype units = unitsOf(character);
        if (isHidden(character)) {
            const QString number = QString::number(character, 16).toUpper();
            shown += u"<U+" + number.rightJustified(4, u'0') + u'>';
        } else {
            shown += text.mid(index, units);
        }
        index += units;
    }
    return shown;
}

QString printableLines(const QString &text)
{
    if (isPlainAscii(text))
        return text;
    const bool keepsIsolates = hasClosedIsolates(text);
    const auto isKept = [keepsIsolates](QChar character) {
        return character == u'\n' || character == u'\t' ||
               (keepsIsolates && (character == isolateBegin || character == isolateEnd));
    };
    QString shown;
    const QStringView all(text);
    for (qsizetype begin = 0; begin < all.size();) {
        if (isKept(all[begin])) {
            shown += all[begin++];
            continue;
        }
        qsizetype end = begin + 1;
        while (end < all.size() && !isKept(all[end]))
            ++end;
        shown += printable(all.sliced(begin, end - begin));
        begin = end;
    }
    return shown;
}

QString isolated(const QString &name)
{
    if (isPlainAscii(name))
        return name;
    const QString shown = printable(name);
    return isRightToLeft(shown) ? isolateBegin + shown + isolateEnd : shown;
}
