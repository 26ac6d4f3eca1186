#include "taskcells.h"

#include <QCoreApplication>

namespace {

using Column = SyncTaskTableModel::Column;

class TaskColumns final {
    Q_DECLARE_TR_FUNCTIONS(TaskColumns)
};

} // namespace

QString columnTitle(Column column)
{
    switch (column) {
    case Column::Status:
        return TaskColumns::tr("Status");
    case Column::Image:
        return TaskColumns::tr("Image");
    case Column::Cause:
        return TaskColumns::tr("Cause");
    case Column::Route:
        return TaskColumns::tr("Route");
    case Column::Created:
        return TaskColumns::tr("Created");
    case Column::Duration:
        return TaskColumns::tr("Duration");
    case Column::Progress:
        return TaskColumns::tr("Progress");
    case Column::Source:
        return TaskColumns::tr("Source");
    case Column::Destination:
        return TaskColumns::tr("Destination");
    case Column::Trigger:
        //: What started a task.
        return TaskColumns::tr("Trigger");
    case Column::Rule:
        return TaskColumns::tr("Rule");
    case Column::Modified:
        return TaskColumns::tr("Modified");
    case Column::Batch:
        //: All tasks that one push of an image caused.
        return TaskColumns::tr("Batch");
    case Column::TaskId:
        return TaskColumns::tr("Task id");
    case Column::CrossUser:
        return TaskColumns::tr("Cross account");
    case Column::Accelerated:
        return TaskColumns::tr("Accelerated");
    case Column::CustomLink:
        return TaskColumns::tr("Custom link");
    case Column::LinkId:
        return TaskColumns::tr("Link id");
    case Column::Priority:
        return TaskColumns::tr("Priority");
    }
    return {};
}

QString columnToolTip(Column column)
{
    switch (column) {
    case Column::Status:
        return TaskColumns::tr("How the task stands");
    case Column::Image:
        return TaskColumns::tr("Namespace, repository and tag at the source");
    case Column::Cause:
        return TaskColumns::tr("Why the task failed, as the registry says");
    case Column::Route:
        return TaskColumns::tr("From which region to which");
    case Column::Created:
        return TaskColumns::tr("When the task was created");
    case Column::Duration:
        return TaskColumns::tr("How long the task took, or has taken so far");
    case Column::Progress:
        return TaskColumns::tr("How much of the image was copied, for running tasks");
    case Column::Source:
        return TaskColumns::tr("Instance and image that is copied");
    case Column::Destination:
        return TaskColumns::tr("Instance and image to which it is copied");
    case Column::Trigger:
        return TaskColumns::tr("Whether a push or a person started the task");
    case Column::Rule:
        return TaskColumns::tr("The synchronization rule behind the task; none for a single run");
    case Column::Modified:
        return TaskColumns::tr("When the task changed last: its end, once it has ended");
    case Column::Batch:
        return TaskColumns::tr("Tasks that one push of an image caused share this id");
    case Column::TaskId:
        return TaskColumns::tr("The registry's id of the task");
    case Column::CrossUser:
        return TaskColumns::tr("Whether source and destination belong to different accounts");
    case Column::Accelerated:
        return TaskColumns::tr("Whether sync acceleration was in use");
    case Column::CustomLink:
        return TaskColumns::tr("Whether a custom link was in use");
    case Column::LinkId:
        return TaskColumns::tr("The registry's id of the custom link");
    case Column::Priority:
        return TaskColumns::tr("The priority that was asked for");
    }
    return {};
}
