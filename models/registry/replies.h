#pragma once

#include "operations.h"

#include <QByteArray>

class JsonMemory;

/// Reads the reply to \p operation. Numbers of a page that the reply leaves out are those that were
/// asked for. Times after the day that follows \p now are none.
Result<OperationReply> replyFromJson(const Operation &operation, const QByteArray &json,
                                     JsonMemory &memory, const QDateTime &now);
/// Empty where the value does not hold it.
QString requestIdOf(const OperationReply &reply);
