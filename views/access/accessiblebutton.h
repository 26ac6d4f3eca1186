#pragma once

#include <QAccessibleWidget>

class QAbstractButton;

/// A button that is told as what it is: one of several of which one alone holds is a radio button,
/// another that can be checked is a check box. What is done with it is a click: Qt's own checks it
/// only, so that a program that waits for the click does not hear of it.
class AccessibleButton final : public QAccessibleWidget {
public:
    explicit AccessibleButton(QAbstractButton &button);

    [[nodiscard]] QAccessible::Role role() const override;
    [[nodiscard]] QString text(QAccessible::Text kind) const override;
    [[nodiscard]] QAccessible::State state() const override;

    [[nodiscard]] QStringList actionNames() const override;
    void doAction(const QString &name) override;
    [[nodiscard]] QStringList keyBindingsForAction(const QString &name) const override;

private:
    [[nodiscard]] QAbstractButton &button() const;
    [[nodiscard]] QString ownAction() const;
};
