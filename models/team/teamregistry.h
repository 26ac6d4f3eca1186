#pragma once

#include "databaseaddress.h"
#include "historythread.h"
#include "registry.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <memory>

/// A team's history cannot do \p operation, the API's name of it.
ApiError ownKeyNeeded(const QString &operation);

/// A team's history, asked as a registry is: instances, tasks and rules come from the database, in
/// a thread of its own. What it cannot know, and all that changes something, is asked of the
/// registry itself where the user has a key, and refused where not, with the reason.
class TeamRegistry final : public Registry {
public:
    /// \p own: of the user's key; or why there is none.
    explicit TeamRegistry(const DatabaseAddress &address,
                          Result<std::unique_ptr<Registry>> own = noKey());
    /// Waits a moment for the answer under way.
    ~TeamRegistry() override;

    PendingCall send(Operation operation, ReplyHandler handler) override;

private:
    class Call;
    class Worker;

    static tl::unexpected<ApiError> noKey() { return tl::unexpected(ownKeyNeeded({})); }

    Result<std::unique_ptr<Registry>> m_own;
    HistoryThread m_thread;
    std::unique_ptr<Worker> m_worker;          // whose events are handled there
    std::map<quint64, QPointer<Call>> m_calls; // of the database, that are not answered, by number
    quint64 m_lastNumber = 0;
    QObject m_here; // where the answers come to; ends first
};
