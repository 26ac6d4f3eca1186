#include "querynotice.h"

#include "theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

QueryNotice::QueryNotice(QWidget *parent) : QLabel(parent)
{
    setObjectName(u"queryNotice"_s);
    setTextFormat(Qt::PlainText); // names of instances are never mark-up
    setWordWrap(true);
    setContentsMargins(Metrics::padding + Metrics::unit, 5, Metrics::padding, 5);
    setFont(textFont(TextStyle::Secondary, font()));
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    hide();
}

void QueryNotice::showReasons(const QStringList &sentences)
{
    const QString text = sentences.join(u' ');
    if (text == this->text())
        return;
    setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

void QueryNotice::paintEvent(QPaintEvent *event)
{
    {
        const ThemeColors &colors = themeColors(palette());
        QPainter painter(this);
        painter.fillRect(rect(), colors.window);
        painter.fillRect(0, height() - 1, width(), 1, colors.line);
    }
    QLabel::paintEvent(event);
}
