#pragma once

#include <QString>

struct ThemeColors;

/// What a palette cannot say: rounded buttons with a hairline, flat headers, slim scroll bars.
/// Dynamic properties choose variants of buttons: "primary" (the likely action), "flat" (a word to
/// click), "link" (a flat one in the accent), "chip" (one that floats), "demo" (what is not real)
/// and "segment" (one of a joined row); "secondary" is a label that matters less.
/// \p smallPixels: the size of secondary text.
QString styleSheetOf(const ThemeColors &colors, int smallPixels);
