#include "fieldfault.h"

#include "elidedlabel.h"
#include "widgetparts.h"

using namespace Qt::StringLiterals;

FieldFault::FieldFault(QWidget &input, QWidget *form)
    : m_input(&input), m_label(new ElidedLabel(form)) // one that wraps would let the layout guess
{
    m_label->setFont(textFont(TextStyle::Secondary, form->font()));
    m_label->setForegroundRole(QPalette::WindowText);
    m_label->setObjectName(input.objectName() + u"Fault"_s);
    m_label->hide();
}

QWidget *FieldFault::label() const
{
    return m_label;
}

void FieldFault::show(const QString &fault) const
{
    m_label->setText(fault);
    m_label->setVisible(!fault.isEmpty() && !m_input->isHidden());
    m_input->setAccessibleDescription(fault);
    QPalette colors = m_label->parentWidget()->palette();
    colors.setColor(QPalette::WindowText, statusText(SyncTaskStatus::Error, colors));
    m_label->setPalette(colors);
}
