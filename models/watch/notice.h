#pragma once

#include "apierror.h"
#include "synctask.h"
#include "taskquery.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

/// Something that an operator who does not look at the window should know.
struct Notice {
    enum class Kind {
        Failures,       ///< tasks failed
        Stuck,          ///< tasks became stuck
        ConnectionLost, ///< the registry has not answered for a while
        ConnectionBack, ///< after that was told
    };
    static constexpr std::size_t mostExamples = 3;
    static constexpr int mostNamed = 50; ///< tasks that \a query tells by their ids

    Kind kind = Kind::Failures;
    int count = 0;                    ///< tasks; 0 when it is about the connection
    std::vector<SyncTask> examples{}; ///< some of the tasks, the latest first
    /// Finds exactly the tasks that are told; where they are too many to be named, all of their
    /// kind since the first of them. Empty when the notice is about the connection.
    TaskQuery query{};
    QDateTime since{};               ///< of a connection: when it was lost
    std::optional<ApiError> error{}; ///< why it was lost
    /// Of tasks that were told late: which silences had held them back, in words.
    QString heldBackBy{};

    [[nodiscard]] bool wasHeldBack() const { return !heldBackBy.isEmpty(); }

    friend bool operator==(const Notice &, const Notice &) = default;
};

/// "3 tasks failed".
QString noticeTitle(const Notice &notice);
/// A line for each example, and how many more there are; what became of the connection.
QString noticeText(const Notice &notice, const QDateTime &now);
