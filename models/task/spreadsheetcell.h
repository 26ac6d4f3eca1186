#pragma once

#include <QByteArray>
#include <QString>

// Text from outside in cells that a spreadsheet may open. A text that begins like a formula would
// be run there: it gets an apostrophe before it, which spreadsheets take for "this is text".

/// Whether a spreadsheet may take \p text for a formula: it begins with = + - @, also in their
/// full-width and small forms, with a tab or a line break, or with such a sign behind blanks and
/// characters that show nothing.
bool beginsFormula(QStringView text);

/// \p text, with an apostrophe before it where it begins like a formula.
QString spreadsheetText(const QString &text);

/// A cell of a CSV file by RFC 4180. Line feeds and tabs stay, between quotes; other control and
/// format characters are shown as printable() shows them, since a CSV also goes to a terminal.
QString csvCell(const QString &text);

/// The same, in UTF-8 behind what \p line has.
void appendCsvCell(QByteArray &line, QStringView text);

/// A cell of tab separated text, as the clipboard takes it: tabs and line breaks, which would tear
/// the row apart, are blanks.
QString tsvCell(const QString &text);

/// The bytes that a CSV file begins with: without them a spreadsheet reads it in the encoding of
/// the system, and names in other scripts are garbled.
constexpr char csvByteOrderMark[] = "\xef\xbb\xbf";
