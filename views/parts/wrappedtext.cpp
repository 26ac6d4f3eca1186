#include "wrappedtext.h"

#include "idranges.h"
#include "printable.h"
#include "theme.h"

#include <QMimeData>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QWheelEvent>

#include <cmath>
#include <memory>

namespace {

/// Invisible, and not to be broken at (Unicode, word joiner).
constexpr QChar joiner(0x2060);

/// \p sentence with nothing in its ids at which a line may end.
QString withWholeIds(const QString &sentence)
{
    QString text;
    qsizetype done = 0;
    for (const IdRange &id : idRanges(sentence)) {
        text += QStringView(sentence).sliced(done, id.start - done);
        for (const QChar character : QStringView(sentence).sliced(id.start, id.length)) {
            text += character;
            if (!character.isLetterOrNumber())
                text += joiner;
        }
        done = id.start + id.length;
    }
    return text + QStringView(sentence).sliced(done);
}

/// Where \p id stands in a text with joiners.
IdRange withJoiners(const IdRange &id, const QString &text)
{
    IdRange range{};
    qsizetype seen = 0; // characters that are no joiners
    for (qsizetype place = 0; place < text.size(); ++place) {
        if (text.at(place) == joiner)
            continue;
        if (seen == id.start)
            range.start = place;
        if (++seen == id.start + id.length)
            range.length = place + 1 - range.start;
    }
    return range;
}

} // namespace

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
    const QString sentence = printableLines(plainText);
    const std::vector<IdRange> ids = idRanges(sentence);
    // An id alone has the line for itself.
    const bool isSentence = !ids.empty() && sentence.contains(u' ');
    const QString text = isSentence ? withWholeIds(sentence) : sentence;
    if (text == toPlainText())
        return;
    setCurrentCharFormat({}); // which may be that of an id
    setPlainText(text);
    QTextCharFormat fixed;
    fixed.setFontFamilies({fixedFont().family()});
    QTextCursor cursor(document());
    for (const IdRange &known : ids) {
        const IdRange id = isSentence ? withJoiners(known, text) : known;
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

/// What is copied is what was said.
QMimeData *WrappedText::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    copied->setText(textCursor().selection().toPlainText().remove(joiner));
    return copied;
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
