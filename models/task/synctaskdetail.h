#pragma once

#include "readingissues.h"
#include "synctask.h"

#include <QByteArray>

#include <optional>
#include <vector>

/// The copying of one blob within a task. Sizes in bytes.
struct LayerTask {
    QString id{};
    QString digest{};
    QString artifactDigest{};
    std::optional<qint64> size{};
    std::optional<qint64> syncedSize{};
    Word<SyncTaskStatus> status{}; ///< the API names no words here; those of tasks are seen

    friend bool operator==(const LayerTask &, const LayerTask &) = default;
};

/// What API page GetRepoSyncTask tells about one task. It gives no times and no custom link:
/// those stand in the row of the list.
struct SyncTaskDetail {
    SyncTask task{};
    std::optional<int> progress{}; ///< the API's: 1 succeeded, 0 anything else; not a percentage
    std::optional<qint64> syncedSize{}; ///< bytes
    std::vector<LayerTask> layers{};
    bool tellsLayers = true; ///< false: who answered does not know them
    QString requestId{};
    ReadingIssues issues{};
    QByteArray reply{}; ///< as it came, for who wants to see what this program does not know

    friend bool operator==(const SyncTaskDetail &, const SyncTaskDetail &) = default;
};
