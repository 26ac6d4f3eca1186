#include "wrappedtext.h"

#include "printable.h"
#include "theme.h"

#include <QTextLayout>
#include <QWheelEvent>

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

WrappedText::~WrappedText() = default;

void WrappedText::showText(const QString &plainText)
{
    const QString text = printableLines(plainText);
    if (text == toPlainText())
        return;
    setPlainText(text);
    updateGeometry();
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

int WrappedText::heightForWidth(int width) const
{
    QTextLayout layout(toPlainText(), font());
    QTextOption option;
    option.setWrapMode(wordWrapMode());
    layout.setTextOption(option);
    qreal height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLeadingIncluded(true);
        line.setLineWidth(width);
        height += line.height();
    }
    layout.endLayout();
    return static_cast<int>(std::ceil(height));
}

QSize WrappedText::sizeHint() const
{
    const int width = fontMetrics().horizontalAdvance(toPlainText()) + 2; // the line is not exact
    return {width, heightForWidth(width)};
}

QSize WrappedText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 6, fontMetrics().height()};
}
