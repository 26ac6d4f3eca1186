#include "keychoices.h"

#include <algorithm>
#include <array>

namespace {

constexpr qsizetype longestText = 200;
constexpr qsizetype mostKeys = 4;

bool isKey(const QKeySequence &sequence)
{
    if (sequence.isEmpty())
        return false;
    for (int i = 0; i < sequence.count(); ++i) {
        const Qt::Key key = sequence[static_cast<uint>(i)].key();
        if (key == Qt::Key_unknown || key == Qt::Key(0))
            return false;
    }
    return true;
}

/// Whether a press of the one begins, or is, the other.
bool collides(const QKeySequence &one, const QKeySequence &other)
{
    return one.matches(other) != QKeySequence::NoMatch ||
           other.matches(one) != QKeySequence::NoMatch;
}

const KeyedAction *findAction(const QString &name, const std::vector<KeyGroup> &groups)
{
    for (const KeyGroup &group : groups) {
        const auto found = std::ranges::find(group.actions, name, &KeyedAction::name);
        if (found != group.actions.end())
            return &*found;
    }
    return nullptr;
}

bool areFree(const QList<QKeySequence> &keys, const QString &name,
             const std::vector<KeyGroup> &groups, const KeyChoices &choices)
{
    return std::ranges::none_of(keys, [&](const QKeySequence &key) {
        return isFixedKey(key) || ownerOfKey(key, name, groups, choices) != nullptr;
    });
}

} // namespace

QString keysToText(const QList<QKeySequence> &keys)
{
    return QKeySequence::listToString(keys, QKeySequence::PortableText);
}

std::optional<QList<QKeySequence>> keysFromText(const QString &text)
{
    if (text.isEmpty())
        return QList<QKeySequence>();
    if (text.size() > longestText)
        return {};
    const QList<QKeySequence> keys = QKeySequence::listFromString(text, QKeySequence::PortableText);
    const bool areKeys =
        !keys.isEmpty() && keys.size() <= mostKeys && std::ranges::all_of(keys, isKey);
    return areKeys ? std::optional(keys) : std::nullopt;
}

QList<QKeySequence> keysOf(const KeyedAction &action, const KeyChoices &choices)
{
    const auto choice = choices.constFind(action.name);
    return choice == choices.cend() ? action.usual : keysFromText(*choice).value_or(action.usual);
}

bool isFixedKey(const QKeySequence &key)
{
    static constexpr std::array keys = {
        Qt::Key_Escape, Qt::Key_Tab,  Qt::Key_Backtab, Qt::Key_Return,   Qt::Key_Enter,
        Qt::Key_Space,  Qt::Key_Left, Qt::Key_Right,   Qt::Key_Up,       Qt::Key_Down,
        Qt::Key_Home,   Qt::Key_End,  Qt::Key_PageUp,  Qt::Key_PageDown, Qt::Key_Backspace,
        Qt::Key_Delete, Qt::Key_J,    Qt::Key_K,       Qt::Key_Menu};
    const QKeyCombination first = key[0];
    const Qt::KeyboardModifiers modifiers = first.keyboardModifiers();
    if (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier)
        return std::ranges::find(keys, first.key()) != keys.end();
    if (modifiers != Qt::ControlModifier)
        return false;
    const bool isOfViews = first.key() >= Qt::Key_1 && first.key() <= Qt::Key_9;
    static constexpr std::array edits = {Qt::Key_A, Qt::Key_C, Qt::Key_V,      Qt::Key_X,
                                         Qt::Key_Y, Qt::Key_Z, Qt::Key_Return, Qt::Key_Enter};
    return isOfViews || std::ranges::find(edits, first.key()) != edits.end();
}

const KeyedAction *ownerOfKey(const QKeySequence &key, const QString &name,
                              const std::vector<KeyGroup> &groups, const KeyChoices &choices)
{
    for (const KeyGroup &group : groups) {
        for (const KeyedAction &action : group.actions) {
            if (action.name == name)
                continue;
            const QList<QKeySequence> taken = keysOf(action, choices);
            if (std::ranges::any_of(taken,
                                    [&key](const QKeySequence &one) { return collides(one, key); }))
                return &action;
        }
    }
    return nullptr;
}

KeyChoices usableChoices(const KeyChoices &choices, const std::vector<KeyGroup> &groups)
{
    KeyChoices usable;
    for (auto choice = choices.cbegin(); choice != choices.cend(); ++choice) {
        if (findAction(choice.key(), groups) && keysFromText(*choice))
            usable.insert(choice.key(), *choice);
    }
    // One that leaves may give back a key that another one has taken: until none has to.
    for (bool isDone = false; !isDone;) {
        isDone = true;
        const QStringList names = usable.keys();
        for (const QString &name : names) {
            if (areFree(*keysFromText(usable.value(name)), name, groups, usable))
                continue;
            usable.remove(name);
            isDone = false;
            break;
        }
    }
    return usable;
}
