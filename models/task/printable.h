#pragma once

#include <QString>
#include <QStringView>

/// Whether a character shows nothing, or changes how its neighbours are shown: control characters
/// (line breaks and tabs too), format characters (direction overrides and isolates, joiners, byte
/// order marks), line and paragraph separators, and halves of surrogate pairs.
bool isHidden(char32_t character);

/// Some character of \p text is hidden.
bool hasHidden(QStringView text);

/// \p text with every character that isHidden() replaced by its number as in <U+202E>. For text
/// from outside that goes to a terminal, a label or a file.
QString printable(QStringView text);

/// As printable(), for text of several lines that this program composed: line feeds and tabs stay,
/// and so do the isolates that isolated() adds.
QString printableLines(const QString &text);

/// A name, printable, to be placed beside other text: one with characters that are written from
/// right to left stands between U+2068 and U+2069, so that what is around it keeps its order.
QString isolated(const QString &name);
