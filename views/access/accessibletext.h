#pragma once

#include <QAccessibleWidget>
#include <QCoreApplication>

class QLabel;
class QTextEdit;

/// \p text as it is shown, where an ampersand underlines the letter behind it.
QString withoutMnemonic(const QString &text);

/// A text that is only read. Its name is what it says, after what it says it of: Qt would tell the
/// subject instead of the text. A picture without a name says nothing.
class AccessibleText final : public QAccessibleWidget {
    Q_DECLARE_TR_FUNCTIONS(AccessibleText)

public:
    explicit AccessibleText(QLabel &label);
    explicit AccessibleText(QTextEdit &text);

    [[nodiscard]] QAccessible::Role role() const override;
    [[nodiscard]] QString text(QAccessible::Text kind) const override;
    [[nodiscard]] QAccessible::State state() const override;
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] QAccessibleInterface *child(int /*index*/) const override { return nullptr; }
    [[nodiscard]] QList<QPair<QAccessibleInterface *, QAccessible::Relation>>
    relations(QAccessible::Relation match) const override;

private:
    [[nodiscard]] const QLabel *label() const;
    [[nodiscard]] QString shownText() const;
};
