#include "sentcells.h"

#include "displaytext.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

class SentCells final {
    Q_DECLARE_TR_FUNCTIONS(SentCells)
};

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

} // namespace

QString progressText(const SentAction &action)
{
    switch (action.progress) {
    case SentProgress::None:
        return {};
    case SentProgress::Awaited:
        //: What became of something that was sent: its task is not listed yet
        return SentCells::tr("Not listed yet");
    case SentProgress::Waiting:
        return displayName(SyncTaskStatus::Pending);
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
    case SentProgress::Waiting:
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
    case SentProgress::Waiting:
        ++waiting;
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
    if (counts.waiting > 0)
        parts << SentCells::tr("%Ln waiting", nullptr, counts.waiting);
    if (counts.awaited > 0)
        //: tasks that an action should make, and that are not in the registry's list yet
        parts << SentCells::tr("%Ln not listed yet", nullptr, counts.awaited);
    if (counts.notKnown > 0)
        parts << SentCells::tr("%Ln not known", nullptr, counts.notKnown);
    const QString accepted = SentCells::tr("%Ln accepted", nullptr, counts.accepted);
    //: %1 is "37 accepted", %2 is what became of those: "20 done, 8 failed again, 9 running"
    return parts.isEmpty() ? accepted : SentCells::tr("%1: %2").arg(accepted, listText(parts));
}
