#include "sentcells.h"

#include "displaytext.h"
#include "region.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <array>

using namespace Qt::StringLiterals;

namespace {

class SentCells final {
    Q_DECLARE_TR_FUNCTIONS(SentCells)
};

bool isRuleChange(const SentAction &action)
{
    return action.kind == SentKind::CreateRule || action.kind == SentKind::DeleteRule;
}

QString kindText(SentKind kind)
{
    switch (kind) {
    case SentKind::Retry:
        //: What was sent: a failed task was made again
        return SentCells::tr("Retry");
    case SentKind::Cancel:
        //: What was sent: a task was stopped
        return SentCells::tr("Cancel");
    case SentKind::Copy:
        return SentCells::tr("Synchronize a tag");
    case SentKind::CreateRule:
        return SentCells::tr("Create a rule");
    case SentKind::DeleteRule:
        return SentCells::tr("Delete a rule");
    }
    return {};
}

QString profileText(const SentAction &action)
{
    //: Who sent it: a profile that has no name
    return action.profile.isEmpty() ? SentCells::tr("Default profile") : action.profile;
}

QString subjectText(const SentAction &action)
{
    if (!isRuleChange(action))
        return action.imageFrom.path();
    return action.ruleName.isEmpty() ? action.ruleId : action.ruleName;
}

QString routeOf(const SentAction &action)
{
    const QString &from = action.imageFrom.regionId;
    const QString &to = action.imageTo.regionId;
    return from.isEmpty() && to.isEmpty() ? QString() : placeName(from) + u" → "_s + placeName(to);
}

QString sentOutcomeText(const SentAction &action)
{
    switch (action.outcome) {
    case SentOutcome::Sending:
        return SentCells::tr("Sending…");
    case SentOutcome::Accepted:
        return SentCells::tr("Accepted");
    case SentOutcome::Refused:
        //: %1 is a word of the registry
        return action.errorCode.isEmpty() ? SentCells::tr("Refused")
                                          : SentCells::tr("Refused: %1").arg(action.errorCode);
    case SentOutcome::InDoubt:
        return SentCells::tr("In doubt: the answer was lost");
    case SentOutcome::NotKnown:
        return SentCells::tr("Not known whether it was sent");
    }
    return {};
}

QString failedText(const SentAction &action)
{
    const bool isRetry = action.kind == SentKind::Retry;
    if (action.progressCause.isEmpty())
        return isRetry ? SentCells::tr("Failed again") : displayName(SyncTaskStatus::Error);
    const QString cause = displayName(taskIssueFromWire(action.progressCause));
    //: %1 is the cause of a failure
    return isRetry ? SentCells::tr("Failed again: %1").arg(cause)
                   : SentCells::tr("Failed: %1").arg(cause);
}

void addFact(QStringList &lines, const QString &format, const QString &value)
{
    if (!value.isEmpty())
        lines << format.arg(value);
}

QString whatFacts(const SentAction &action)
{
    QStringList lines{action.operation};
    addFact(lines, u"%1"_s, action.instance.instanceId);
    addFact(lines, u"%1"_s, action.parameters);
    addFact(lines, SentCells::tr("Task: %1"), action.taskId);
    addFact(lines, SentCells::tr("Rule: %1"), action.ruleId);
    return lines.join(u'\n');
}

QString outcomeFacts(const SentAction &action)
{
    QStringList lines;
    addFact(lines, SentCells::tr("Created: %1"), action.createdId);
    addFact(lines, u"%1"_s, action.errorMessage);
    addFact(lines, SentCells::tr("Request id: %1"), action.requestId);
    return lines.join(u'\n');
}

// Words for a file, which other programs read.

QString outcomeWord(SentOutcome outcome)
{
    constexpr std::array<QStringView, 5> words = {u"sending", u"accepted", u"refused", u"in-doubt",
                                                  u"not-known"};
    return words.at(static_cast<std::size_t>(outcome)).toString();
}

QString progressWord(SentProgress progress)
{
    constexpr std::array<QStringView, 7> words = {u"",       u"not-listed", u"running",  u"done",
                                                  u"failed", u"cancelled",  u"not-known"};
    return words.at(static_cast<std::size_t>(progress)).toString();
}

QString kindWord(SentKind kind)
{
    constexpr std::array<QStringView, 5> words = {u"retry", u"cancel", u"copy", u"create-rule",
                                                  u"delete-rule"};
    return words.at(static_cast<std::size_t>(kind)).toString();
}

QString isoTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

} // namespace

