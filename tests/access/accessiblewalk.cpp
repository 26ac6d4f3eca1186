#include "accessiblewalk.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QLabel>
#include <QRegularExpression>
#include <QTextEdit>
#include <QWidget>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostChildren = 120;
constexpr std::array namedRoles = {
    QAccessible::Button,      QAccessible::ButtonMenu,   QAccessible::CheckBox,
    QAccessible::RadioButton, QAccessible::PageTab,      QAccessible::EditableText,
    QAccessible::ComboBox,    QAccessible::SpinBox,      QAccessible::Slider,
    QAccessible::Table,       QAccessible::Tree,         QAccessible::List,
    QAccessible::ProgressBar, QAccessible::Chart,        QAccessible::Link,
    QAccessible::MenuItem,    QAccessible::ColumnHeader,
};

QString partName(const QAccessibleInterface &part)
{
    const QObject *object = part.object();
    if (!object)
        return QString::number(part.role());
    const QString name = object->objectName();
    return name.isEmpty() ? QString::fromLatin1(object->metaObject()->className()) : name;
}

/// Names of the objects from the window down to \p part.
QString placeOf(QAccessibleInterface &part)
{
    QStringList names;
    for (QAccessibleInterface *at = &part; at && names.size() < 5; at = at->parent())
        names.prepend(partName(*at));
    return names.join(u'/');
}

bool hasMarkup(const QString &text)
{
    static const QRegularExpression markup(u"</?[a-zA-Z][^>]*>|&[a-z]+;|&#[0-9]+;"_s);
    return text.contains(markup);
}

bool hasMnemonic(const QString &text)
{
    static const QRegularExpression mnemonic(u"(^|[^&])&[^&\\s]"_s);
    return text.contains(mnemonic);
}

/// Of several buttons one alone holds.
bool isOneOfMany(const QAccessibleInterface &part)
{
    const auto *button = qobject_cast<const QAbstractButton *>(part.object());
    const QButtonGroup *group = button ? button->group() : nullptr;
    return group && group->exclusive() && group->buttons().size() > 1 && button->isCheckable();
}

/// What is shown in it must be in its name: a name of its own must not hide it.
QString shownText(const QAccessibleInterface &part)
{
    if (const auto *label = qobject_cast<const QLabel *>(part.object()))
        return label->buddy() ? QString() : label->text();
    // What has lines to move in is read by them.
    const auto *text = qobject_cast<const QTextEdit *>(part.object());
    const bool isRead = text && part.role() == QAccessible::StaticText;
    return isRead && (text->focusPolicy() & Qt::TabFocus) == 0 ? text->toPlainText() : QString();
}

/// What only hands the focus on is not come to.
bool handsFocusOn(const QAccessibleInterface &part)
{
    const auto *widget = qobject_cast<const QWidget *>(part.object());
    return widget && widget->focusProxy();
}

bool needsName(const QAccessibleInterface &part)
{
    // A cell may have nothing to say, and is told with its column.
    if (handsFocusOn(part) || part.role() == QAccessible::Cell)
        return false;
    const bool isNamedRole = std::ranges::find(namedRoles, part.role()) != namedRoles.end();
    return isNamedRole || (part.isValid() && part.state().focusable);
}

QStringList faultsOf(QAccessibleInterface &part)
{
    QStringList faults;
    const QString name = part.text(QAccessible::Name);
    if (needsName(part) && name.trimmed().isEmpty())
        faults << u"has no name"_s;
    if (!name.contains(shownText(part)))
        faults << u"does not say what it shows: "_s + name;
    for (const QAccessible::Text kind :
         {QAccessible::Name, QAccessible::Description, QAccessible::Help}) {
        const QString text = part.text(kind);
        if (hasMarkup(text))
            faults << u"says mark-up: "_s + text;
        if (hasMnemonic(text))
            faults << u"says a mnemonic: "_s + text;
    }
    if (isOneOfMany(part)) {
        if (part.role() != QAccessible::RadioButton && part.role() != QAccessible::PageTab)
            faults << u"is one of many, and is told as role %1"_s.arg(part.role());
        if (!part.state().checkable)
            faults << u"does not say that it can be checked"_s;
    }
    const auto *widget = qobject_cast<const QWidget *>(part.object());
    const bool takesFocus = widget && widget->focusPolicy() != Qt::NoFocus && widget->isEnabled() &&
                            !widget->focusProxy();
    if (takesFocus && widget->isVisible() && widget->rect().isEmpty())
        faults << u"can have the focus without a size"_s;
    if (widget && part.state().focused && !widget->isVisible())
        faults << u"has the focus and is hidden"_s;
    return faults;
}

} // namespace

void walkAccessible(QAccessibleInterface &root,
                    const std::function<void(QAccessibleInterface &)> &visit)
{
    visit(root);
    const int count = std::min(root.childCount(), mostChildren);
    for (int i = 0; i < count; ++i) {
        QAccessibleInterface *child = root.child(i);
        if (child && child->isValid() && !child->state().invisible)
            walkAccessible(*child, visit);
    }
}

QStringList accessibleFaults(QWidget &window)
{
    QStringList faults;
    QAccessibleInterface *root = QAccessible::queryAccessibleInterface(&window);
    if (!root)
        return {u"the window tells nothing"_s};
    walkAccessible(*root, [&faults](QAccessibleInterface &part) {
        for (const QString &fault : faultsOf(part))
            faults << placeOf(part) + u": "_s + fault;
    });
    return faults;
}
