#include "sidepane.h"

#include "widgetparts.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QSplitter>

#include <algorithm>

namespace {

constexpr int uncoveredWidth = 48; ///< what a drawer leaves of the content, to see where one is

} // namespace

SidePane::SidePane(QWidget &pane, Edge edge, QSplitter &splitter, int width)
    : QObject(&splitter),
      m_pane(pane),
      m_edge(edge),
      m_splitter(splitter),
      m_drawer(new QWidget(splitter.parentWidget())),
      m_width(width)
{
    fillWithPanel(*m_drawer);
    auto *layout = new QHBoxLayout(m_drawer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHairline(Qt::Vertical, m_drawer));
    m_drawer->hide();
    m_splitter.parentWidget()->installEventFilter(this);
    connect(&m_splitter, &QSplitter::splitterMoved, this, &SidePane::rememberWidth);
    place();
}

void SidePane::setDocked(bool docked)
{
    if (docked == m_docked)
        return;
    m_docked = docked;
    m_drawerOpen = false;
    place();
    announce();
}

void SidePane::setOpen(bool open)
{
    if (open == isOpen() || !m_used)
        return;
    (m_docked ? m_wanted : m_drawerOpen) = open;
    place();
    announce();
}

void SidePane::setUsed(bool used)
{
    if (used == m_used)
        return;
    m_used = used;
    m_drawerOpen = false;
    place();
    announce();
}

void SidePane::setWanted(bool wanted)
{
    m_wanted = wanted;
    place();
    announce();
}

void SidePane::setPaneWidth(int width)
{
    m_width = width;
    place();
}

void SidePane::place()
{
    auto *drawerLayout = static_cast<QHBoxLayout *>(m_drawer->layout());
    const bool isInSplitter = m_splitter.indexOf(&m_pane) >= 0;
    if (m_docked && !isInSplitter) {
        const int position = m_edge == Edge::Left ? 0 : m_splitter.count();
        m_splitter.insertWidget(position, &m_pane);
        m_splitter.setCollapsible(position, false);
        m_splitter.setStretchFactor(position, 0);
    } else if (!m_docked && drawerLayout->indexOf(&m_pane) < 0) {
        // The line is at the side of the content.
        drawerLayout->insertWidget(m_edge == Edge::Left ? 0 : 1, &m_pane, 1);
    }
    const bool hadFocus = m_pane.isAncestorOf(QApplication::focusWidget());
    m_pane.setVisible(isOpen());
    m_drawer->setVisible(!m_docked && isOpen());
    if (m_docked)
        Q_EMIT widthWanted();
    else
        placeDrawer();
    if (hadFocus && !isOpen())
        Q_EMIT focusLeft();
}

void SidePane::rememberWidth()
{
    if (m_docked && isOpen())
        m_width = m_pane.width();
}

void SidePane::placeDrawer()
{
    const QRect area = m_splitter.parentWidget()->rect();
    const int width = std::min(m_width + 1, area.width() - uncoveredWidth);
    const int x = m_edge == Edge::Left ? 0 : area.width() - width;
    m_drawer->setGeometry(x, 0, width, area.height());
    m_drawer->raise();
}

void SidePane::announce()
{
    if (isOpen() == m_announcedOpen)
        return;
    m_announcedOpen = isOpen();
    Q_EMIT openChanged(m_announcedOpen);
}

bool SidePane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && !m_docked)
        placeDrawer();
    return QObject::eventFilter(watched, event);
}
