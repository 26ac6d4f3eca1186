#include "factgrid.h"

#include "copyfield.h"
#include "displaytext.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

QString yesOrNo(const std::optional<bool> &value)
{
    if (!value)
        return {};
    return *value ? FactGrid::tr("Yes") : FactGrid::tr("No");
}

/// Relative beside absolute: the first is what is asked, the second what is compared.
QString timeText(const QDateTime &time, const TimeContext &now)
{
    if (!time.isValid())
        return {};
    //: %1 is a date and time, %2 e.g. "23 m ago"
    return FactGrid::tr("%1, %2").arg(absoluteTimeText(time, now.times),
                                      relativeTimeText(time, now.now));
}

} // namespace

FactGrid::FactGrid(QWidget *parent) : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, 84);
    grid->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        addLine(static_cast<Fact>(i));
    fill();
}

void FactGrid::addLine(Fact fact)
{
    auto *grid = static_cast<QGridLayout *>(layout());
    const int row = static_cast<int>(fact);
    Line &line = m_lines.at(static_cast<std::size_t>(fact));
    line.label = makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this);
    if (isId(fact)) {
        line.id = new CopyField(u"copy"_s + objectNameOf(fact), this);
        line.id->setObjectName(u"fact"_s + objectNameOf(fact));
        grid->addWidget(line.label, row, 0);
        grid->addWidget(line.id, row, 1);
        return;
    }
    line.value = new WrappedText(this);
    line.value->setObjectName(u"fact"_s + objectNameOf(fact));
    line.value->setFont(textFont(TextStyle::Secondary, line.value->font()));
    grid->addWidget(line.label, row, 0, Qt::AlignTop);
    grid->addWidget(line.value, row, 1, Qt::AlignTop);
}

bool FactGrid::isId(Fact fact)
{
    switch (fact) {
    case Fact::TaskId:
    case Fact::Batch:
    case Fact::Rule:
    case Fact::LinkId:
    case Fact::ArtifactDigest:
        return true;
    case Fact::Trigger:
    case Fact::Created:
    case Fact::Modified:
    case Fact::Duration:
    case Fact::CrossAccount:
    case Fact::Accelerated:
    case Fact::CustomLink:
    case Fact::Priority:
    case Fact::Count:
        break;
    }
    return false;
}

QString FactGrid::nameOf(Fact fact)
{
    switch (fact) {
    case Fact::TaskId:
        return tr("Task id");
    case Fact::Batch:
        //: The id that all tasks of one push share
        return tr("Batch");
    case Fact::Rule:
        return tr("Rule id");
    case Fact::Trigger:
        //: What started a task
        return tr("Trigger");
    case Fact::Created:
        return tr("Created");
    case Fact::Modified:
        return tr("Modified");
    case Fact::Duration:
        return tr("Duration");
    case Fact::CrossAccount:
        return tr("Cross account");
    case Fact::Accelerated:
        return tr("Accelerated");
    case Fact::CustomLink:
        return tr("Custom link");
    case Fact::LinkId:
        return tr("Link id");
    case Fact::Priority:
        return tr("Priority");
    case Fact::ArtifactDigest:
        //: The digest of the image that the task copied
        return tr("Copied digest");
    case Fact::Count:
        break;
    }
    return {};
}

QString FactGrid::objectNameOf(Fact fact)
{
    switch (fact) {
    case Fact::TaskId:
        return u"TaskId"_s;
    case Fact::Batch:
        return u"BatchId"_s;
    case Fact::Rule:
        return u"RuleId"_s;
    case Fact::Trigger:
        return u"Trigger"_s;
    case Fact::Created:
        return u"Created"_s;
    case Fact::Modified:
        return u"Modified"_s;
    case Fact::Duration:
        return u"Duration"_s;
    case Fact::CrossAccount:
        return u"CrossAccount"_s;
    case Fact::Accelerated:
        return u"Accelerated"_s;
    case Fact::CustomLink:
        return u"CustomLink"_s;
    case Fact::LinkId:
        return u"LinkId"_s;
    case Fact::Priority:
        return u"Priority"_s;
    case Fact::ArtifactDigest:
        return u"ArtifactDigest"_s;
    case Fact::Count:
        break;
    }
    return {};
}

QString FactGrid::valueOf(Fact fact) const
{
    switch (fact) {
    case Fact::TaskId:
        return m_task.id;
    case Fact::Batch:
        return m_task.batchId;
    case Fact::Rule:
        return m_task.ruleId;
    case Fact::Trigger:
        return m_task.trigger.isGiven() ? displayName(m_task.trigger) : QString();
    case Fact::Created:
        return timeText(m_task.createdAt, m_now);
    case Fact::Modified:
        return timeText(m_task.modifiedAt, m_now);
    case Fact::Duration: {
        const auto duration = durationOf(m_task, m_now.knownUntil());
        if (!duration || !m_now.lastReading.isValid())
            return duration ? durationText(*duration) : QString();
        //: %1: a duration, %2: a time; of a task whose list cannot be read at present
        return tr("%1, as of %2")
            .arg(durationText(*duration), cellTimeText(m_now.lastReading, m_now));
    }
    case Fact::CrossAccount:
        return yesOrNo(m_task.crossUser);
    case Fact::Accelerated:
        return yesOrNo(m_task.syncTransAccelerate);
    case Fact::CustomLink:
        return yesOrNo(m_task.customLink);
    case Fact::LinkId:
        return m_task.linkId;
    case Fact::Priority:
        return m_task.priority ? QLocale().toString(*m_task.priority) : QString();
    case Fact::ArtifactDigest:
        return m_artifactDigest;
    case Fact::Count:
        break;
    }
    return {};
}

void FactGrid::fill()
{
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto fact = static_cast<Fact>(i);
        const Line &line = m_lines.at(i);
        const QString name = nameOf(fact);
        const QString value = valueOf(fact);
        line.label->setText(name);
        line.label->setVisible(!value.isEmpty());
        if (line.id != nullptr) {
            line.id->setSubject(name);
            line.id->showText(value);
            line.id->setVisible(!value.isEmpty());
        } else {
            line.value->setAccessibleName(name);
            line.value->showText(value);
            line.value->setVisible(!value.isEmpty());
        }
    }
}

void FactGrid::showFacts(const SyncTask &task, const TimeContext &now)
{
    m_task = task;
    m_now = now;
    fill();
}

void FactGrid::showArtifactDigest(const QString &digest)
{
    m_artifactDigest = digest;
    fill();
}

void FactGrid::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fill();
}
