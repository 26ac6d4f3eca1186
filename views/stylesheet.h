#pragma once

#include <QString>

struct ThemeColors;

/// What a palette cannot say: rounded buttons with a hairline, flat headers, slim scroll bars.
/// Dynamic properties choose variants: "primary" (the likely action), "flat" (a word to click),
/// "link" (a flat one in the accent) and "segment" (a button of a joined row).
QString styleSheetOf(const ThemeColors &colors);
