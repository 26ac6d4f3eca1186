#include "spreadsheetcell.h"

#include "asciibytes.h"
#include "printable.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isFormulaSign(QChar character)
{
    // = + - @, the minus sign, and the full-width and small forms, which a spreadsheet turns into
    // the plain ones.
    return QStringView(u"=+-@\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b")
        .contains(character);
}

bool showsNothing(QChar character)
{
    return character.isSpace() || character.category() == QChar::Other_Format ||
           character.category() == QChar::Other_Control;
}

/// Neither quoted nor changed, as nearly all are.
bool isPlain(QStringView text)
{
    const bool isBeginPlain =
        text.isEmpty() || (text.front().unicode() < 0x7f && text.front().isLetterOrNumber());
    return isBeginPlain && std::ranges::all_of(text, [](QChar character) {
               const char16_t unit = character.unicode();
               return unit >= u' ' && unit < 0x7f && unit != u',' && unit != u';' && unit != u'"';
           });
}

} // namespace

bool beginsFormula(QStringView text)
{
    if (text.isEmpty())
        return false;
    if (QStringView(u"\t\r\n").contains(text.front()))
        return true;
    const auto *first = std::ranges::find_if_not(text, showsNothing);
    return first != text.end() && isFormulaSign(*first);
}

QString spreadsheetText(const QString &text)
{
    return beginsFormula(text) ? u'\'' + text : text;
}

QString csvCell(const QString &text)
{
    if (isPlain(text))
        return text;
    QStringList lines;
    for (const QString &line : spreadsheetText(text).split(u'\n')) {
        QStringList parts;
        for (const QString &part : line.split(u'\t'))
            parts << printable(part);
        lines << parts.join(u'\t');
    }
    QString cell = lines.join(u'\n');
    // Where the list separator is another one, a spreadsheet splits at semicolons.
    const bool needsQuotes =
        std::ranges::any_of(cell, [](QChar c) { return u",;\"\t\n"_s.contains(c); });
    if (!needsQuotes)
        return cell;
    return u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
}

void appendCsvCell(QByteArray &line, QStringView text)
{
    if (isPlain(text))
        appendAscii(line, text);
    else
        line += csvCell(text.toString()).toUtf8();
}

QString tsvCell(const QString &text)
{
    QString cell = spreadsheetText(text);
    for (QChar &character : cell) {
        if (u"\t\n\r\v\f\u0085\u2028\u2029"_s.contains(character))
            character = u' ';
    }
    return cell;
}
