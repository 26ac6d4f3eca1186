#include "notificationsettings.h"

#include "widgetparts.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QTimeEdit>

using namespace Qt::StringLiterals;

namespace {

constexpr int minutesWidth = 120;

QCheckBox *makeCheckBox(const QString &name, QWidget *parent)
{
    auto *box = new QCheckBox(parent);
    box->setObjectName(name);
    return box;
}

QTimeEdit *makeTimeEdit(const QString &name, QWidget *parent)
{
    auto *edit = new QTimeEdit(parent);
    edit->setObjectName(name);
    edit->setDisplayFormat(u"HH:mm"_s);
    edit->setAlignment(Qt::AlignRight);
    return edit;
}

} // namespace

NotificationSettings::NotificationSettings(QWidget *parent)
    : QObject(parent),
      m_parent(parent),
      m_title(makeSectionTitle(parent)),
      m_isOn(makeCheckBox(u"notificationsOn"_s, parent)),
      m_stuck(makeCheckBox(u"notifyOfStuck"_s, parent)),
      m_lost(makeCheckBox(u"notifyOfLost"_s, parent)),
      m_lostAfter(new QSpinBox(parent)),
      m_quiet(makeCheckBox(u"quietHours"_s, parent)),
      m_quietFrom(makeTimeEdit(u"quietFrom"_s, parent)),
      m_quietDash(makeLabel(TextStyle::Body, QPalette::WindowText, parent)),
      m_quietTo(makeTimeEdit(u"quietTo"_s, parent)),
      m_hint(makeHint(parent))
{
    m_lostAfter->setObjectName(u"lostAfter"_s);
    m_lostAfter->setRange(static_cast<int>(WatchRule::soonestLost.count()),
                          static_cast<int>(WatchRule::latestLost.count()));
    m_lostAfter->setAlignment(Qt::AlignRight);
    m_lostAfter->setFixedWidth(minutesWidth);
    m_lostAfter->setCorrectionMode(QAbstractSpinBox::CorrectToNearestValue);
    for (const QCheckBox *box : {m_isOn, m_lost, m_quiet})
        connect(box, &QCheckBox::toggled, this, &NotificationSettings::enableFields);
    connect(m_isOn, &QCheckBox::toggled, this, &NotificationSettings::switched);
    retranslate();
    showRule({});
}

void NotificationSettings::addTo(QFormLayout &form) const
{
    auto *quietHours = new QHBoxLayout;
    quietHours->setSpacing(6);
    quietHours->addWidget(m_quietFrom);
    quietHours->addWidget(m_quietDash);
    quietHours->addWidget(m_quietTo);
    form.addRow(m_title);
    form.addRow(m_isOn);
    form.addRow(m_stuck);
    form.addRow(m_lost, m_lostAfter);
    form.addRow(m_quiet, quietHours);
    form.addRow(m_hint);
}

void NotificationSettings::showRule(const WatchRule &rule)
{
    m_isOn->setChecked(rule.isOn);
    m_stuck->setChecked(rule.tellsStuck);
    m_lost->setChecked(rule.tellsLost);
    m_lostAfter->setValue(static_cast<int>(rule.lostAfter.count()));
    m_quiet->setChecked(rule.hasQuietHours);
    m_quietFrom->setTime(rule.quietFrom);
    m_quietTo->setTime(rule.quietTo);
    enableFields();
}

WatchRule NotificationSettings::chosen() const
{
    return {.isOn = m_isOn->isChecked(),
            .tellsStuck = m_stuck->isChecked(),
            .tellsLost = m_lost->isChecked(),
            .lostAfter = std::chrono::minutes(m_lostAfter->value()),
            .hasQuietHours = m_quiet->isChecked(),
            .quietFrom = m_quietFrom->time(),
            .quietTo = m_quietTo->time()};
}

void NotificationSettings::enableFields()
{
    const bool isOn = m_isOn->isChecked();
    for (QCheckBox *box : {m_stuck, m_lost, m_quiet})
        box->setEnabled(isOn);
    m_lostAfter->setEnabled(isOn && m_lost->isChecked());
    for (QWidget *part : std::initializer_list<QWidget *>{m_quietFrom, m_quietDash, m_quietTo})
        part->setEnabled(isOn && m_quiet->isChecked());
}

void NotificationSettings::retranslate()
{
    m_title->setText(tr("Notifications"));
    m_isOn->setText(tr("Notify of new &failures, and count them in the tray"));
    m_stuck->setText(tr("Notify of &stuck tasks"));
    //: Before a number of minutes
    m_lost->setText(tr("Notify when &unanswered for"));
    //: Behind a number: minutes
    m_lostAfter->setSuffix(tr(" min"));
    m_lostAfter->setAccessibleName(tr("Minutes without an answer"));
    //: Before two times of day
    m_quiet->setText(tr("&Quiet hours"));
    m_quietDash->setText(u"–"_s);
    m_quietFrom->setAccessibleName(tr("Quiet hours begin"));
    m_quietTo->setAccessibleName(tr("Quiet hours end"));
    m_hint->setText(tr("At most one a minute. What fails in quiet hours is told at their end, "
                       "unless it was repaired. The menu of a saved view limits notifications "
                       "to what it shows."));
}
