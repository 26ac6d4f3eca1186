#include "silencedialog.h"

#include "notetext.h"
#include "silencewords.h"
#include "weekdays.h"
#include "widgetparts.h"
#include "zonebox.h"
#include "zonedtime.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int morningHour = 9;
constexpr qint64 secondsInHour = 3'600;

QDateTimeEdit *makeMomentEdit(const QString &name, QWidget *parent)
{
    auto *edit = new QDateTimeEdit(parent);
    edit->setObjectName(name);
    edit->setTimeSpec(Qt::UTC); // what the clocks of the chosen zone show
    edit->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    edit->setCalendarPopup(true);
    return edit;
}

QTimeEdit *makeHourEdit(const QString &name, QWidget *parent)
{
    auto *edit = new QTimeEdit(parent);
    edit->setObjectName(name);
    edit->setDisplayFormat(u"HH:mm"_s);
    return edit;
}

QLabel *makeFieldLabel(QWidget *field, QWidget *parent)
{
    QLabel *label = makeLabel(TextStyle::Body, QPalette::WindowText, parent);
    label->setBuddy(field);
    return label;
}

/// 9:00 of the day after that of \p now, in the zone of the window.
QDateTime tomorrowMorning(const TimeContext &now)
{
    const QDate tomorrow = dayOf(now.now, now.times).addDays(1);
    return momentsOf(QDateTime(tomorrow, QTime(morningHour, 0), Qt::UTC), now.times.zone).earliest;
}

} // namespace

SilenceDialog::SilenceDialog(SilenceChoices choices, QWidget *parent)
    : DialogFrame(u"silenceDialog"_s, parent),
      m_choices(std::move(choices)),
      m_form(new QFormLayout),
      m_scope(new QComboBox(this)),
      m_length(new QComboBox(this)),
      m_begin(makeMomentEdit(u"silenceBegin"_s, this)),
      m_end(makeMomentEdit(u"silenceEnd"_s, this)),
      m_days(new WeekDays(this)),
      m_hours(new QWidget(this)),
      m_hoursFrom(makeHourEdit(u"silenceFrom"_s, m_hours)),
      m_hoursTo(makeHourEdit(u"silenceTo"_s, m_hours)),
      m_zone(makeZoneBox(u"silenceZone"_s, this)),
      m_reason(new QLineEdit(this)),
      m_team(new QCheckBox(this)),
      m_name(new QLineEdit(m_choices.name, this)),
      m_problem(
          makeWrappedLabel(u"silenceProblem"_s, TextStyle::Secondary, QPalette::WindowText, this)),
      m_hint(makeHint(this))
{
    m_scope->setObjectName(u"silenceScope"_s);
    m_scope->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    constexpr int shownLetters = 34;
    m_scope->setMinimumContentsLength(shownLetters);
    m_length->setObjectName(u"silenceLength"_s);
    m_reason->setObjectName(u"silenceReason"_s);
    m_reason->setMaxLength(static_cast<int>(Silence::longestReason));
    m_team->setObjectName(u"silenceTeam"_s);
    m_name->setObjectName(u"silenceName"_s);
    m_problem->setTextFormat(Qt::PlainText);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, statusText(SyncTaskStatus::Error, colors));
    m_problem->setPalette(colors);
    m_problem->hide();
    for (const SilenceScope &scope : m_choices.scopes)
        addScope(scope);
    for (const Length length : {Length::Hour, Length::FourHours, Length::Tomorrow, Length::Time,
                                Length::Unmuted, Length::Period, Length::Weekly})
        m_length->addItem(nameOf(length), static_cast<int>(length));
    const QDateTime now = m_choices.now().now;
    showTime(*m_begin, now);
    showTime(*m_end, now.addSecs(secondsInHour));
    const WeeklyHours usual;
    m_hoursFrom->setTime(usual.from);
    m_hoursTo->setTime(usual.to);
    showZone(*m_zone, QString::fromUtf8(m_choices.now().times.zone.id()));
    layOut();
    connect(m_length, &QComboBox::currentIndexChanged, this, &SilenceDialog::showFields);
    connect(m_team, &QCheckBox::toggled, this, &SilenceDialog::showFields);
    retranslate();
    showFields();
}

