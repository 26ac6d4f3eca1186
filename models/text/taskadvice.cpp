#include "taskadvice.h"

#include "displayed.h"
#include "displaytext.h"
#include "displaywords.h"
#include "printable.h"

using namespace Qt::StringLiterals;

namespace {

/// Advice, and who can follow it where the destination is another account's.
QString forOwnerToo(const SyncTask &task, const QString &whatToDo)
{
    if (!task.crossUser.value_or(false))
        return whatToDo;
    return sentencesText(whatToDo, DisplayWords::tr("The destination belongs to another account: "
                                                    "its owner has to do that there."));
}

// What the words mean is documented with GetRepoSyncTask and in the vendor's guide to replication;
// what to do about them is an operator's reading of it.

Advice adviceForStorage(const SyncTask &task)
{
    return {.happened = DisplayWords::tr("The registry is not allowed to use its object storage "
                                         "(OSS)."),
            .whatToDo = forOwnerToo(
                task, DisplayWords::tr("Check whether the registry's service role may use the OSS "
                                       "bucket of %1 and of %2. Grant it again where it may not, "
                                       "then retry.")
                          .arg(task.imageFrom.instanceId, task.imageTo.instanceId))};
}

Advice adviceForTagConflict(const SyncTask &task)
{
    const ImageRef repository = {.repoNamespaceName = task.imageTo.repoNamespaceName,
                                 .repoName = task.imageTo.repoName};
    return {.happened = DisplayWords::tr("The tag already exists at the destination and is "
                                         "immutable there."),
            .whatToDo = forOwnerToo(
                task, DisplayWords::tr("With the same digest at both ends there is nothing to do. "
                                       "Else push a new tag, or allow overwriting in %1 at %2 and "
                                       "retry.")
                          .arg(displayed(repository).path(), isolated(task.imageTo.instanceId)))};
}

Advice adviceForFormat()
{
    return {.happened = DisplayWords::tr("The format of the image's manifest or configuration is "
                                         "not supported."),
            .whatToDo = DisplayWords::tr("Rebuild the image in the Docker v2 or OCI format, or "
                                         "convert it, and push it again.")};
}

Advice adviceForRegistryFault(const SyncTask &task)
{
    return {.happened = DisplayWords::tr("The registry failed on its own side."),
            .whatToDo = DisplayWords::tr("Retry. If it fails again, open a ticket with the task id "
                                         "%1.")
                            .arg(task.id)};
}

/// Cross-border paths are unstable over the public network; the remedy depends on what is in use.
Advice adviceForNetwork(const SyncTask &task)
{
    Advice advice{.happened = DisplayWords::tr("The network between source and destination was "
                                               "unstable.")};
    if (task.customLink.value_or(false)) {
        advice.whatToDo = DisplayWords::tr("Retry. If it fails again, check the custom link: its "
                                           "VPC, the bandwidth and the CEN routes.");
    } else if (task.syncTransAccelerate.value_or(false)) {
        advice.whatToDo = DisplayWords::tr("Retry. Sync acceleration is already on; if it fails "
                                           "again, consider a custom link between the regions "
                                           "(Premium edition).");
    } else {
        advice.whatToDo = DisplayWords::tr("Retry. If it fails again, turn on sync acceleration or "
                                           "set up a custom link between the regions (both need "
                                           "the Premium edition).");
    }
    return advice;
}

Advice adviceForLength()
{
    return {.happened = DisplayWords::tr("The image's manifest or configuration is too large."),
            .whatToDo = DisplayWords::tr("Reduce labels, build history or the number of layers, "
                                         "and push the image again.")};
}

Advice adviceForUnknownCause(const SyncTask &task)
{
    const QString cause = task.issue.text;
    return {.happened = cause.isEmpty()
                            ? DisplayWords::tr("The registry gave no cause.")
                            //: %1 is a word of the registry that this program does not know.
                            : DisplayWords::tr("The registry says: %1.").arg(cause),
            .whatToDo =
                DisplayWords::tr("Check that the destination instance is running and that the "
                                 "namespace %1 exists there and may create repositories, then "
                                 "retry. If it fails again, open a ticket with the task id %2.")
                    .arg(task.imageTo.repoNamespaceName, task.id)};
}

} // namespace

Advice adviceFor(const SyncTask &task)
{
    switch (task.issue.value) {
    case TaskIssue::OssPolicyUnauthorized:
        return adviceForStorage(task);
    case TaskIssue::TagConflict:
        return adviceForTagConflict(task);
    case TaskIssue::UnsupportedFormat:
        return adviceForFormat();
    case TaskIssue::InternalError:
        return adviceForRegistryFault(task);
    case TaskIssue::NetworkError:
        return adviceForNetwork(task);
    case TaskIssue::DataLengthExceeded:
        return adviceForLength();
    case TaskIssue::Unknown:
        break;
    }
    return adviceForUnknownCause(task);
}
