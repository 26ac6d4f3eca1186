#include "taskreport.h"

#include "displaytext.h"
#include "taskadvice.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

QString statusPart(const SyncTask &task, const TimeContext &now)
{
    QString word = displayName(task.status);
    const bool finished = isFinished(task.status.value);
    const QDateTime when = finished ? task.modifiedAt : task.createdAt;
    const auto duration = durationOf(task, now.knownUntil());
    if (!when.isValid())
        return word;
    if (!finished) {
        //: %1 a status, %2 e.g. "25 s", %3 date and time: "Running for 25 s, since 2026-11-24 …"
        return duration ? QCoreApplication::translate("TaskReport", "%1 for %2, since %3")
                              .arg(word, durationText(*duration), absoluteTimeText(when, now.times))
                        : listText({word, absoluteTimeText(when, now.times)});
    }
    //: %1 a status, %2 e.g. "23 m ago", %3 date and time
    const QString ended =
        QCoreApplication::translate("TaskReport", "%1 %2, %3")
            .arg(word, relativeTimeText(when, now.now), absoluteTimeText(when, now.times));
    //: %1 is what was said before, %2 a duration, e.g. "4 s"
    return duration ? QCoreApplication::translate("TaskReport", "%1, after %2")
                          .arg(ended, durationText(*duration))
                    : ended;
}

/// Lines "name: value"; what is not given is left out.
class Report final {
public:
    void add(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            m_lines << name + u": "_s + value;
    }
    [[nodiscard]] QString text() const { return m_lines.join(u'\n'); }

private:
    QStringList m_lines{};
};

QString endText(const ImageRef &image)
{
    return image.path() + u" ("_s + image.instanceId + u", "_s + image.regionId + u')';
}

} // namespace

QString taskSubline(const SyncTask &task, const QString &ruleName, const TimeContext &now)
{
    QStringList origin;
    if (task.trigger.isGiven())
        origin << (task.trigger.value == TaskTrigger::Unknown
                       ? task.trigger.text
                       : QLocale().toLower(displayName(task.trigger)));
    const QString rule = ruleName.isEmpty() ? task.ruleId : ruleName;
    if (!rule.isEmpty())
        //: %1 is the name of a sync rule
        origin << QCoreApplication::translate("TaskReport", "rule %1").arg(rule);
    const QString status = statusPart(task, now);
    return origin.isEmpty() ? status : status + u" · "_s + listText(origin);
}

QString taskReport(const SyncTask &task, const QString &ruleName,
                   const std::optional<SyncTaskDetail> &detail, const ComparedDigests &digests,
                   const TimeContext &now)
{
    const auto word = [](const char *text) {
        return QCoreApplication::translate("TaskReport", text);
    };
    Report report;
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Status")), displayName(task.status));
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Cause")), task.issue.text);
    if (task.status.value == SyncTaskStatus::Error) {
        const Advice advice = adviceFor(task);
        report.add(word(QT_TRANSLATE_NOOP("TaskReport", "What happened")), advice.happened);
        report.add(word(QT_TRANSLATE_NOOP("TaskReport", "What to do")), advice.whatToDo);
    }
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Source")), endText(task.imageFrom));
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Digest of the source's tag")),
               digests.source.digest);
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Destination")), endText(task.imageTo));
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Digest of the destination's tag")),
               digests.destination.digest);
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Created")),
               absoluteTimeText(task.createdAt, now.times));
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Modified")),
               absoluteTimeText(task.modifiedAt, now.times));
    if (const auto duration = durationOf(task, now.knownUntil()))
        report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Duration")), durationText(*duration));
    if (task.trigger.isGiven())
        report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Trigger")), displayName(task.trigger));
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Task id")), task.id);
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Batch")), task.batchId);
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Rule")), ruleName);
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Rule id")), task.ruleId);
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Link id")), task.linkId);
    if (!detail)
        return report.text();
    for (const LayerTask &layer : detail->layers) {
        const QString size = layer.size ? bytesText(*layer.size) : QString();
        report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Layer")),
                   QStringList{layer.digest, layer.status.text, size}.join(u' ').simplified());
    }
    report.add(word(QT_TRANSLATE_NOOP("TaskReport", "Request id")), detail->requestId);
    return report.text();
}
