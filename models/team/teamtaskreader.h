#pragma once

#include "historyvalues.h"
#include "operations.h"

#include <QDateTime>
#include <QString>

#include <map>
#include <optional>
#include <pqxx/pqxx>
#include <vector>

/// Reads tasks of all accounts as a registry lists them: the newest first, by pages.
class TeamTaskReader final {
public:
    /// Of the instance's tasks those that \p question asks for, of its page. A text of it that is
    /// not empty is that of one end of the copy.
    std::vector<SyncTask> readPage(pqxx::transaction_base &transaction, const QString &account,
                                   const ListSyncTasks &question);
    /// How many there are on all pages of a \p question that asks for a part of the tasks.
    static qint64 count(pqxx::transaction_base &transaction, const QString &account,
                        const ListSyncTasks &question);
    [[nodiscard]] static bool asksForPart(const ListSyncTasks &question);

    static std::optional<SyncTask> readTask(pqxx::transaction_base &transaction,
                                            const QString &account, const QString &instanceId,
                                            const QString &taskId);

    /// The number of the last change of any task.
    static qint64 lastChange(pqxx::transaction_base &transaction);
    struct Changes {
        std::vector<HistoryTasks> tasks{};
        qint64 last = 0;    ///< the number of the last change that was read
        bool isLast = true; ///< there is none behind
    };
    /// The next \p count changes after \p change; of tasks that were created before \p oldest
    /// nothing is told.
    static Changes readChanged(pqxx::transaction_base &transaction, qint64 change, qint64 count,
                               const QDateTime &oldest);

private:
    /// The last row of a page.
    struct Mark {
        qint64 effectiveMs = 0;
        qint64 number = 0;
    };
    struct Marks {
        std::map<int, Mark> byPage{};
    };

    // Pages are mostly read one after the other: who knows where one ended need not count to there.
    std::map<QString, Marks> m_marks; ///< by what is asked
};
