#include "wrappedtext.h"

#include "idranges.h"
#include "printable.h"
#include "theme.h"

#include <QTextCursor>
#include <QTextLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

WrappedText::WrappedText(QWidget *parent) : QTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFocusPolicy(Qt::ClickFocus);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void WrappedText::showText(const QString &plainText)
{
    const QString text = printableLines(plainText);
    if (text == toPlainText())
        return;
    setCurrentCharFormat({}); // which may be that of an id
    setPlainText(text);
    QTextCursor cursor(document());
    for (const IdRange &id : idRanges(text)) {
        cursor.setPosition(static_cast<int>(id.start));
        cursor.setPosition(static_cast<int>(id.start + id.length), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(idFormat());
    }
    updateGeometry();
}

QTextCharFormat WrappedText::idFormat()
{
    const QFont font = fixedFont();
    QTextCharFormat format;
    format.setFontFamilies({font.family()});
    format.setProperty(QTextFormat::FontPixelSize, font.pixelSize());
    return format;
}

void WrappedText::setSecondary(bool secondary)
{
    m_secondary = secondary;
    followTheme();
}

void WrappedText::followTheme()
{
    const ThemeColors &colors = themeColors(palette());
    const QColor wanted = m_secondary ? colors.secondaryText : colors.text;
    if (palette().color(QPalette::Text) == wanted)
        return; // setting the palette comes back here
    QPalette own = palette();
    own.setColor(QPalette::Text, wanted);
    setPalette(own);
}

void WrappedText::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        followTheme();
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void WrappedText::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the pane around it scrolls
}

/// How wide its longest line is, and how high it, where lines are \p width long.
QSizeF WrappedText::sizeWithin(int width) const
{
    QTextLayout layout(toPlainText(), font());
    QTextOption option;
    option.setWrapMode(wordWrapMode());
    layout.setTextOption(option);
    QList<QTextLayout::FormatRange> ids;
    for (const IdRange &id : idRanges(toPlainText()))
        ids.append({.start = static_cast<int>(id.start),
                    .length = static_cast<int>(id.length),
                    .format = idFormat()});
    layout.setFormats(ids);
    QSizeF size;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLeadingIncluded(true);
        line.setLineWidth(width);
        size = {std::max(size.width(), line.naturalTextWidth()), size.height() + line.height()};
    }
    layout.endLayout();
    return size;
}

int WrappedText::heightForWidth(int width) const
{
    return static_cast<int>(std::ceil(sizeWithin(width).height()));
}

QSize WrappedText::sizeHint() const
{
    const double longest = sizeWithin(QWIDGETSIZE_MAX).width();
    const int width = static_cast<int>(std::ceil(longest)) + 2; // the line is not exact
    return {width, heightForWidth(width)};
}

QSize WrappedText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 6, fontMetrics().height()};
}
