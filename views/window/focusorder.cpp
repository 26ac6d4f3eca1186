#include "focusorder.h"

#include "focusgroup.h"

#include <QAbstractButton>
#include <QApplication>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace {

constexpr std::size_t mostRecent = 32;

bool takesTab(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) != 0 &&
           widget.focusProxy() == nullptr;
}

/// The buttons of which one alone holds; null for all else.
const QButtonGroup *exclusiveGroupOf(const QWidget &widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    const QButtonGroup *group = button ? button->group() : nullptr;
    return group && group->exclusive() ? group : nullptr;
}

/// Nothing can be written in it: the keys that move between lines are free.
bool isReadOnlyLine(const QWidget &widget)
{
    const auto *line = qobject_cast<const QLineEdit *>(&widget);
    return line && line->isReadOnly();
}

bool canShareStop(const QWidget &widget)
{
    return qobject_cast<const QAbstractButton *>(&widget) != nullptr || isReadOnlyLine(widget);
}

/// The children of \p parent line by line, and those of a line from where reading begins. Those
/// share a line whose middle lies within the height of the first of it.
std::vector<QWidget *> inReadingOrder(const QWidget &parent)
{
    std::vector<QWidget *> children;
    for (QObject *child : parent.children()) {
        auto *widget = qobject_cast<QWidget *>(child);
        if (widget && !widget->isWindow() && widget->isVisible())
            children.push_back(widget);
    }
    const bool isMirrored = parent.layoutDirection() == Qt::RightToLeft;
    std::ranges::stable_sort(children, {}, &QWidget::y);
    for (auto first = children.begin(); first != children.end();) {
        const int bottom = (*first)->geometry().bottom();
        const auto end = std::find_if(first + 1, children.end(), [bottom](const QWidget *widget) {
            return widget->geometry().center().y() > bottom;
        });
        std::stable_sort(first, end, [isMirrored](const QWidget *left, const QWidget *right) {
            return isMirrored ? left->x() > right->x() : left->x() < right->x();
        });
        first = end;
    }
    return children;
}

/// Collects the stops of one area after the other.
class StopCollector final {
public:
    /// \p areas are left out where they lie in another. \p focus is a stop also where Tab does not
    /// come to it: from there the way goes on.
    StopCollector(const std::vector<QWidget *> &areas, const QWidget *focus)
        : m_areas(areas), m_focus(focus)
    {
    }

    void addArea(QWidget &area)
    {
        endRun();
        addChildren(area);
        endRun();
    }
    [[nodiscard]] std::vector<FocusOrder::Stop> take() { return std::exchange(m_stops, {}); }

private:
    void add(QWidget &widget)
    {
        if (std::ranges::find(m_areas, &widget) != m_areas.end())
            return;
        if (takesTab(widget))
            return addStop(widget);
        if (&widget == m_focus)
            addStop(widget);
        const bool isGroup = isFocusGroup(widget);
        if (isGroup)
            endRun();
        addChildren(widget);
        if (isGroup)
            endRun();
    }
    void addChildren(const QWidget &parent)
    {
        for (QWidget *child : inReadingOrder(parent))
            add(*child);
    }
    void addStop(QWidget &widget)
    {
        const bool canShare = canShareStop(widget);
        const QButtonGroup *group = exclusiveGroupOf(widget);
        if (!m_isInRun || !canShare || group != m_group)
            m_stops.emplace_back();
        m_stops.back().push_back(&widget);
        m_isInRun = canShare;
        m_group = group;
    }
    void endRun() { m_isInRun = false; }

    const std::vector<QWidget *> &m_areas;
    const QWidget *m_focus = nullptr;
    std::vector<FocusOrder::Stop> m_stops{};
    bool m_isInRun = false; ///< the last stop can be shared
    const QButtonGroup *m_group = nullptr;
};

void giveFocus(QWidget &widget, bool forward)
{
    widget.setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    for (QWidget *parent = widget.parentWidget(); parent; parent = parent->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(parent))
            scroll->ensureWidgetVisible(&widget, 0, 8);
    }
}

/// The place \p steps behind \p index of \p count that follow each other in a ring.
std::size_t around(std::ptrdiff_t index, std::ptrdiff_t steps, std::size_t count)
{
    const auto size = static_cast<std::ptrdiff_t>(count);
    return static_cast<std::size_t>((index + steps + size) % size);
}

constexpr std::ptrdiff_t toTheEnd = 10'000;

/// How far a key moves among what shares a stop with \p member.
std::optional<std::ptrdiff_t> stepsOf(int key, const QWidget &member)
{
    if (key == Qt::Key_Down)
        return 1;
    if (key == Qt::Key_Up)
        return -1;
    if (isReadOnlyLine(member))
        return {}; // the others move in its text
    const bool isMirrored = member.layoutDirection() == Qt::RightToLeft;
    if (key == Qt::Key_Right)
        return isMirrored ? -1 : 1;
    if (key == Qt::Key_Left)
        return isMirrored ? 1 : -1;
    if (key == Qt::Key_Home)
        return -toTheEnd;
    return key == Qt::Key_End ? std::optional(toTheEnd) : std::nullopt;
}

} // namespace

