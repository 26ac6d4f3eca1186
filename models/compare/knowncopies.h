#pragma once

#include "imageref.h"
#include "tagcomparison.h"
#include "taskstore.h"

#include <QHash>
#include <QString>

/// By tag at the destination, the newest known task from the repository of \p from to that of
/// \p to; regions and tags of these are not looked at. Takes some milliseconds for a million tasks.
QHash<QString, KnownCopy> knownCopies(const TaskStore &store, const ImageRef &from,
                                      const ImageRef &to);
