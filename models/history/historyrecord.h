#pragma once

#include "historyvalues.h"
#include "sentaction.h"

#include <QDateTime>

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
    };

    quint64 number = 0;
    QDateTime seenAt{};     ///< when the registry said so
    QDateTime recordedAt{}; ///< when it came here
    std::variant<HistoryTasks, Instances, Rules, ListSeen, SentAction> what{};
};
