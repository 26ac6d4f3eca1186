#pragma once

#include <QByteArray>
#include <QStringView>

#include <algorithm>

/// Appends \p ascii, of which every character is below U+0080: a copy, where UTF-8 wants a text of
/// its own.
inline void appendAscii(QByteArray &bytes, QStringView ascii)
{
    const qsizetype before = bytes.size();
    bytes.resize(before + ascii.size());
    std::transform(ascii.begin(), ascii.end(), bytes.data() + before,
                   [](QChar character) { return static_cast<char>(character.unicode()); });
}
