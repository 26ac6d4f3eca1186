#pragma once

#include "databaseaddress.h"
#include "historyrecord.h"
#include "measure.h"

#include <QString>

#include <functional>
#include <vector>

/// Writes as a collector does.
using WriteRecord = std::function<void(HistoryRecord record)>;

/// Fifty windows at once on one database, each with what a window has there: a connection that
/// asks and one that follows. How long a page takes while all ask for it, and how soon each sees
/// what \p write writes of \p instanceId, which is kept there.
std::vector<Figure> teamWindowFigures(const DatabaseAddress &address, WriteRecord write,
                                      const QString &instanceId);
