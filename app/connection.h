#pragma once

#include "apierror.h"
#include "clock.h"
#include "commandline.h"
#include "tasksource.h"

#include <QStringList>

#include <memory>

class QProcessEnvironment;

/// A registry's API that can be asked, and the regions to ask it for.
struct Connection {
    std::unique_ptr<TaskSource> source{};
    QStringList regions{};
};

/// Finds the key, the regions and the endpoint. Regions: those of the options, else the profile's,
/// else ALIBABA_CLOUD_REGION_ID, else cn-hangzhou.
Result<Connection> openConnection(const ConnectionOptions &options,
                                  const QProcessEnvironment &environment, const QString &home,
                                  Clock &clock);
