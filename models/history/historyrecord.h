#pragma once

#include "historyvalues.h"
#include "sentaction.h"

#include <QDateTime>

#include <chrono>
#include <variant>
#include <vector>

/// Something seen, on its way to where it is kept.
struct HistoryRecord {
    struct Instances {
        QString account{};
        std::vector<RegistryInstance> instances{};
    };
    struct Rules {
        QString instanceId{};
        std::vector<SyncRule> rules{};
    };
    struct ListSeen {
        QString instanceId{};
        std::chrono::milliseconds interval{0}; ///< between two readings
    };
    /// All of an account that cannot be read now.
    struct Unread {
        std::vector<UnreadList> lists{};
    };

    quint64 number = 0;
    QDateTime seenAt{};     ///< when the registry said so
    QDateTime recordedAt{}; ///< when it came here
    std::variant<HistoryTasks, Instances, Rules, ListSeen, Unread, SentAction> what{};
};
