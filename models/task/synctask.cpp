#include "synctask.h"

#include <array>

namespace {

constexpr std::array taskStatusNames = {
    WireName<SyncTaskStatus>{SyncTaskStatus::Pending, u"PENDING"},
    WireName<SyncTaskStatus>{SyncTaskStatus::Synchronizing, u"SYNCHRONIZING"},
    WireName<SyncTaskStatus>{SyncTaskStatus::Success, u"SUCCESS"},
    WireName<SyncTaskStatus>{SyncTaskStatus::Error, u"ERROR"},
    WireName<SyncTaskStatus>{SyncTaskStatus::Canceled, u"CANCELED"},
    WireName<SyncTaskStatus>{SyncTaskStatus::Canceled, u"CANCELLED"},
    WireName<SyncTaskStatus>{SyncTaskStatus::Deleted, u"DELETED"},
};

constexpr std::array triggerNames = {
    WireName<TaskTrigger>{TaskTrigger::Passive, u"PASSIVE"},
    WireName<TaskTrigger>{TaskTrigger::Initiative, u"INITIATIVE"},
};

constexpr std::array issueNames = {
    WireName<TaskIssue>{TaskIssue::OssPolicyUnauthorized, u"OSS_POLICY_UNAUTHORIZED"},
    WireName<TaskIssue>{TaskIssue::TagConflict, u"TAG_CONFLICT"},
    WireName<TaskIssue>{TaskIssue::UnsupportedFormat, u"UNSUPPORTED_FORMAT"},
    WireName<TaskIssue>{TaskIssue::InternalError, u"INTERNAL_ERROR"},
    WireName<TaskIssue>{TaskIssue::NetworkError, u"NETWORK_ERROR"},
    WireName<TaskIssue>{TaskIssue::DataLengthExceeded, u"DATA_LENGTH_EXCEEDED"},
};

} // namespace

Word<SyncTaskStatus> syncTaskStatusFromWire(const QString &text)
{
    return wordFromWire<SyncTaskStatus>(taskStatusNames, text);
}

Word<TaskTrigger> taskTriggerFromWire(const QString &text)
{
    return wordFromWire<TaskTrigger>(triggerNames, text);
}

Word<TaskIssue> taskIssueFromWire(const QString &text)
{
    return wordFromWire<TaskIssue>(issueNames, text);
}

QString wireName(SyncTaskStatus status)
{
    return wireNameIn<SyncTaskStatus>(taskStatusNames, status);
}

QString wireName(TaskTrigger trigger)
{
    return wireNameIn<TaskTrigger>(triggerNames, trigger);
}

QString wireName(TaskIssue issue)
{
    return wireNameIn<TaskIssue>(issueNames, issue);
}

QStringList wireNames(SyncTaskStatus status)
{
    return wireNamesIn<SyncTaskStatus>(taskStatusNames, status);
}

QStringList wireNames(TaskTrigger trigger)
{
    return wireNamesIn<TaskTrigger>(triggerNames, trigger);
}

QStringList wireNames(TaskIssue issue)
{
    return wireNamesIn<TaskIssue>(issueNames, issue);
}
