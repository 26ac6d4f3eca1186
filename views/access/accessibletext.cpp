#include "accessibletext.h"

#include <QLabel>
#include <QTextDocument>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace {

QString shownBy(const QLabel &label)
{
    const bool isRich = label.textFormat() == Qt::RichText ||
                        (label.textFormat() == Qt::AutoText && Qt::mightBeRichText(label.text()));
    if (isRich) {
        QTextDocument document;
        document.setHtml(label.text());
        return document.toPlainText();
    }
    return label.buddy() ? withoutMnemonic(label.text()) : label.text();
}

} // namespace

QString withoutMnemonic(const QString &text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&' && i + 1 < text.size())
            ++i;
        plain += text[i];
    }
    return plain;
}

AccessibleText::AccessibleText(QLabel &label) : QAccessibleWidget(&label, QAccessible::StaticText)
{
}

AccessibleText::AccessibleText(QTextEdit &text) : QAccessibleWidget(&text, QAccessible::StaticText)
{
}

const QLabel *AccessibleText::label() const
{
    return qobject_cast<const QLabel *>(object());
}

QString AccessibleText::shownText() const
{
    if (const QLabel *shown = label())
        return shownBy(*shown);
    const auto *edit = qobject_cast<const QTextEdit *>(object());
    return edit ? edit->toPlainText() : QString();
}

QAccessible::Role AccessibleText::role() const
{
    const QLabel *shown = label();
    return shown && !shown->pixmap(Qt::ReturnByValue).isNull() ? QAccessible::Graphic
                                                               : QAccessible::StaticText;
}

QAccessible::State AccessibleText::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    return state;
}

QString AccessibleText::text(QAccessible::Text kind) const
{
    if (kind != QAccessible::Name && kind != QAccessible::Value)
        return QAccessibleWidget::text(kind);
    QString shown = shownText();
    QString subject = widget()->accessibleName();
    if (kind == QAccessible::Value || subject.isEmpty() || subject == shown)
        return shown;
    if (shown.isEmpty())
        return subject;
    //: A screen reader reads it: %1 is what is told, as "Task id", and %2 is it
    return tr("%1: %2").arg(subject, shown);
}

QList<QPair<QAccessibleInterface *, QAccessible::Relation>>
AccessibleText::relations(QAccessible::Relation match) const
{
    auto found = QAccessibleWidget::relations(match);
    QWidget *buddy = label() ? label()->buddy() : nullptr;
    if (buddy && match.testFlag(QAccessible::Labelled))
        found.append({QAccessible::queryAccessibleInterface(buddy), QAccessible::Labelled});
    return found;
}
