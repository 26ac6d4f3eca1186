#include "manualdocument.h"

#include "manualpages.h"
#include "theme.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

using namespace Qt::StringLiterals;

namespace {

constexpr qreal manualLineHeight = 135; // percent
constexpr qreal codeIndent = 12;
constexpr qreal tableCellPadding = 5;

/// Lines that are indented or fenced in the file.
bool isCodeBlock(const QTextBlock &block)
{
    return block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage);
}

/// Takes the marks from the beginning of \p block, and names what they stood before by them.
void nameByMarks(const QTextBlock &block)
{
    QStringList names;
    QTextCursor cursor(block);
    while (block.text().startsWith(u'⟦')) {
        const auto end = static_cast<int>(block.text().indexOf(u'⟧'));
        if (end < 0)
            break; // no mark, but what the page says
        const int length = end + 1;
        names << block.text().mid(1, length - 2);
        cursor.setPosition(block.position());
        cursor.setPosition(block.position() + length, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    }
    if (names.isEmpty())
        return;
    cursor.setPosition(block.position());
    cursor.setPosition(block.position() + 1, QTextCursor::KeepAnchor);
    QTextCharFormat format;
    format.setAnchor(true);
    format.setAnchorNames(names);
    cursor.mergeCharFormat(format);
}

void writeHeading(const QTextBlock &block, int level, const QFont &font)
{
    const QStringList names = block.begin().fragment().charFormat().anchorNames();
    QTextCharFormat format;
    format.setFont(textFont(level == 1 ? TextStyle::Headline : TextStyle::PaneTitle, font));
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    cursor.setCharFormat(format);
    if (!names.isEmpty()) {
        cursor.setPosition(block.position());
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        QTextCharFormat named = format;
        named.setAnchor(true);
        named.setAnchorNames(names);
        cursor.setCharFormat(named);
    }
}

void writeCode(const QTextBlock &block, const ThemeColors &colors)
{
    QTextCharFormat code;
    code.setFont(fixedFont(), QTextCharFormat::FontPropertiesSpecifiedOnly);
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        if (!isCodeBlock(block) && !fragment.charFormat().fontFixedPitch())
            continue;
        QTextCursor cursor(block);
        cursor.setPosition(fragment.position());
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
        code.setBackground(colors.track);
        cursor.mergeCharFormat(code);
    }
}

void shapeBlock(const QTextBlock &block, const ThemeColors &colors)
{
    const QTextBlockFormat given = block.blockFormat();
    QTextBlockFormat format;
    format.setLineHeight(manualLineHeight, QTextBlockFormat::ProportionalHeight);
    if (given.headingLevel() > 0) {
        format.setTopMargin(given.headingLevel() == 1 ? 0 : 14);
        format.setBottomMargin(4);
    } else if (isCodeBlock(block)) {
        format.setBottomMargin(block.next().isValid() && isCodeBlock(block.next()) ? 0 : 8);
        format.setLeftMargin(codeIndent);
        format.setRightMargin(codeIndent);
        format.setBackground(colors.track);
    } else if (block.textList() != nullptr) {
        format.setTopMargin(2);
        format.setBottomMargin(2);
    } else if (QTextCursor(block).currentTable() == nullptr) {
        format.setBottomMargin(8);
    }
    QTextCursor(block).mergeBlockFormat(format);
}

void shapeTables(QTextFrame &frame, const ThemeColors &colors)
{
    for (QTextFrame *child : frame.childFrames()) {
        auto *table = qobject_cast<QTextTable *>(child);
        if (table == nullptr)
            continue;
        QTextTableFormat format = table->format();
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setBorderBrush(colors.line);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setCellPadding(tableCellPadding);
        format.setTopMargin(4);
        format.setBottomMargin(8);
        table->setFormat(format);
    }
}

} // namespace

void fillManualDocument(QTextDocument &document, const ManualPage &page, const QFont &font,
                        const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    document.setDefaultFont(textFont(TextStyle::Body, font));
    document.setDocumentMargin(20);
    document.setMarkdown(page.markdown, QTextDocument::MarkdownDialectGitHub);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        nameByMarks(block);
        shapeBlock(block, colors);
        if (const int level = block.blockFormat().headingLevel(); level > 0)
            writeHeading(block, level, font);
        else
            writeCode(block, colors);
    }
    shapeTables(*document.rootFrame(), colors);
}
