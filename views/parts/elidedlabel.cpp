#include "elidedlabel.h"

#include "printable.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QTextDocument>
#include <QToolTip>

ElidedLabel::ElidedLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 3, QLabel::minimumSizeHint().height()};
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided()) {
        const auto *help = static_cast<QHelpEvent *>(event);
        // Names come from a registry: never to be read as mark-up.
        QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(shownText()), this);
        return true;
    }
    return QLabel::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const QString shown =
        fontMetrics().elidedText(shownText(), Qt::ElideRight, contentsRect().width());
    const auto flags = static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment()));
    style()->drawItemText(&painter, contentsRect(), flags, palette(), isEnabled(), shown,
                          foregroundRole());
}

bool ElidedLabel::isElided() const
{
    return fontMetrics().horizontalAdvance(shownText()) > contentsRect().width();
}

QString ElidedLabel::shownText() const
{
    return printableLines(text());
}
