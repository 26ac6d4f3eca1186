#include "layerlist.h"

#include "cellpainter.h"
#include "displaytext.h"
#include "printable.h"
#include "theme.h"
#include "widgetparts.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cstddef>

using namespace Qt::StringLiterals;

namespace {

constexpr int shortDigestLength = 12;
constexpr int digestWidth = 106;
constexpr int sizeWidth = 84;
constexpr int layerBarHeight = 6;

QString nameOf(const LayerTask &layer)
{
    return layer.digest.isEmpty() ? layer.id : layer.digest;
}

/// As the vendor's tools shorten it: the first 12 of the hash, without its algorithm.
QString shortNameOf(const LayerTask &layer)
{
    const QString name = nameOf(layer);
    return name.mid(name.indexOf(u':') + 1).left(shortDigestLength);
}

bool isCopied(const LayerTask &layer)
{
    if (layer.status.isGiven())
        return layer.status.value == SyncTaskStatus::Success;
    return layer.size && layer.syncedSize && *layer.syncedSize >= *layer.size;
}

/// Not bounded: a layer may be told to have more bytes copied than it has.
double fractionOf(const LayerTask &layer)
{
    if (isCopied(layer))
        return 1.0;
    if (!layer.size || !layer.syncedSize || *layer.size <= 0)
        return 0.0;
    return static_cast<double>(*layer.syncedSize) / static_cast<double>(*layer.size);
}

SyncTaskStatus barStatus(const LayerTask &layer)
{
    return layer.status.isGiven() ? layer.status.value
           : isCopied(layer)      ? SyncTaskStatus::Success
                                  : SyncTaskStatus::Synchronizing;
}

/// The size tells enough of a layer that is copied or on its way; the word is for the others.
bool needsWord(const LayerTask &layer)
{
    switch (layer.status.value) {
    case SyncTaskStatus::Pending:
    case SyncTaskStatus::Synchronizing:
    case SyncTaskStatus::Success:
        return false;
    case SyncTaskStatus::Unknown:
    case SyncTaskStatus::Error:
    case SyncTaskStatus::Canceled:
    case SyncTaskStatus::Deleted:
        break;
    }
    return layer.status.isGiven();
}

} // namespace

LayerTotals totalsOf(const std::vector<LayerTask> &layers)
{
    LayerTotals totals{.layers = static_cast<int>(layers.size())};
    for (const LayerTask &layer : layers) {
        const bool copied = isCopied(layer);
        totals.copied += copied ? 1 : 0;
        totals.sizesKnown = totals.sizesKnown && layer.size.has_value();
        const qint64 size = layer.size.value_or(0);
        totals.totalBytes += size;
        totals.syncedBytes += copied ? size : std::min(size, layer.syncedSize.value_or(0));
    }
    return totals;
}

LayerList::LayerList(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"layerList"_s);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void LayerList::showLayers(const std::vector<LayerTask> &layers)
{
    if (layers == m_layers)
        return;
    m_layers = layers;
    const int last = static_cast<int>(m_layers.size()) - 1;
    m_current = std::min(std::max(m_current, 0), last);
    describe();
    updateGeometry();
    update();
}

QString LayerList::rowText(int row) const
{
    const LayerTask &layer = m_layers.at(static_cast<std::size_t>(row));
    QStringList parts = {nameOf(layer)};
    if (layer.status.isGiven())
        parts << displayName(layer.status);
    if (layer.size && layer.syncedSize && !isCopied(layer))
        //: %1 and %2 are amounts, e.g. "3.1 MiB of 31.2 MiB"
        parts << tr("%1 of %2").arg(bytesText(*layer.syncedSize), bytesText(*layer.size));
    else if (layer.size)
        parts << bytesText(*layer.size);
    return listText(parts);
}

QSize LayerList::sizeHint() const
{
    return {digestWidth + sizeWidth + 120, rowHeight * static_cast<int>(m_layers.size())};
}

QSize LayerList::minimumSizeHint() const
{
    return {digestWidth + sizeWidth + 24, sizeHint().height()};
}

int LayerList::rowAt(const QPoint &position) const
{
    const int row = position.y() / rowHeight;
    return row >= 0 && row < static_cast<int>(m_layers.size()) ? row : -1;
}

void LayerList::setCurrent(int row)
{
    if (row < 0 || row >= static_cast<int>(m_layers.size()) || row == m_current)
        return;
    m_current = row;
    describe();
    update();
}

void LayerList::describe()
{
    setAccessibleName(tr("Layers"));
    setAccessibleDescription(m_current < 0 ? QString() : rowText(m_current));
}

void LayerList::copyDigest() const
{
    if (m_current >= 0)
        QGuiApplication::clipboard()->setText(
            nameOf(m_layers.at(static_cast<std::size_t>(m_current))));
}

bool LayerList::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->pos());
        QToolTip::showText(help->globalPos(), row < 0 ? QString() : plainToolTip(rowText(row)),
                           this);
        return true;
    }
    return QWidget::event(event);
}

void LayerList::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyDigest();
    else if (event->key() == Qt::Key_Down)
        setCurrent(m_current + 1);
    else if (event->key() == Qt::Key_Up)
        setCurrent(m_current - 1);
    else
        QWidget::keyPressEvent(event);
}

void LayerList::mousePressEvent(QMouseEvent *event)
{
    setCurrent(rowAt(event->position().toPoint()));
    QWidget::mousePressEvent(event);
}

void LayerList::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse)
        setCurrent(rowAt(event->pos()));
    if (m_current < 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy digest"), this, &LayerList::copyDigest);
    menu->popup(event->globalPos());
}

void LayerList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    }
}

void LayerList::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void LayerList::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void LayerList::paintRow(QPainter &painter, int row) const
{
    const LayerTask &layer = m_layers.at(static_cast<std::size_t>(row));
    const ThemeColors &colors = themeColors(palette());
    const QRect line(0, row * rowHeight, width(), rowHeight);
    painter.setPen(Qt::NoPen);
    if (row == m_current && hasFocus()) {
        painter.setBrush(colors.selection);
        painter.drawRoundedRect(line.adjusted(-4, 0, 4, 0), 3, 3);
    }

    const QRectF bar(digestWidth + 12, line.center().y() + 1 - layerBarHeight / 2.0,
                     width() - digestWidth - sizeWidth - 12, layerBarHeight);
    drawProgressBar(painter, bar, fractionOf(layer), statusFill(barStatus(layer), palette()),
                    colors.track);

    painter.setFont(fixedFont());
    painter.setPen(colors.text);
    painter.drawText(QRect(0, line.top(), digestWidth, rowHeight), Qt::AlignVCenter,
                     printable(shortNameOf(layer)));
    painter.setFont(textFont(TextStyle::Secondary, font()));
    const bool word = needsWord(layer);
    painter.setPen(word ? statusText(layer.status.value, palette()) : colors.secondaryText);
    const QString end = word         ? displayName(layer.status)
                        : layer.size ? bytesText(*layer.size)
                                     : QString();
    painter.drawText(QRect(width() - sizeWidth, line.top(), sizeWidth, rowHeight),
                     Qt::AlignVCenter | Qt::AlignRight,
                     painter.fontMetrics().elidedText(end, Qt::ElideRight, sizeWidth - 8));
}

void LayerList::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int first = event->rect().top() / rowHeight;
    const int last =
        std::min(event->rect().bottom() / rowHeight, static_cast<int>(m_layers.size()) - 1);
    for (int row = first; row <= last; ++row)
        paintRow(painter, row);
}
