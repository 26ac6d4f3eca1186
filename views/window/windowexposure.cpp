#include "windowexposure.h"

#include <QEvent>
#include <QWidget>

#include <utility>

WindowExposure::WindowExposure(QWidget &window, QObject *parent) : QObject(parent), m_window(window)
{
    window.installEventFilter(this);
}

bool WindowExposure::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::Show &&
        m_window.windowHandle() != m_handle) {
        m_handle = m_window.windowHandle();
        m_handle->installEventFilter(this);
    }
    if (watched == m_handle && event->type() == QEvent::Expose)
        update();
    return QObject::eventFilter(watched, event);
}

void WindowExposure::update()
{
    const bool isExposed = m_handle->isExposed();
    m_wasExposed = m_wasExposed || isExposed;
    const bool isGone = m_wasExposed && !isExposed;
    if (std::exchange(m_isGone, isGone) && !isGone)
        Q_EMIT cameBack();
}
