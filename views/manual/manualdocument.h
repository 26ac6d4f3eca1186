#pragma once

class QFont;
class QPalette;
class QTextDocument;
struct ManualPage;

/// Fills \p document with \p page, in the program's fonts and the colours of \p palette. Anchors
/// can be scrolled to.
void fillManualDocument(QTextDocument &document, const ManualPage &page, const QFont &font,
                        const QPalette &palette);
