#include "formfield.h"

#include "idbox.h"
#include "widgetparts.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace {

constexpr int inputWidth = 210;

} // namespace

FormField::FormField(const QString &objectName, QLineEdit *line, QWidget *form) : m_line(line)
{
    addTo(form, objectName);
}

FormField::FormField(const QString &objectName, IdBox *box, QWidget *form) : m_box(box)
{
    addTo(form, objectName);
}

void FormField::addTo(QWidget *form, const QString &objectName)
{
    m_label = makeLabel(TextStyle::Body, QPalette::WindowText, form);
    m_label->setBuddy(&input());
    input().setObjectName(objectName);
    m_fault = FieldFault(input(), form);
    input().setMinimumWidth(inputWidth);
}

QWidget &FormField::input() const
{
    return m_line != nullptr ? static_cast<QWidget &>(*m_line) : *m_box;
}

QString FormField::value() const
{
    return m_line != nullptr ? m_line->text() : m_box->chosenId();
}

void FormField::place(QGridLayout &grid, int row, int column, int width) const
{
    grid.addWidget(m_label, row, column);
    grid.addWidget(&input(), row, column + 1, 1, width);
    grid.addWidget(m_fault.label(), row + 1, column + 1, 1, width);
}

void FormField::setVisible(bool isVisible) const
{
    m_label->setVisible(isVisible);
    input().setVisible(isVisible);
}

void FormField::setTitle(const QString &title) const
{
    m_label->setText(title);
    input().setAccessibleName(title);
}

void FormField::setHint(const QString &hint) const
{
    (m_line != nullptr ? m_line : m_box->lineEdit())->setPlaceholderText(hint);
}

void FormField::showFault(const QString &fault) const
{
    m_fault.show(m_isTouched ? fault : QString());
}
