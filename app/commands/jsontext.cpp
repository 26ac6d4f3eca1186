#include "jsontext.h"

#include "asciibytes.h"
#include "printable.h"

#include <QString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Written as it is, in one byte.
bool isPlain(QChar character)
{
    const char16_t unit = character.unicode();
    return unit >= u' ' && unit < 0x7f && unit != u'"' && unit != u'\\';
}

/// Characters that need an escape, or more than one byte.
QString escaped(QStringView text)
{
    QString safe;
    const auto appendNumber = [&safe](QChar unit) {
        safe += u"\\u"_s + QString::number(unit.unicode(), 16).rightJustified(4, u'0');
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        const bool isPair =
            unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t character =
            isPair ? QChar::surrogateToUcs4(unit, text[i + 1]) : char32_t{unit.unicode()};
        if (unit == u'"' || unit == u'\\')
            safe += u'\\';
        if (isHidden(character))
            appendNumber(unit);
        else
            safe += unit;
        if (!isPair)
            continue;
        ++i;
        if (isHidden(character))
            appendNumber(text[i]);
        else
            safe += text[i];
    }
    return safe;
}

} // namespace

void appendJsonText(QByteArray &json, QStringView text)
{
    json += '"';
    while (!text.isEmpty()) {
        const auto *end = std::ranges::find_if_not(text, isPlain);
        const qsizetype plain = end - text.begin();
        appendAscii(json, text.first(plain));
        text = text.sliced(plain);
        const auto *next = std::ranges::find_if(text, isPlain);
        json += escaped(text.first(next - text.begin())).toUtf8();
        text = text.sliced(next - text.begin());
    }
    json += '"';
}