void SilenceDialog::layOut()
{
    auto *hours = new QHBoxLayout(m_hours);
    hours->setContentsMargins(0, 0, 0, 0);
    hours->setSpacing(6);
    hours->addWidget(m_hoursFrom);
    auto *dash = makeLabel(TextStyle::Body, QPalette::WindowText, m_hours);
    dash->setText(u"–"_s);
    hours->addWidget(dash);
    hours->addWidget(m_hoursTo);
    hours->addStretch(1);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    const auto addRow = [this](QWidget *field) {
        QLabel *label = makeFieldLabel(field, this);
        m_form->addRow(label, field);
        return label;
    };
    m_scopeLabel = addRow(m_scope);
    m_lengthLabel = addRow(m_length);
    m_beginLabel = addRow(m_begin);
    m_endLabel = addRow(m_end);
    m_daysLabel = addRow(m_days);
    m_hoursLabel = addRow(m_hours);
    m_hoursLabel->setBuddy(m_hoursFrom);
    m_zoneLabel = addRow(m_zone);
    m_reasonLabel = addRow(m_reason);
    m_form->addRow(QString(), m_team);
    m_nameLabel = addRow(m_name);
    content().addLayout(m_form);
    content().addWidget(m_problem);
    content().addWidget(m_hint);
    content().addStretch(1);
    QDialogButtonBox *buttons = makeButtons(u"silenceOk"_s, QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"silenceCancel"_s);
    content().addWidget(buttons);
}

void SilenceDialog::addScope(const SilenceScope &scope)
{
    m_scope->addItem(silencedText(scope));
}

void SilenceDialog::showScope(const SilenceScope &scope)
{
    auto known = std::ranges::find(m_choices.scopes, scope);
    if (known == m_choices.scopes.end()) { // a view or route that is not there at present
        m_choices.scopes.push_back(scope);
        addScope(scope);
        known = m_choices.scopes.end() - 1;
    }
    m_scope->setCurrentIndex(static_cast<int>(known - m_choices.scopes.begin()));
}

void SilenceDialog::showSilence(const Silence &silence)
{
    m_choices.mayTellTeam = false; // it is the user's own
    showScope(silence.scope);
    m_reason->setText(silence.reason);
    switch (silence.kind) {
    case Silence::Kind::Mute:
        m_from = silence.from;
        if (silence.until.isValid())
            showTime(*m_end, silence.until);
        setLength(silence.until.isValid() ? Length::Time : Length::Unmuted);
        break;
    case Silence::Kind::Maintenance:
        showTime(*m_begin, silence.from);
        showTime(*m_end, silence.until);
        setLength(Length::Period);
        break;
    case Silence::Kind::Weekly:
        m_days->showDays(silence.weekly.days);
        m_hoursFrom->setTime(silence.weekly.from);
        m_hoursTo->setTime(silence.weekly.to);
        showZone(*m_zone, silence.weekly.zoneId);
        setLength(Length::Weekly);
        break;
    }
}

SilenceDialog::Length SilenceDialog::length() const
{
    return static_cast<Length>(m_length->currentData().toInt());
}

void SilenceDialog::setLength(Length length)
{
    m_length->setCurrentIndex(m_length->findData(static_cast<int>(length)));
}

void SilenceDialog::showFields()
{
    const Length chosen = length();
    m_form->setRowVisible(m_begin, chosen == Length::Period);
    m_form->setRowVisible(m_end, chosen == Length::Time || chosen == Length::Period);
    for (QWidget *field : std::initializer_list<QWidget *>{m_days, m_hours, m_zone})
        m_form->setRowVisible(field, chosen == Length::Weekly);
    const bool isMute = chosen != Length::Period && chosen != Length::Weekly;
    m_form->setRowVisible(m_team, m_choices.mayTellTeam && isMute);
    m_form->setRowVisible(m_name, isForTeam());
    m_problem->hide();
}

/// Planned maintenance is each user's own.
bool SilenceDialog::isForTeam() const
{
    const Length chosen = length();
    return m_choices.mayTellTeam && m_team->isChecked() && chosen != Length::Period &&
           chosen != Length::Weekly;
}

QDateTime SilenceDialog::timeOf(const QDateTimeEdit &edit) const
{
    const QDateTime wall(edit.date(), QTime(edit.time().hour(), edit.time().minute()), Qt::UTC);
    return momentsOf(wall, m_choices.now().times.zone).earliest;
}

void SilenceDialog::showTime(QDateTimeEdit &edit, const QDateTime &time) const
{
    const QDateTime wall = wallTime(time, m_choices.now().times.zone);
    edit.setDateTime(QDateTime(wall.date(), wall.time(), Qt::UTC));
}

