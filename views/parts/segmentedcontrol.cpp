#include "segmentedcontrol.h"

#include "widgetparts.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

SegmentedControl::SegmentedControl(QWidget *parent)
    : QWidget(parent), m_row(new QHBoxLayout(this)), m_group(new QButtonGroup(this))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedControl::chosen);
}

void SegmentedControl::addSegment(const QString &objectName)
{
    const int number = count();
    QPushButton *button = makeButton(objectName, nullptr, this);
    button->setCheckable(true);
    button->setProperty("segment", number == 0 ? u"first"_s : u"last"_s);
    if (number > 1)
        m_group->button(number - 1)->setProperty("segment", u"middle"_s);
    m_group->addButton(button, number);
    m_row->addWidget(button);
    button->setChecked(number == 0);
}

void SegmentedControl::setSegmentText(int segment, const QString &text, const QString &toolTip)
{
    m_group->button(segment)->setText(text);
    m_group->button(segment)->setToolTip(toolTip);
}

int SegmentedControl::count() const
{
    return static_cast<int>(m_group->buttons().size());
}

int SegmentedControl::current() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrent(int segment)
{
    m_group->button(segment)->setChecked(true);
}
