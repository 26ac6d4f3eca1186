#pragma once

#include "commandline.h"
#include "registryinstance.h"
#include "synctask.h"

#include <QByteArray>
#include <QStringList>

#include <memory>

class QIODevice;

/// Prints tasks in one of the formats for machines and people. What was not given is null, or an
/// empty cell.
class TaskWriter {
public:
    TaskWriter() = default;
    virtual ~TaskWriter() = default;
    Q_DISABLE_COPY_MOVE(TaskWriter)

    virtual QByteArray begin() { return {}; }
    virtual QByteArray task(const SyncTask &task, const InstanceRef &listedBy) = 0;
    virtual QByteArray end() { return {}; }
};

std::unique_ptr<TaskWriter> makeTaskWriter(ListFormat format);
