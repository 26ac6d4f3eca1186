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
    qsizetype units = 1;
    for (qsizetype i = 0; i < text.size(); i += units) {
        const bool isPair =
            text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        units = isPair ? 2 : 1;
        const bool isNumber = isHidden(isPair ? QChar::surrogateToUcs4(text[i], text[i + 1])
                                              : char32_t{text[i].unicode()});
        for (const QChar unit : text.sliced(i, units)) {
            if (unit == u'"' || unit == u'\\')
                safe += u'\\';
            if (isNumber)
                safe += u"\\u"_s + QString::number(unit.unicode(), 16).rightJustified(4, u'0');
            else
                safe += unit;
        }
    }
    return safe;
}

} // namespace

void appendJsonText(QByteArray &json, QStringView text)
{
    // Nearly all texts are plain throughout.
    const qsizetype before = json.size();
    json.resize(before + text.size() + 2);
    char *at = json.data() + before;
    bool isAllPlain = true;
    *at++ = '"';
    for (const QChar character : text) {
        isAllPlain = isAllPlain && isPlain(character);
        *at++ = static_cast<char>(character.unicode());
    }
    *at = '"';
    if (isAllPlain)
        return;
    json.truncate(before + 1);
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
