#include "settingspages.h"

#include "theme.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int leastListWidth = 148;
constexpr int titlePadding = 48; ///< left and right of a title together
constexpr int pageMargin = 20;
constexpr int scrollBarRoom = 12;

/// Of a page's title in the list.
QSize pageTitleSize()
{
    return {leastListWidth, tableRowHeight()};
}

/// The parts of \p layout that take the focus, in its order.
void collectFocus(const QLayout &layout, QList<QWidget *> &parts)
{
    for (int i = 0; i < layout.count(); ++i) {
        QLayoutItem *item = layout.itemAt(i);
        QWidget *widget = item->widget();
        const QLayout *inner = widget ? widget->layout() : item->layout();
        if (widget && (widget->focusPolicy() & Qt::TabFocus))
            parts << widget;
        else if (inner)
            collectFocus(*inner, parts);
    }
}

} // namespace

SettingsPages::SettingsPages(QWidget *parent)
    : QWidget(parent), m_titles(new QListWidget(this)), m_stack(new QStackedWidget(this))
{
    m_titles->setObjectName(u"settingsPages"_s);
    m_titles->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_titles->setUniformItemSizes(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_titles);
    row->addWidget(makeHairline(Qt::Vertical, this));
    row->addWidget(m_stack, 1);
    connect(m_titles, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_titles, &QListWidget::currentRowChanged, this, &SettingsPages::opened);
    setFocusProxy(m_titles);
}

int SettingsPages::addPage(QWidget *page)
{
    fillWithPanel(*page);
    QMargins margins = page->layout() ? page->layout()->contentsMargins() : QMargins();
    margins.setLeft(pageMargin);
    margins.setRight(scrollBarRoom);
    if (page->layout())
        page->layout()->setContentsMargins(margins);
    m_stack->addWidget(makePageScroll(page, m_stack));
    auto *item = new QListWidgetItem(m_titles);
    item->setSizeHint(pageTitleSize());
    if (m_titles->currentRow() < 0)
        m_titles->setCurrentRow(0);
    return m_stack->count() - 1;
}

void SettingsPages::setTitle(int page, const QString &title)
{
    m_titles->item(page)->setText(title);
    //: The list of the pages of the settings, for a screen reader
    m_titles->setAccessibleName(tr("Pages"));
    m_stack->widget(page)->setAccessibleName(title);
    fitList();
}

void SettingsPages::setOffered(int page, bool isOffered)
{
    m_titles->setRowHidden(page, !isOffered);
    if (isOffered || m_titles->currentRow() != page)
        return;
    for (int other = 0; other < m_titles->count(); ++other) {
        if (!m_titles->isRowHidden(other))
            return open(other);
    }
}

void SettingsPages::open(int page)
{
    m_titles->setCurrentRow(page);
}

void SettingsPages::reveal(QWidget &field)
{
    for (int page = 0; page < m_stack->count(); ++page) {
        auto *scroll = qobject_cast<QScrollArea *>(m_stack->widget(page));
        if (!scroll->isAncestorOf(&field))
            continue;
        open(page);
        scroll->widget()->layout()->activate(); // where the field is now
        scroll->ensureWidgetVisible(&field);
    }
}

void SettingsPages::orderFocus()
{
    QList<QWidget *> parts{m_titles};
    for (int page = 0; page < m_stack->count(); ++page) {
        const auto *scroll = qobject_cast<QScrollArea *>(m_stack->widget(page));
        collectFocus(*scroll->widget()->layout(), parts);
    }
    for (qsizetype i = 1; i < parts.size(); ++i)
        setTabOrder(parts[i - 1], parts[i]);
}

int SettingsPages::current() const
{
    return m_titles->currentRow();
}

int SettingsPages::count() const
{
    return m_stack->count();
}

/// As wide as the longest title, in any language.
void SettingsPages::fitList()
{
    int width = leastListWidth;
    for (int page = 0; page < m_titles->count(); ++page)
        width = std::max(width,
                         m_titles->fontMetrics().horizontalAdvance(m_titles->item(page)->text()) +
                             titlePadding);
    m_titles->setFixedWidth(width);
}

void SettingsPages::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitList();
    if (event->type() == QEvent::StyleChange) {
        for (int page = 0; page < m_titles->count(); ++page)
            m_titles->item(page)->setSizeHint(pageTitleSize());
    }
}
