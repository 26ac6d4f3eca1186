#include "wrappedtext.h"

#include "idranges.h"
#include "printable.h"
#include "theme.h"

#include <QTextCursor>
#include <QTextDocument>
#include <QWheelEvent>

#include <cmath>
#include <memory>

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
    connect(document(), &QTextDocument::contentsChanged, this, [this] { m_heightOf.reset(); });
}

void WrappedText::showText(const QString &plainText)
{
    const QString text = printableLines(plainText);
    if (text == toPlainText())
        return;
    setCurrentCharFormat({}); // which may be that of an id
    setPlainText(text);
    QTextCharFormat fixed;
    fixed.setFontFamilies({fixedFont().family()});
    QTextCursor cursor(document());
    for (const IdRange &id : idRanges(text)) {
        cursor.setPosition(static_cast<int>(id.start));
        cursor.setPosition(static_cast<int>(id.start + id.length), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(fixed);
    }
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
    if (event->type() == QEvent::FontChange) {
        m_heightOf.reset();
        updateGeometry();
    }
}

void WrappedText::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the pane around it scrolls
}

int WrappedText::heightForWidth(int width) const
{
    if (!m_heightOf || m_heightOf->first != width) {
        const std::unique_ptr<QTextDocument> copy(document()->clone());
        copy->setTextWidth(width);
        m_heightOf = std::pair(width, static_cast<int>(std::ceil(copy->size().height())));
    }
    return m_heightOf->second;
}

QSize WrappedText::sizeHint() const
{
    const std::unique_ptr<QTextDocument> copy(document()->clone());
    copy->setTextWidth(-1);
    const QSizeF size(copy->idealWidth() + 2, copy->size().height()); // the first is not exact
    return {static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height()))};
}

QSize WrappedText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 6, fontMetrics().height()};
}
