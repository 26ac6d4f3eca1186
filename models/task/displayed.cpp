#include "displayed.h"

#include "printable.h"

ImageRef displayed(const ImageRef &image)
{
    return {.instanceId = isolated(image.instanceId),
            .regionId = isolated(image.regionId),
            .repoNamespaceName = isolated(image.repoNamespaceName),
            .repoName = isolated(image.repoName),
            .imageTag = isolated(image.imageTag)};
}

SyncTask displayed(const SyncTask &task)
{
    SyncTask shown = task;
    for (QString *text : {&shown.id, &shown.ruleId, &shown.batchId, &shown.linkId,
                          &shown.status.text, &shown.trigger.text, &shown.issue.text})
        *text = isolated(*text);
    shown.imageFrom = displayed(task.imageFrom);
    shown.imageTo = displayed(task.imageTo);
    return shown;
}
