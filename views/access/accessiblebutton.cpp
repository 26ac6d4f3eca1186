#include "accessiblebutton.h"

#include "accessibletext.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QCheckBox>
#include <QMenu>
#include <QPushButton>
#include <QTimer>

#include <chrono>

namespace {

bool opensMenu(const QAbstractButton &button)
{
    const auto *push = qobject_cast<const QPushButton *>(&button);
    return push && push->menu();
}

bool isOneOfSeveral(const QAbstractButton &button)
{
    return button.group() ? button.group()->exclusive() : button.autoExclusive();
}

/// As a hand does.
void activate(QAbstractButton &button)
{
    if (opensMenu(button))
        static_cast<QPushButton &>(button).showMenu();
    else
        button.click();
}

} // namespace

AccessibleButton::AccessibleButton(QAbstractButton &button)
    : QAccessibleWidget(&button, QAccessible::Button)
{
}

QAbstractButton &AccessibleButton::button() const
{
    return *static_cast<QAbstractButton *>(widget());
}

QAccessible::Role AccessibleButton::role() const
{
    if (opensMenu(button()))
        return QAccessible::ButtonMenu;
    if (!button().isCheckable())
        return QAccessible::Button;
    return isOneOfSeveral(button()) ? QAccessible::RadioButton : QAccessible::CheckBox;
}

QString AccessibleButton::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Accelerator)
        return button().shortcut().toString(QKeySequence::NativeText);
    const bool isNamed = kind != QAccessible::Name || !button().accessibleName().isEmpty();
    if (isNamed || button().text().isEmpty())
        return QAccessibleWidget::text(kind);
    return withoutMnemonic(button().text());
}

QAccessible::State AccessibleButton::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.pressed = button().isDown();
    state.checkable = button().isCheckable();
    state.checked = button().isChecked();
    state.hasPopup = opensMenu(button());
    if (const auto *box = qobject_cast<const QCheckBox *>(&button()))
        state.checkStateMixed = box->checkState() == Qt::PartiallyChecked;
    if (const auto *push = qobject_cast<const QPushButton *>(&button()))
        state.defaultButton = push->isDefault();
    return state;
}

QString AccessibleButton::ownAction() const
{
    if (opensMenu(button()))
        return showMenuAction();
    return button().isCheckable() ? toggleAction() : pressAction();
}

QStringList AccessibleButton::actionNames() const
{
    QStringList names;
    if (button().isEnabled())
        names << ownAction();
    return names + QAccessibleWidget::actionNames();
}

/// A menu stays open, and a dialog may come up: who asked is not kept waiting for that.
void AccessibleButton::doAction(const QString &name)
{
    if (name != ownAction())
        return QAccessibleWidget::doAction(name);
    QAbstractButton *pressed = &button();
    QTimer::singleShot(std::chrono::milliseconds(0), pressed, [pressed] { activate(*pressed); });
}

QStringList AccessibleButton::keyBindingsForAction(const QString &name) const
{
    const QString keys = text(QAccessible::Accelerator);
    return name == ownAction() && !keys.isEmpty() ? QStringList{keys} : QStringList();
}
