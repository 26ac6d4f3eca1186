#pragma once

#include "apierror.h"
#include "databaseaddress.h"
#include "historythread.h"
#include "pendingcall.h"
#include "teamnote.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

/// Writes what a team notes, in a thread of its own. TeamFollower tells what is noted, to this
/// program too.
///
/// Errors: those of a team's database (teamerror.h), and TeamNoteRefused, where the role may not
/// write notes, or the server is read-only. With an error nothing was written, unless the
/// connection was lost at the very end: then the same notes, by their ids, may be written again.
class TeamNoteWriter final {
public:
    explicit TeamNoteWriter(const DatabaseAddress &address);
    /// Waits a moment for what is being written.
    ~TeamNoteWriter();
    Q_DISABLE_COPY_MOVE(TeamNoteWriter)

    /// Empty: it is written.
    using Handler = std::function<void(const std::optional<ApiError> &error)>;

    // Dropping the call drops its answer; it may be written all the same.
    PendingCall add(std::vector<TeamNote> notes, Handler handler);
    PendingCall withdraw(const QStringList &ids, const QString &by, Handler handler);

private:
    class Call;
    class Worker;

    Call *begin(quint64 number);

    HistoryThread m_thread;
    std::unique_ptr<Worker> m_worker;          // whose events are handled there
    std::map<quint64, QPointer<Call>> m_calls; // that are not answered, by number
    quint64 m_lastNumber = 0;
    QObject m_here; // where the answers come to; ends first
};
