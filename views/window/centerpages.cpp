#include "centerpages.h"

#include "placeholder.h"
#include "segmentedcontrol.h"
#include "widgetparts.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

bool holdsFocus(const QWidget &widget)
{
    const QWidget *focus = widget.window()->focusWidget(); // also while the window is not active
    return focus == &widget || (focus != nullptr && widget.isAncestorOf(focus));
}

} // namespace

CenterPages::CenterPages(QWidget *parent)
    : QWidget(parent),
      m_switch(new SegmentedControl(this)),
      m_latest(makeButton(u"latestOnly"_s, "toggle", this)),
      m_placeholder(new Placeholder(this)),
      m_bar(makeBar()),
      m_stack(new QStackedWidget(this))
{
    m_stack->addWidget(m_placeholder);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_stack, 1);
    connect(m_switch, &SegmentedControl::chosen, this, &CenterPages::openNumber);
    connect(m_latest, &QPushButton::clicked, this, &CenterPages::latestOnlyChosen);
    retranslate();
}

QWidget *CenterPages::makeBar()
{
    auto *bar = new QWidget(this);
    fillWithPanel(*bar);
    bar->setFixedHeight(Metrics::pageBarHeight);
    m_switch->setObjectName(u"pageSwitch"_s);
    m_latest->setCheckable(true);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(Metrics::padding, 0, Metrics::padding, 0);
    row->addWidget(m_switch);
    row->addStretch(1);
    row->addWidget(m_latest);
    return bar;
}

void CenterPages::addPage(QWidget &page, const QString &name, std::function<QString()> title)
{
    m_stack->addWidget(&page);
    m_switch->addSegment(name);
    m_pages.push_back({.widget = &page, .action = makeAction(name), .title = std::move(title)});
    retranslate();
    show();
}

QAction *CenterPages::makeAction(const QString &name)
{
    const int number = static_cast<int>(m_pages.size());
    auto *action = new QAction(this);
    action->setObjectName(u"open_"_s + name);
    action->setShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + number)));
    connect(action, &QAction::triggered, this, [this, number] {
        if (!hasAnswer())
            return;
        openNumber(number);
        focusPage();
    });
    addAction(action);
    return action;
}

void CenterPages::openPage(const QWidget &page)
{
    const auto place = std::ranges::find(m_pages, &page, &Page::widget) - m_pages.begin();
    if (place < std::ssize(m_pages))
        openNumber(static_cast<int>(place));
}

void CenterPages::openNumber(int number)
{
    const bool isOther = std::exchange(m_opened, number) != number;
    m_switch->setCurrent(number);
    show();
    if (isOther)
        Q_EMIT pageOpened();
}

bool CenterPages::isOpen(const QWidget &page) const
{
    const auto number = static_cast<std::size_t>(m_opened);
    return number < m_pages.size() && m_pages[number].widget == &page;
}

const QWidget *CenterPages::openedPage() const
{
    const auto number = static_cast<std::size_t>(m_opened);
    return number < m_pages.size() ? m_pages[number].widget : nullptr;
}

bool CenterPages::stepBack()
{
    if (m_opened <= 0)
        return false;
    openNumber(0);
    return true;
}

void CenterPages::setHasTasks(bool hasTasks)
{
    m_hasTasks = hasTasks;
    show();
    Q_EMIT answerChanged();
}

bool CenterPages::hasAnswer() const
{
    return m_hasTasks || m_placeholder->isFiltered();
}

void CenterPages::focusPage()
{
    m_stack->currentWidget()->setFocus();
}

QWidget *CenterPages::pageFocus() const
{
    QWidget *page = m_stack->currentWidget();
    if (page == m_placeholder)
        return m_placeholder->firstButton();
    return page->focusProxy() ? page->focusProxy() : page;
}

void CenterPages::show()
{
    // Where a filter lets nothing through, only the list of tasks has nothing to say.
    const bool isCovered = !m_hasTasks && (m_opened == 0 || !m_placeholder->isFiltered());
    QWidget *page =
        isCovered ? m_placeholder : m_pages.at(static_cast<std::size_t>(m_opened)).widget;
    m_bar->setVisible(hasAnswer());
    if (page == m_stack->currentWidget())
        return;
    // Left alone, the focus of what goes would fall to whatever comes next.
    const bool hadFocus = holdsFocus(*m_stack->currentWidget());
    m_stack->setCurrentWidget(page);
    if (hadFocus)
        page->setFocus();
}

void CenterPages::showLatestOnly(bool latestOnly)
{
    m_latest->setChecked(latestOnly);
}

void CenterPages::retranslate()
{
    for (std::size_t number = 0; number < m_pages.size(); ++number) {
        QAction &action = *m_pages[number].action;
        action.setText(m_pages[number].title());
        m_switch->setSegmentText(static_cast<int>(number), action.text(),
                                 action.shortcut().toString(QKeySequence::NativeText));
    }
    //: The choice between the pages below the chart, for a screen reader
    m_switch->setAccessibleName(tr("Pages"));
    //: A switch: of each image and destination list the newest task only
    m_latest->setText(tr("Latest results"));
    m_latest->setToolTip(tr("Only the newest task of each image and destination: is:latest"));
}

void CenterPages::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
