#include "retryoutlook.h"

#include "displaytext.h"
#include "displaywords.h"
#include "taskadvice.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

// Words of causes that last until somebody removes them: the cloud adds causes without asking.
constexpr std::array<QStringView, 11> lastingParts = {
    u"NOTEXIST", u"NOTFOUND",   u"QUOTA",     u"EXCEED",     u"DENIED",    u"FORBIDDEN",
    u"UNAUTH",   u"PERMISSION", u"PRIVILEGE", u"NOTSUPPORT", u"IMMUTABLE",
};

bool isLasting(const QString &word)
{
    QString letters = word.toUpper();
    letters.removeIf([](QChar c) { return !c.isLetter(); });
    return std::ranges::any_of(lastingParts,
                               [&letters](QStringView part) { return letters.contains(part); });
}

/// Source: the user guide on tag immutability, which leaves out this tag.
bool isNeverImmutable(const QString &tag)
{
    return tag == u"latest";
}

RetryOutlook tagConflictOutlook(const SyncTask &task, const RetryMeans &means)
{
    if (!means.replaces)
        return RetryOutlook::FailsAgain;
    return isNeverImmutable(task.imageTo.imageTag) ? RetryOutlook::Open
                                                   : RetryOutlook::FailsUnlessFixed;
}

QString whatToDoFirst(const SyncTask &task, const RetryMeans &means)
{
    switch (task.issue.value) {
    case TaskIssue::TagConflict:
        if (means.replaces)
            return DisplayWords::tr("It is replaced only where the destination repository allows "
                                    "overwriting.");
        if (means.canReplace)
            return DisplayWords::tr("Choose to replace the tag, or allow overwriting in the "
                                    "destination repository.");
        return DisplayWords::tr("Allow overwriting in the destination repository first.");
    case TaskIssue::UnsupportedFormat:
    case TaskIssue::DataLengthExceeded:
        return DisplayWords::tr("Rebuild the image and push it again first.");
    case TaskIssue::OssPolicyUnauthorized:
        return DisplayWords::tr("Grant the permission first.");
    case TaskIssue::InternalError:
    case TaskIssue::NetworkError:
    case TaskIssue::Unknown:
        break;
    }
    return DisplayWords::tr("Fix this first.");
}

} // namespace

RetryOutlook retryOutlook(const SyncTask &task, const RetryMeans &means)
{
    if (task.status.value != SyncTaskStatus::Error)
        return RetryOutlook::Open;
    switch (task.issue.value) {
    case TaskIssue::TagConflict:
        return tagConflictOutlook(task, means);
    case TaskIssue::UnsupportedFormat:
    case TaskIssue::DataLengthExceeded:
        return RetryOutlook::FailsAgain;
    case TaskIssue::OssPolicyUnauthorized:
        return RetryOutlook::FailsUnlessFixed;
    case TaskIssue::InternalError:
    case TaskIssue::NetworkError:
        return RetryOutlook::Open;
    case TaskIssue::Unknown:
        break;
    }
    return isLasting(task.issue.text) ? RetryOutlook::FailsUnlessFixed : RetryOutlook::Open;
}

QString retryOutlookReason(const SyncTask &task, const RetryMeans &means)
{
    if (retryOutlook(task, means) == RetryOutlook::Open)
        return {};
    return sentencesText(adviceFor(task).happened, whatToDoFirst(task, means));
}