FocusOrder::FocusOrder(QWidget &window, std::vector<QWidget *> areas, std::vector<Pane> panes)
    : QObject(&window), m_window(window), m_areas(std::move(areas)), m_panes(std::move(panes))
{
    connect(qApp, &QApplication::focusChanged, this, &FocusOrder::noteFocus);
}

void FocusOrder::noteFocus(QWidget *former, QWidget *now)
{
    if (former)
        former->removeEventFilter(this);
    if (!now || now->window() != &m_window)
        return;
    now->installEventFilter(this);
    std::erase(m_recent, now);
    std::erase(m_recent, nullptr); // gone by now
    m_recent.insert(m_recent.begin(), now);
    m_recent.resize(std::min(m_recent.size(), mostRecent));
}

std::vector<FocusOrder::Stop> FocusOrder::stops() const
{
    StopCollector collector(m_areas, m_window.focusWidget());
    for (QWidget *area : m_areas) {
        if (area->isVisible())
            collector.addArea(*area);
    }
    return collector.take();
}

/// The one that holds, or had the focus last, or the first.
QWidget *FocusOrder::entryOf(const Stop &stop) const
{
    for (QWidget *widget : stop) {
        if (exclusiveGroupOf(*widget) && static_cast<QAbstractButton *>(widget)->isChecked())
            return widget;
    }
    for (const QPointer<QWidget> &recent : m_recent) {
        if (recent && std::ranges::find(stop, recent.data()) != stop.end())
            return recent;
    }
    return stop.front();
}

bool FocusOrder::moveToStop(bool forward)
{
    const QWidget *focus = m_window.focusWidget();
    if (focus && (!focus->isVisible() || !focus->isEnabled()))
        return false;
    const std::vector<Stop> all = stops();
    if (all.empty())
        return false;
    const auto present = std::ranges::find_if(
        all, [focus](const Stop &stop) { return std::ranges::find(stop, focus) != stop.end(); });
    if (focus && present == all.end())
        return false;
    const std::ptrdiff_t index = focus ? present - all.begin() : (forward ? -1 : 0);
    giveFocus(*entryOf(all[around(index, forward ? 1 : -1, all.size())]), forward);
    return true;
}

QWidget *FocusOrder::entryOf(const Pane &pane) const
{
    if (pane.entry)
        return pane.entry();
    for (const QPointer<QWidget> &recent : m_recent) {
        if (recent && takesTab(*recent) && pane.area->isAncestorOf(recent))
            return recent;
    }
    StopCollector collector(m_areas, nullptr);
    collector.addArea(*pane.area);
    const std::vector<Stop> inside = collector.take();
    return inside.empty() ? nullptr : entryOf(inside.front());
}

void FocusOrder::moveToPane(bool forward)
{
    const QWidget *focus = m_window.focusWidget();
    std::ptrdiff_t index = forward ? -1 : 0; // from elsewhere to the first, or to the last
    for (std::size_t i = 0; focus && i < m_panes.size(); ++i) {
        if (m_panes[i].area == focus || m_panes[i].area->isAncestorOf(focus))
            index = static_cast<std::ptrdiff_t>(i);
    }
    for (std::size_t step = 1; step <= m_panes.size(); ++step) {
        const auto steps = static_cast<std::ptrdiff_t>(step);
        const Pane &pane = m_panes[around(
            index, forward ? steps : static_cast<std::ptrdiff_t>(m_panes.size()) - steps,
            m_panes.size())];
        QWidget *entry = pane.area->isVisible() ? entryOf(pane) : nullptr;
        if (entry)
            return giveFocus(*entry, forward);
    }
}

bool FocusOrder::moveInStop(QWidget &member, int key)
{
    const std::optional<std::ptrdiff_t> steps = stepsOf(key, member);
    if (!steps)
        return false;
    const std::vector<Stop> all = stops();
    const auto stop = std::ranges::find_if(all, [&member](const Stop &candidate) {
        return std::ranges::find(candidate, &member) != candidate.end();
    });
    if (stop == all.end())
        return false;
    const auto present = std::ranges::find(*stop, &member) - stop->begin();
    const auto next = std::clamp<std::ptrdiff_t>(present + *steps, 0, std::ssize(*stop) - 1);
    if (next != present)
        giveFocus(*(*stop)[static_cast<std::size_t>(next)], next > present);
    return true;
}

/// Enter presses a button, as Space does. Qt lets it only in dialogs.
bool FocusOrder::pressByEnter(QWidget &widget, const QKeyEvent &key)
{
    auto *button = qobject_cast<QAbstractButton *>(&widget);
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (!button || !isEnter || button->isCheckable() || key.isAutoRepeat())
        return false;
    button->click();
    return true;
}

/// Of what has the focus. The buttons of which one alone holds move, and choose, by themselves.
bool FocusOrder::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    auto &widget = static_cast<QWidget &>(*watched);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isPlain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (isPlain && pressByEnter(widget, *key))
        return true;
    if (isPlain && canShareStop(widget) && !exclusiveGroupOf(widget) &&
        moveInStop(widget, key->key()))
        return true;
    return QObject::eventFilter(watched, event);
}
