#include "facetrow.h"

#include "statusicon.h"
#include "theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace {

constexpr int markSize = 14;
constexpr int inset = 6; ///< the tint reaches this far beyond icon and count
constexpr int barHeight = 2;

} // namespace

FacetRow::FacetRow(std::optional<SyncTaskStatus> status, QWidget *parent)
    : QAbstractButton(parent), m_status(status)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

FacetRow::~FacetRow() = default;

void FacetRow::showCount(int count, int largest)
{
    if (count == m_count && largest == m_largest)
        return;
    m_count = count;
    m_largest = largest;
    setAccessibleDescription(QLocale().toString(count));
    update();
}

void FacetRow::retranslate(const QString &name)
{
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(QLocale().toString(m_count));
}

QSize FacetRow::sizeHint() const
{
    return {Metrics::sideBarWidth - 2 * Metrics::padding, Metrics::sideBarRowHeight};
}

QSize FacetRow::minimumSizeHint() const
{
    return {80, Metrics::sideBarRowHeight};
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
    if (m_count <= 0 || m_largest <= 0)
        return;
    const ThemeColors &colors = themeColors(palette());
    const int room = width() - 2 * inset;
    const int length = std::max(3, static_cast<int>(qint64{room} * m_count / m_largest));
    QColor bar = isChecked() ? colors.accent : colors.secondaryText;
    bar.setAlphaF(isChecked() ? 1.0F : 0.5F);
    painter.fillRect(QRect(inset, height() - barHeight - 1, length, barHeight), bar);
}

void FacetRow::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter);
    paintBar(painter);

    const QRect content = rect().adjusted(inset, 0, -inset, -barHeight);
    QRect word = content;
    if (m_status) {
        const int top = content.center().y() - markSize / 2 + 1;
        paintStatusIcon(painter, QRectF(content.left(), top, markSize, markSize), *m_status,
                        palette());
        word.setLeft(content.left() + markSize + 8);
    }
    const QString number = QLocale().toString(m_count);
    painter.setPen(colors.secondaryText);
    painter.drawText(content, Qt::AlignVCenter | Qt::AlignRight, number);
    word.setRight(content.right() - fontMetrics().horizontalAdvance(number) - 8);
    painter.setPen(isChecked() ? colors.accent : colors.text);
    painter.drawText(word, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, word.width()));
}

void FacetRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down)
        focusNextChild();
    else if (event->key() == Qt::Key_Up)
        focusPreviousChild();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
