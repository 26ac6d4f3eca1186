#include "weekdays.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

WeekDays::WeekDays(QWidget *parent) : QWidget(parent)
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    int number = 1;
    for (QCheckBox *&box : m_boxes) {
        box = new QCheckBox(this);
        box->setObjectName(u"silenceDay"_s + QString::number(number++));
        line->addWidget(box);
    }
    line->addStretch(1);
    retranslate();
}

void WeekDays::showDays(const std::array<bool, 7> &days)
{
    for (std::size_t day = 0; day < days.size(); ++day)
        m_boxes.at(day)->setChecked(days.at(day));
}

std::array<bool, 7> WeekDays::days() const
{
    std::array<bool, 7> days{};
    for (std::size_t day = 0; day < days.size(); ++day)
        days.at(day) = m_boxes.at(day)->isChecked();
    return days;
}

void WeekDays::retranslate()
{
    int number = 1;
    for (QCheckBox *box : m_boxes) {
        box->setText(QLocale().dayName(number, QLocale::ShortFormat));
        box->setAccessibleName(QLocale().dayName(number, QLocale::LongFormat));
        ++number;
    }
}
