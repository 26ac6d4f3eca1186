#include "newrowschip.h"

#include "theme.h"

#include <QGraphicsDropShadowEffect>

using namespace Qt::StringLiterals;

NewRowsChip::NewRowsChip(QWidget *parent) : QPushButton(parent)
{
    setObjectName(u"newRowsChip"_s);
    setProperty("chip", true);
    setFocusPolicy(Qt::NoFocus); // the key Home does the same
    setCursor(Qt::PointingHandCursor);
    auto *shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(10);
    shadow->setOffset(0, 2);
    shadow->setColor(QColor(0, 0, 0, 70));
    setGraphicsEffect(shadow);
    hide();
}

void NewRowsChip::showCount(int count)
{
    //: on a button that scrolls up to tasks that have just come in
    setText(tr("%Ln new ↑", nullptr, count));
    setToolTip(tr("Scroll to the new tasks"));
    setVisible(count > 0);
}

void NewRowsChip::placeIn(const QRect &area)
{
    adjustSize();
    move(area.center().x() - width() / 2, area.bottom() - height() - Metrics::padding);
}