QString progressText(const SentAction &action)
{
    switch (action.progress) {
    case SentProgress::None:
        return {};
    case SentProgress::Awaited:
        //: What became of something that was sent: its task is not listed yet
        return SentCells::tr("Not listed yet");
    case SentProgress::Underway:
        return displayName(SyncTaskStatus::Synchronizing);
    case SentProgress::Done:
        return displayName(SyncTaskStatus::Success);
    case SentProgress::Failed:
        return failedText(action);
    case SentProgress::Cancelled:
        return displayName(SyncTaskStatus::Canceled);
    case SentProgress::NotKnown:
        //: What became of something that was sent
        return SentCells::tr("Not known");
    }
    return {};
}

std::optional<SyncTaskStatus> progressStatus(SentProgress progress)
{
    switch (progress) {
    case SentProgress::None:
        break;
    case SentProgress::Awaited:
        return SyncTaskStatus::Pending;
    case SentProgress::Underway:
        return SyncTaskStatus::Synchronizing;
    case SentProgress::Done:
        return SyncTaskStatus::Success;
    case SentProgress::Failed:
        return SyncTaskStatus::Error;
    case SentProgress::Cancelled:
        return SyncTaskStatus::Canceled;
    case SentProgress::NotKnown:
        return SyncTaskStatus::Unknown;
    }
    return {};
}

QString cellText(const SentAction &action, SentColumn column, const QDateTime &now)
{
    switch (column) {
    case SentColumn::Time:
        return cellTimeText(action.sentAt, now);
    case SentColumn::Who:
        return profileText(action);
    case SentColumn::What:
        return kindText(action.kind);
    case SentColumn::Subject:
        return subjectText(action);
    case SentColumn::Route:
        return routeOf(action);
    case SentColumn::Outcome:
        return sentOutcomeText(action);
    case SentColumn::Progress:
        return progressText(action);
    }
    return {};
}

QString cellToolTip(const SentAction &action, SentColumn column)
{
    switch (column) {
    case SentColumn::Time:
        return absoluteTimeText(action.sentAt);
    case SentColumn::What:
        return whatFacts(action);
    case SentColumn::Route:
        return action.imageFrom.regionId + u" → "_s + action.imageTo.regionId;
    case SentColumn::Outcome:
        return outcomeFacts(action);
    case SentColumn::Progress:
        if (action.progress == SentProgress::NotKnown)
            return SentCells::tr("Its task was not seen in the list.");
        return absoluteTimeText(action.progressedAt);
    case SentColumn::Who:
    case SentColumn::Subject:
        break;
    }
    return {};
}

QString cellCopyText(const SentAction &action, SentColumn column, const QDateTime &now)
{
    if (column == SentColumn::Time)
        return absoluteTimeText(action.sentAt);
    if (column == SentColumn::Route)
        return cellToolTip(action, column);
    const QString text = cellText(action, column, now);
    return column == SentColumn::Outcome && !action.createdId.isEmpty()
               ? text + u' ' + action.createdId
               : text;
}

RowValue cellValue(const SentAction &action, SentColumn column)
{
    if (column == SentColumn::Time)
        return static_cast<double>(action.sentAt.toMSecsSinceEpoch());
    return cellText(action, column, {});
}

CellTone cellTone(const SentAction &action, SentColumn column)
{
    if (column == SentColumn::Subject || column == SentColumn::What)
        return CellTone::Plain;
    if (column == SentColumn::Outcome) {
        const bool isGood =
            action.outcome == SentOutcome::Accepted || action.outcome == SentOutcome::Sending;
        return isGood                                   ? CellTone::Quiet
               : action.outcome == SentOutcome::Refused ? CellTone::Alarm
                                                        : CellTone::Warning;
    }
    if (column != SentColumn::Progress)
        return CellTone::Quiet;
    if (action.progress == SentProgress::Failed)
        return CellTone::Alarm;
    return action.progress == SentProgress::NotKnown ? CellTone::Warning : CellTone::Plain;
}