Silence SilenceDialog::asked() const
{
    const TimeContext now = m_choices.now();
    Silence silence{.reason = m_reason->text().simplified(), .from = now.now.toUTC()};
    if (m_scope->currentIndex() >= 0)
        silence.scope = m_choices.scopes.at(static_cast<std::size_t>(m_scope->currentIndex()));
    switch (length()) {
    case Length::Hour:
        silence.until = silence.from.addSecs(secondsInHour);
        break;
    case Length::FourHours:
        silence.until = silence.from.addSecs(4 * secondsInHour);
        break;
    case Length::Tomorrow:
        silence.until = tomorrowMorning(now);
        break;
    case Length::Time:
        silence.from = m_from.isValid() ? m_from : silence.from;
        silence.until = timeOf(*m_end);
        break;
    case Length::Unmuted:
        silence.from = m_from.isValid() ? m_from : silence.from;
        break;
    case Length::Period:
        silence.kind = Silence::Kind::Maintenance;
        silence.from = timeOf(*m_begin);
        silence.until = timeOf(*m_end);
        break;
    case Length::Weekly:
        silence.kind = Silence::Kind::Weekly;
        silence.from = {};
        silence.weekly = {.days = m_days->days(),
                          .from = m_hoursFrom->time(),
                          .to = m_hoursTo->time(),
                          .zoneId = writtenZone(*m_zone).value_or(QString())};
        break;
    }
    return silence;
}

/// Empty: it can be used.
QString SilenceDialog::problemOf(const Silence &silence) const
{
    if (silence.kind == Silence::Kind::Weekly) {
        const auto &days = silence.weekly.days;
        if (std::ranges::find(days, true) == days.end())
            return tr("Check one day at least.");
        if (silence.weekly.from == silence.weekly.to)
            return tr("Choose another end: it is the same time as the beginning.");
        if (!writtenZone(*m_zone))
            return tr("No time zone of this name is known. Choose one of the list.");
        return {};
    }
    if (isForTeam()) {
        if (const std::optional<NoteFault> fault = faultOfNote(silence.by, silence.reason))
            return describe(*fault);
    }
    if (isOver(silence, m_choices.now().now))
        return tr("Choose a later end: that time has passed.");
    return isUsable(silence) ? QString() : tr("Choose an end after the beginning.");
}

void SilenceDialog::setWriting(bool isWriting)
{
    m_isWriting = isWriting;
    acceptButton().setEnabled(!isWriting);
}

void SilenceDialog::showTeamProblem(const QString &problem)
{
    setWriting(false);
    m_problem->setText(problem);
    m_problem->show();
}

void SilenceDialog::accept()
{
    if (m_isWriting)
        return;
    Silence silence = asked();
    if (isForTeam())
        silence.by = m_name->text().trimmed();
    const QString problem = problemOf(silence);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (!problem.isEmpty())
        return;
    if (isForTeam()) {
        setWriting(true);
        return Q_EMIT chosenForTeam(silence);
    }
    DialogFrame::accept();
    Q_EMIT chosen(silence);
}

QString SilenceDialog::nameOf(Length length)
{
    switch (length) {
    case Length::Hour:
        //: For how long notifications are silenced
        return tr("For 1 hour");
    case Length::FourHours:
        return tr("For 4 hours");
    case Length::Tomorrow:
        return tr("Until tomorrow, 9:00");
    case Length::Time:
        return tr("Until a time");
    case Length::Unmuted:
        return tr("Until unmuted");
    case Length::Period:
        return tr("Planned maintenance, once");
    case Length::Weekly:
        return tr("Planned maintenance, every week");
    }
    return {};
}

void SilenceDialog::retranslate()
{
    setWindowTitle(tr("Mute notifications"));
    //: What is muted: a view, a route, or everything
    m_scopeLabel->setText(tr("&Of"));
    m_lengthLabel->setText(tr("&How long"));
    const TimeContext now = m_choices.now();
    m_beginLabel->setText(withZone(tr("&From"), now));
    m_endLabel->setText(withZone(tr("&Until"), now));
    m_daysLabel->setText(tr("On"));
    m_hoursLabel->setText(tr("Hou&rs"));
    m_hoursFrom->setAccessibleName(tr("Maintenance begins"));
    m_hoursTo->setAccessibleName(tr("Maintenance ends; on the next day where that is earlier"));
    m_zoneLabel->setText(tr("Time &zone"));
    m_reasonLabel->setText(tr("R&eason"));
    m_reason->setPlaceholderText(tr("Shown wherever it is muted"));
    m_team->setText(tr("For the whole &team"));
    m_team->setToolTip(tr("In the window of everybody who reads the team's history"));
    m_nameLabel->setText(tr("Your &name"));
    m_hint->setText(tr("Failures are listed and counted as before; only notifications and the "
                       "number in the tray wait. When it ends, what was held back is told."));
    for (int item = 0; item < m_length->count(); ++item)
        m_length->setItemText(item, nameOf(static_cast<Length>(m_length->itemData(item).toInt())));
    for (int item = 0; item < m_scope->count(); ++item)
        m_scope->setItemText(item,
                             silencedText(m_choices.scopes.at(static_cast<std::size_t>(item))));
    m_days->retranslate();
    retranslateZones(*m_zone);
    acceptButton().setText(tr("OK"));
}
