#include "taskfields.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

FieldValue textIfGiven(const QString &text)
{
    return text.isEmpty() ? FieldValue() : FieldValue(QStringView(text));
}

FieldValue idField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return QStringView(task.id);
}

template<QString SyncTask::*member>
FieldValue textField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return textIfGiven(task.*member);
}

template<auto SyncTask::*member>
FieldValue wordField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return textIfGiven((task.*member).text);
}

template<QDateTime SyncTask::*member>
FieldValue timeField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    const QDateTime &time = task.*member;
    return time.isValid() ? FieldValue(time) : FieldValue();
}

/// Whether, or how much.
template<auto SyncTask::*member>
FieldValue givenField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return task.*member ? FieldValue(*(task.*member)) : FieldValue();
}

template<QString InstanceRef::*member>
FieldValue listerField(const SyncTask & /*task*/, const InstanceRef &listedBy)
{
    return textIfGiven(listedBy.*member);
}

template<QString ImageRef::*member>
FieldValue sourceField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return textIfGiven(task.imageFrom.*member);
}

template<QString ImageRef::*member>
FieldValue destinationField(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return textIfGiven(task.imageTo.*member);
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

std::span<const TaskField> taskFields()
{
    return taskFieldTable;
}

QStringList taskFieldNames()
{
    QStringList names;
    for (const TaskField &field : taskFieldTable)
        names << QString::fromLatin1(field.name);
    return names;
}