QString columnTitle(SentColumn column)
{
    switch (column) {
    case SentColumn::Time:
        //: A column: when something was sent
        return SentCells::tr("Sent");
    case SentColumn::Who:
        //: A column: which profile sent it
        return SentCells::tr("Who");
    case SentColumn::What:
        //: A column: what was sent, e.g. "Retry"
        return SentCells::tr("What");
    case SentColumn::Subject:
        return SentCells::tr("Image or rule");
    case SentColumn::Route:
        return SentCells::tr("Route");
    case SentColumn::Outcome:
        //: A column: what the registry answered
        return SentCells::tr("Answer");
    case SentColumn::Progress:
        //: A column: how the task that was made or cancelled ended
        return SentCells::tr("What became of it");
    }
    return {};
}

QString columnToolTip(SentColumn column)
{
    switch (column) {
    case SentColumn::Time:
        return SentCells::tr("When the request was sent");
    case SentColumn::Who:
        return SentCells::tr("The profile that sent it");
    case SentColumn::Outcome:
        return SentCells::tr("What the registry answered");
    case SentColumn::Progress:
        return SentCells::tr("The task that was made or cancelled, followed to its end");
    case SentColumn::What:
    case SentColumn::Subject:
    case SentColumn::Route:
        break;
    }
    return {};
}

QStringList sentCsvTitles()
{
    return {u"sent"_s,       u"profile"_s,   u"kind"_s,         u"operation"_s,    u"instance"_s,
            u"task"_s,       u"from"_s,      u"fromInstance"_s, u"fromRegion"_s,   u"to"_s,
            u"toInstance"_s, u"toRegion"_s,  u"rule"_s,         u"ruleName"_s,     u"parameters"_s,
            u"outcome"_s,    u"requestId"_s, u"errorCode"_s,    u"errorMessage"_s, u"created"_s,
            u"progress"_s,   u"cause"_s,     u"progressed"_s};
}

QStringList sentCsvFields(const SentAction &action)
{
    return {isoTime(action.sentAt),
            action.profile,
            kindWord(action.kind),
            action.operation,
            action.instance.instanceId,
            action.taskId,
            action.imageFrom.path(),
            action.imageFrom.instanceId,
            action.imageFrom.regionId,
            action.imageTo.path(),
            action.imageTo.instanceId,
            action.imageTo.regionId,
            action.ruleId,
            action.ruleName,
            action.parameters,
            outcomeWord(action.outcome),
            action.requestId,
            action.errorCode,
            action.errorMessage,
            action.createdId,
            progressWord(action.progress),
            action.progressCause,
            isoTime(action.progressedAt)};
}

void SentCounts::add(const SentAction &action)
{
    if (action.outcome != SentOutcome::Accepted)
        return;
    ++accepted;
    switch (action.progress) {
    case SentProgress::None:
        break;
    case SentProgress::Awaited:
        ++awaited;
        break;
    case SentProgress::Underway:
        ++underway;
        break;
    case SentProgress::Done:
        ++done;
        break;
    case SentProgress::Failed:
        ++(action.kind == SentKind::Retry ? failedAgain : failed);
        break;
    case SentProgress::Cancelled:
        ++cancelled;
        break;
    case SentProgress::NotKnown:
        ++notKnown;
        break;
    }
}

QString sentCountsText(const SentCounts &counts)
{
    QStringList parts;
    if (counts.done > 0)
        parts << SentCells::tr("%Ln done", nullptr, counts.done);
    if (counts.failedAgain > 0)
        //: tasks that were retried
        parts << SentCells::tr("%Ln failed again", nullptr, counts.failedAgain);
    if (counts.failed > 0)
        parts << SentCells::tr("%Ln failed", nullptr, counts.failed);
    if (counts.cancelled > 0)
        parts << SentCells::tr("%Ln cancelled", nullptr, counts.cancelled);
    if (counts.underway > 0)
        parts << SentCells::tr("%Ln running", nullptr, counts.underway);
    if (counts.awaited > 0)
        //: tasks that an action should make, and that are not in the registry's list yet
        parts << SentCells::tr("%Ln not listed yet", nullptr, counts.awaited);
    if (counts.notKnown > 0)
        parts << SentCells::tr("%Ln not known", nullptr, counts.notKnown);
    const QString accepted = SentCells::tr("%Ln accepted", nullptr, counts.accepted);
    //: %1 is "37 accepted", %2 is what became of those: "20 done, 8 failed again, 9 running"
    return parts.isEmpty() ? accepted : SentCells::tr("%1: %2").arg(accepted, listText(parts));
}
