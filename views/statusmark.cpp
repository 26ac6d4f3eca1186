#include "statusmark.h"

#include "statusicon.h"

#include <QPainter>

StatusMark::StatusMark(int size, QWidget *parent) : QWidget(parent)
{
    setFixedSize(size, size);
}

StatusMark::~StatusMark() = default;

void StatusMark::showStatus(SyncTaskStatus status)
{
    if (status == m_status)
        return;
    m_status = status;
    update();
}

void StatusMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintStatusIcon(painter, rect(), m_status, palette());
}
