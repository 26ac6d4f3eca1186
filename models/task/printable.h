#pragma once

#include <QString>
#include <QStringView>

/// \p text with every character that shows nothing, or changes how its neighbours are shown,
/// replaced by its number as in <U+202E>: control characters (line breaks and tabs too), format
/// characters (direction overrides and isolates, joiners, byte order marks), line and paragraph
/// separators, and halves of surrogate pairs. For text from outside that goes to a terminal, a
/// label or a file.
QString printable(QStringView text);
