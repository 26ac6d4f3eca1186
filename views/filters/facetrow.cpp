#include "facetrow.h"

#include "displaytext.h"
#include "printable.h"
#include "statusicon.h"
#include "theme.h"
#include "widgetparts.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace {

constexpr int markSize = 14;
constexpr int inset = 6; ///< the tint reaches this far beyond icon and count
constexpr int shareBarHeight = 2;

} // namespace

FacetRow::FacetRow(std::optional<SyncTaskStatus> status, QWidget *parent)
    : QAbstractButton(parent), m_status(status)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this,
            [this] { Q_EMIT chosen(std::exchange(m_withControl, false)); });
}

void FacetRow::showChoice(Choice choice)
{
    setChecked(choice == Choice::Wanted);
    m_excluded = choice == Choice::Excluded;
    describe();
    update();
}

void FacetRow::setStatus(std::optional<SyncTaskStatus> status)
{
    m_status = status;
    update();
}

/// The count, and what the look alone would tell, for a screen reader.
void FacetRow::describe()
{
    const QString count = countText();
    //: %1 is a number of tasks; tasks of this kind are left out of the list
    setAccessibleDescription(m_excluded ? tr("%1, excluded").arg(count) : count);
}

QString FacetRow::countText() const
{
    return m_count ? QLocale().toString(*m_count) : QString();
}

void FacetRow::showCount(std::optional<int> count, int largest)
{
    if (count == m_count && largest == m_largest)
        return;
    m_count = count;
    m_largest = largest;
    describe();
    update();
}

void FacetRow::retranslate(const QString &plainName, const QString &note, const QString &tip)
{
    const QString name = printableLines(plainName);
    setText(name);
    m_note = note;
    setAccessibleName(note.isEmpty() ? name : listText({name, note}));
    describe();
    const QString title = tip.isEmpty() ? accessibleName() : accessibleName() + u'\n' + tip;
    //: %1 is what the line is called
    setToolTip(plainToolTip(tr("%1\nClick: only these. Ctrl+click: all but these.").arg(title)));
}

void FacetRow::setShownById(bool isId)
{
    if (isId == m_isId)
        return;
    m_isId = isId;
    update();
}

void FacetRow::setMuted(bool isMuted)
{
    if (std::exchange(m_isMuted, isMuted) != isMuted)
        update();
}

QSize FacetRow::sizeHint() const
{
    return {Metrics::sideBarWidth - 2 * Metrics::padding, sideBarRowHeight()};
}

QSize FacetRow::minimumSizeHint() const
{
    return {80, sideBarRowHeight()};
}

void FacetRow::paintGround(QPainter &painter) const
{
    if (!isChecked() && !underMouse() && !hasFocus())
        return;
    const ThemeColors &colors = themeColors(palette());
    painter.setPen(hasFocus() ? QPen(colors.accent, 1) : QPen(Qt::NoPen));
    painter.setBrush(isChecked()    ? QBrush(colors.selection)
                     : underMouse() ? QBrush(colors.track)
                                    : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void FacetRow::paintBar(QPainter &painter) const
{
    if (count() <= 0 || m_largest <= 0)
        return;
    const ThemeColors &colors = themeColors(palette());
    const int room = width() - 2 * inset;
    const int length = std::max(3, static_cast<int>(qint64{room} * count() / m_largest));
    QColor bar = isChecked() ? colors.accent : colors.secondaryText;
    bar.setAlphaF(isChecked() ? 1.0F : 0.5F);
    painter.fillRect(QRect(inset, height() - shareBarHeight - 1, length, shareBarHeight), bar);
}

void FacetRow::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter);
    paintBar(painter);

    const QRect content = rect().adjusted(inset, 0, -inset, -shareBarHeight);
    QRect word = content;
    if (m_status) {
        const int top = content.center().y() - markSize / 2 + 1;
        paintStatusIcon(painter, QRectF(content.left(), top, markSize, markSize), *m_status,
                        palette());
        word.setLeft(content.left() + markSize + 8);
    }
    const QString number = countText();
    painter.setPen(colors.secondaryText);
    painter.drawText(content, Qt::AlignVCenter | Qt::AlignRight, number);
    word.setRight(content.right() - fontMetrics().horizontalAdvance(number) - 8);
    painter.setPen(isChecked() ? colors.accent : m_excluded ? colors.secondaryText : colors.text);
    QFont wordFont = m_isId ? fixedFont() : font();
    wordFont.setStrikeOut(m_excluded);
    painter.setFont(wordFont);
    const QFontMetrics wordMetrics = painter.fontMetrics();
    const QString name =
        wordMetrics.elidedText(printableLines(text()), Qt::ElideRight, word.width());
    painter.drawText(word, Qt::AlignVCenter | Qt::AlignLeft, name);
    if (m_note.isEmpty())
        return;
    word.setLeft(word.left() + wordMetrics.horizontalAdvance(name) + 8);
    painter.setFont(font());
    if (m_isMuted) {
        const QRectF sign(word.left(), content.center().y() - markSize / 2 + 1, markSize, markSize);
        paintMutedIcon(painter, sign, colors.secondaryText);
        word.setLeft(word.left() + markSize + 4);
    }
    painter.setPen(m_isMuted ? colors.secondaryText
                             : statusText(SyncTaskStatus::Pending, palette()));
    painter.drawText(word, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(m_note, Qt::ElideRight, word.width()));
}

void FacetRow::mouseReleaseEvent(QMouseEvent *event)
{
    m_withControl = event->modifiers().testFlag(Qt::ControlModifier);
    QAbstractButton::mouseReleaseEvent(event);
}

void FacetRow::keyPressEvent(QKeyEvent *event)
{
    m_withControl = event->modifiers().testFlag(Qt::ControlModifier);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
        (m_withControl && event->key() == Qt::Key_Space))
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
