#include "keybindings.h"

#include <QActionGroup>
#include <QMenu>

#include <algorithm>

namespace {

/// A mnemonic is for a menu.
QString plainActionText(QString text)
{
    return text.remove(QLatin1Char('&')).remove(QChar(0x2026)).trimmed();
}

} // namespace

void KeyBindings::add(const QString &title, const QList<QAction *> &actions)
{
    Group group{.title = title};
    collect(actions, group.actions);
    m_groups.push_back(std::move(group));
}

void KeyBindings::collect(const QList<QAction *> &actions, std::vector<Bound> &bound)
{
    for (QAction *action : actions) {
        if (action->menu()) {
            collect(action->menu()->actions(), bound);
        } else if (!action->objectName().isEmpty() && action->actionGroup() == nullptr) {
            bound.push_back({.action = action, .usual = action->shortcuts()});
        }
    }
}

std::vector<KeyGroup> KeyBindings::groups() const
{
    std::vector<KeyGroup> groups;
    for (const Group &group : m_groups) {
        KeyGroup shown{.title = group.title};
        for (const Bound &bound : group.actions)
            shown.actions.push_back({.name = bound.action->objectName(),
                                     .text = plainActionText(bound.action->text()),
                                     .usual = bound.usual});
        groups.push_back(std::move(shown));
    }
    return groups;
}

int KeyBindings::apply(const KeyChoices &choices)
{
    const KeyChoices usable = usableChoices(choices, groups());
    for (const Group &group : m_groups) {
        for (const Bound &bound : group.actions) {
            const KeyedAction action{.name = bound.action->objectName(), .usual = bound.usual};
            bound.action->setShortcuts(keysOf(action, usable));
        }
    }
    return static_cast<int>(choices.size() - usable.size());
}
