#include "sqlitehistory.h"

#include "historyretention.h"
#include "overloaded.h"

namespace {

constexpr std::chrono::seconds retryAfter{60};
constexpr std::chrono::seconds busyRetry{5}; // mostly a backup, or a look with another tool

} // namespace

SqliteHistory::Session::Session(SqliteDatabase &database)
    : texts(database),
      writer(database, texts),
      reader(database, texts),
      names(database),
      actions(database)
{
}

HistoryOpening SqliteHistory::open(const HistoryOptions &options, const QDateTime &now)
{
    m_session.reset();
    return m_file.open(options.file, now);
}

void SqliteHistory::close()
{
    m_session.reset();
    m_file.close();
}

std::optional<HistoryOpening> SqliteHistory::renewIfGone(const QDateTime &now)
{
    if (!m_file.isGone())
        return {};
    m_session.reset();
    return m_file.renew(now);
}

/// False: there is no file to work with, or it has failed.
bool SqliteHistory::ensureSession()
{
    if (!m_file.isOpen() || m_file.database().hasFailed())
        return false;
    if (!m_session)
        m_session = std::make_unique<Session>(m_file.database());
    return !m_file.database().hasFailed();
}

void SqliteHistory::write(std::span<const HistoryRecord> records)
{
    if (!ensureSession())
        return;
    SqliteTransaction transaction(m_file.database());
    for (const HistoryRecord &record : records)
        write(record);
    transaction.commit();
}

void SqliteHistory::write(const HistoryRecord &record)
{
    std::visit(Overloaded{[&](const HistoryTasks &seen) {
                              m_session->writer.write(seen.instanceId, seen.tasks, record.seenAt);
                          },
                          [&](const HistoryRecord::Instances &seen) {
                              m_session->names.writeInstances(seen.account, seen.instances);
                          },
                          [&](const HistoryRecord::Rules &seen) {
                              m_session->names.writeRules(seen.instanceId, seen.rules);
                          },
                          [&](const HistoryRecord::ListSeen &seen) {
                              m_session->names.writeAsOf(seen.instanceId, record.seenAt);
                          },
                          // Who keeps a file asks the registry, and sees it again.
                          [](const HistoryRecord::Unread &) {},
                          [&](const SentAction &action) { m_session->actions.write(action); }},
               record.what);
}

HistoryDirectory SqliteHistory::readDirectory()
{
    return ensureSession() ? m_session->names.read() : HistoryDirectory{};
}

std::vector<SentAction> SqliteHistory::readActions()
{
    return ensureSession() ? m_session->actions.read() : std::vector<SentAction>{};
}

std::vector<HistoryTasks> SqliteHistory::readTasks(HistoryCursor &cursor, qint64 count)
{
    return ensureSession() ? m_session->reader.read(cursor, count) : std::vector<HistoryTasks>{};
}

bool SqliteHistory::tidy(const HistoryOptions &options, const QDateTime &now,
                         const std::atomic<bool> &isStopping)
{
    if (!ensureSession())
        return false;
    m_file.checkWhole(&isStopping);
    if (m_file.database().hasFailed())
        return false;
    m_session->actions.forget(now);
    HistoryRetention retention(m_file.database(), options.maxAge, options.maxBytes);
    return retention.step(now);
}

std::optional<HistoryTrouble> SqliteHistory::takeTrouble(const QDateTime &now)
{
    if (!m_file.isOpen())
        return {};
    const std::optional<SqliteError> error = m_file.database().takeError();
    if (!error)
        return {};
    m_session.reset(); // it remembers numbers of texts that may have been rolled back
    if (m_file.isGone())
        return HistoryTrouble{.opening = m_file.renew(now)};
    if (error->isDefect())
        return HistoryTrouble{.opening = m_file.replace(error->message, now)};
    const HistoryFault fault = historyFaultOf(*error);
    return HistoryTrouble{.failure = {.fault = fault, .message = error->message},
                          .retryAfter = fault == HistoryFault::Busy ? busyRetry : retryAfter};
}
