#include "timesettings.h"

#include "theme.h"
#include "widgetparts.h"
#include "zonebox.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array timeStyles = {TimeStyle::Suited, TimeStyle::Absolute, TimeStyle::Relative};
constexpr int localZoneItem = 0;

QString nameOf(TimeStyle style)
{
    switch (style) {
    case TimeStyle::Suited:
        //: How times are told: as what each list needs
        return TimeSettings::tr("As it suits the list");
    case TimeStyle::Absolute:
        //: How times are told
        return TimeSettings::tr("Date and time");
    case TimeStyle::Relative:
        //: How times are told: "23 m ago"
        return TimeSettings::tr("How long ago");
    }
    return {};
}

} // namespace

TimeSettings::TimeSettings(QWidget *parent)
    : QObject(parent),
      m_title(makeSectionTitle(parent)),
      m_zoneLabel(makeLabel(TextStyle::Body, QPalette::WindowText, parent)),
      m_zone(makeZoneBox(u"timeZone"_s, parent)),
      m_problem(makeHint(parent)),
      m_styleLabel(makeLabel(TextStyle::Body, QPalette::WindowText, parent)),
      m_style(new QComboBox(parent)),
      m_hint(makeHint(parent))
{
    m_problem->setObjectName(u"timeZoneProblem"_s);
    m_style->setObjectName(u"timeStyle"_s);
    for (const TimeStyle style : timeStyles)
        m_style->addItem(nameOf(style), static_cast<int>(style));
    m_zoneLabel->setBuddy(m_zone);
    m_styleLabel->setBuddy(m_style);
    connect(m_zone, &QComboBox::currentTextChanged, this, &TimeSettings::showProblem);
    retranslate();
    showChoice({});
}

void TimeSettings::addTo(QFormLayout &form) const
{
    form.addRow(m_title);
    form.addRow(m_zoneLabel, m_zone);
    form.addRow(m_problem);
    form.addRow(m_styleLabel, m_style);
    form.addRow(m_hint);
}

void TimeSettings::showChoice(const TimeChoice &choice)
{
    m_shown = choice.zoneId;
    showZone(*m_zone, choice.zoneId);
    m_style->setCurrentIndex(m_style->findData(static_cast<int>(choice.style)));
    showProblem();
}

TimeChoice TimeSettings::chosen() const
{
    return {.zoneId = writtenZone(*m_zone).value_or(m_shown),
            .style = static_cast<TimeStyle>(m_style->currentData().toInt())};
}

bool TimeSettings::isUsable() const
{
    return writtenZone(*m_zone).has_value() || m_zone->currentText() == m_shown;
}

/// Empty where a zone is written.
QString TimeSettings::problemText() const
{
    if (writtenZone(*m_zone))
        return {};
    if (!isUsable())
        return tr("No time zone of this name is known. Choose one of the list, or write an offset, "
                  "such as UTC+05:30.");
    //: %1 is "This computer's, Asia/Shanghai"
    return tr("No time zone of this name is known. Times are shown in: %1.")
        .arg(m_zone->itemText(localZoneItem));
}

void TimeSettings::showProblem()
{
    const QString problem = problemText();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_zone->setAccessibleDescription(problem);
    QPalette colors = m_problem->parentWidget() ? m_problem->parentWidget()->palette() : QPalette();
    if (!isUsable())
        colors.setColor(QPalette::PlaceholderText, statusText(SyncTaskStatus::Error, colors));
    m_problem->setPalette(colors);
}

void TimeSettings::retranslate()
{
    //: Title of a part of the settings: how times are told
    m_title->setText(tr("Times"));
    m_zoneLabel->setText(tr("Time &zone"));
    retranslateZones(*m_zone);
    m_styleLabel->setText(tr("Show t&imes as"));
    for (int item = 0; item < m_style->count(); ++item)
        m_style->setItemText(item, nameOf(timeStyles.at(static_cast<std::size_t>(item))));
    m_hint->setText(tr("For the whole window, its reports and exports. Times in queries are read "
                       "in this zone unless they say another. Quiet hours go by the clock of this "
                       "computer."));
    showProblem();
}
