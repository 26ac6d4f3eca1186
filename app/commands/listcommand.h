#pragma once

#include "clock.h"
#include "commandline.h"
#include "feedgroup.h"
#include "querynames.h"
#include "registry.h"
#include "taskstore.h"
#include "unlistedregion.h"

#include <QIODevice>
#include <QStringList>

#include <memory>
#include <vector>

/// sync-dashboard list: prints the tasks that answer the query, each once, of the named instance or
/// of all that \p registry lists in \p places. What could not be read is
/// named in one line with code and request id: the instance, or the region of an account; the
/// others are printed. So is what is not proven to be complete, and what the answer rests on and
/// was not read. Returns the exit code: 0 all is printed, 1 it is not, or not proven to be, 3 all
/// is, and some of it is what options.failOn speaks of.
int runList(Registry &registry, const std::vector<AccountRegion> &places, Clock &clock,
            const ListOptions &options, QIODevice &output, QIODevice &errors);

/// How many tasks of the answer are in a state of \p failOn.
QString failOnLine(std::size_t count, const TaskQuery &failOn);

/// What list would print, kept instead.
struct TasksRead {
    TaskStore store{}; ///< also what the answer rests on and the query does not find
    QueryNames names{};
    QStringList failures{};                 ///< what is missing, or may be: a line for each part
    QStringList remarks{};                  ///< nothing is missing because of these
    bool hasAnswer = false;                 ///< something was read, or there is nothing to read
    std::vector<InstanceFeed> lists{};      ///< how each was read
    std::vector<UnlistedRegion> unlisted{}; ///< regions that did not tell all their instances
};

/// Reads as runList() does. options.query must have a condition: without one nothing is kept.
std::unique_ptr<TasksRead> readTasks(Registry &registry, const std::vector<AccountRegion> &places,
                                     Clock &clock, const ListOptions &options);

/// Reads all tasks of \p instanceId, or of all instances where it is empty, and the names of their
/// rules; that these cannot be read is a remark.
std::unique_ptr<TasksRead> readEverything(Registry &registry,
                                          const std::vector<AccountRegion> &places, Clock &clock,
                                          const QString &instanceId);

/// The line in which an error is told.
void writeError(const ApiError &error, QIODevice &errors);
