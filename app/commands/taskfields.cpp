#include "taskfields.h"

#include <array>

namespace {

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue idField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return task.id;
}

template<QString SyncTask::*member>
QJsonValue textField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return textOrNull(task.*member);
}

template<auto SyncTask::*member>
QJsonValue wordField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return textOrNull((task.*member).text);
}

template<QDateTime SyncTask::*member>
QJsonValue timeField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return textOrNull(utcTimeText(task.*member));
}

/// Whether, or how much.
template<auto SyncTask::*member>
QJsonValue givenField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return task.*member ? QJsonValue(*(task.*member)) : QJsonValue();
}

template<QString InstanceRef::*member>
QJsonValue listerField(const SyncTask & /*task*/, const InstanceRef &listedBy)
{
    return textOrNull(listedBy.*member);
}

template<QString ImageRef::*member>
QJsonValue sourceField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return textOrNull(task.imageFrom.*member);
}

template<QString ImageRef::*member>
QJsonValue destinationField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return textOrNull(task.imageTo.*member);
}

constexpr std::array taskFieldTable = {
    TaskField{.name = "syncTaskId", .value = &idField},
    TaskField{.name = "syncRuleId", .value = &textField<&SyncTask::ruleId>},
    TaskField{.name = "syncBatchTaskId", .value = &textField<&SyncTask::batchId>},
    TaskField{.name = "status", .value = &wordField<&SyncTask::status>},
    TaskField{.name = "issue", .value = &wordField<&SyncTask::issue>},
    TaskField{.name = "trigger", .value = &wordField<&SyncTask::trigger>},
    TaskField{.name = "createTime", .value = &timeField<&SyncTask::createdAt>},
    TaskField{.name = "modifiedTime", .value = &timeField<&SyncTask::modifiedAt>},
    TaskField{.name = "crossUser", .value = &givenField<&SyncTask::crossUser>},
    TaskField{.name = "accelerated", .value = &givenField<&SyncTask::syncTransAccelerate>},
    TaskField{.name = "customLink", .value = &givenField<&SyncTask::customLink>},
    TaskField{.name = "linkId", .value = &textField<&SyncTask::linkId>},
    TaskField{.name = "priority", .value = &givenField<&SyncTask::priority>},
    TaskField{.name = "instanceId", .value = &listerField<&InstanceRef::instanceId>},
    TaskField{.name = "account", .value = &listerField<&InstanceRef::account>},
    TaskField{.name = "imageFrom.instanceId", .value = &sourceField<&ImageRef::instanceId>},
    TaskField{.name = "imageFrom.regionId", .value = &sourceField<&ImageRef::regionId>},
    TaskField{.name = "imageFrom.namespace", .value = &sourceField<&ImageRef::repoNamespaceName>},
    TaskField{.name = "imageFrom.repo", .value = &sourceField<&ImageRef::repoName>},
    TaskField{.name = "imageFrom.tag", .value = &sourceField<&ImageRef::imageTag>},
    TaskField{.name = "imageTo.instanceId", .value = &destinationField<&ImageRef::instanceId>},
    TaskField{.name = "imageTo.regionId", .value = &destinationField<&ImageRef::regionId>},
    TaskField{.name = "imageTo.namespace",
              .value = &destinationField<&ImageRef::repoNamespaceName>},
    TaskField{.name = "imageTo.repo", .value = &destinationField<&ImageRef::repoName>},
    TaskField{.name = "imageTo.tag", .value = &destinationField<&ImageRef::imageTag>},
};

} // namespace

QString utcTimeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

std::span<const TaskField> taskFields()
{
    return taskFieldTable;
}
