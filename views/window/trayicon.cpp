#include "trayicon.h"

#include "theme.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array traySizes = {16, 22, 24, 32, 44, 48, 64};
constexpr int mostShown = 99;

/// The largest bold font in which \p text fits into \p room.
QFont fontThatFits(const QString &text, const QSizeF &room)
{
    QFont font;
    font.setWeight(QFont::Bold);
    font.setStretch(text.size() > 2 ? QFont::Condensed : QFont::Unstretched);
    for (int pixels = static_cast<int>(room.height() * 1.5); pixels > 1; --pixels) {
        font.setPixelSize(pixels);
        const QRectF ink = QFontMetricsF(font).tightBoundingRect(text);
        if (ink.width() <= room.width() && ink.height() <= room.height())
            break;
    }
    return font;
}

QPixmap paintedCount(int failed, bool isPaused, int size, const QPalette &palette)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = statusText(SyncTaskStatus::Error, palette);
    const qreal line = isPaused ? size / 16.0 : 0.0;
    const qreal corner = size / 5.0;
    painter.setPen(isPaused ? QPen(color, line) : QPen(Qt::NoPen));
    painter.setBrush(isPaused ? themeColors(palette).panel : color);
    const QRectF whole(0, 0, size, size);
    painter.drawRoundedRect(whole.adjusted(line / 2, line / 2, -line / 2, -line / 2), corner,
                            corner);

    const QString text =
        failed > mostShown ? QString::number(mostShown) + u'+' : QString::number(failed);
    const qreal margin = size / 16.0 + line;
    painter.setFont(fontThatFits(text, {size - 2 * margin, size * 0.7}));
    painter.setPen(isPaused ? color : themeColors(palette).panel);
    const QRectF ink = QFontMetricsF(painter.font()).tightBoundingRect(text);
    painter.drawText(whole.center() - ink.center(), text);
    return pixmap;
}

} // namespace

QIcon failedCountIcon(int failed, bool isPaused, const QPalette &palette)
{
    QIcon icon;
    for (const int size : traySizes)
        icon.addPixmap(paintedCount(failed, isPaused, size, palette));
    return icon;
}
