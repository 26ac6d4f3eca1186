#include "paintpause.h"

#include <QTimerEvent>
#include <QWidget>

PaintPause::PaintPause(QWidget &widget) : QObject(&widget), m_widget(widget) {}

void PaintPause::noteChange()
{
    if (m_timer.isActive())
        m_widget.setUpdatesEnabled(false);
    else
        m_timer.start(static_cast<int>(pause.count()), this);
}

void PaintPause::end()
{
    m_timer.stop();
    m_widget.setUpdatesEnabled(true);
}

void PaintPause::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return QObject::timerEvent(event);
    const bool wasHeld = !m_widget.updatesEnabled();
    end();
    if (!wasHeld)
        return;
    m_widget.repaint(); // at once: the next change would hold it back again
    m_timer.start(static_cast<int>(pause.count()), this);
}
