#pragma once

#include "historyengine.h"
#include "postgresserver.h"
#include "teamhistory.h"
#include "teamlease.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <optional>

/// A PostgreSQL of a test's own, into which a collector has leave to write.
class TeamData final {
public:
    [[nodiscard]] PostgresServer &server() { return m_server; }
    [[nodiscard]] DatabaseAddress address() const { return *databaseAddress(m_server.uri()); }

    /// Takes all tables away. True: the lease is held.
    bool empty()
    {
        m_lease.reset();
        if (!m_server.run(QStringLiteral("DROP SCHEMA IF EXISTS sync_dashboard CASCADE")))
            return false;
        return collect();
    }
    /// Somebody collects from now on.
    bool collect()
    {
        m_lease = std::make_unique<TeamLease>(address(), QStringLiteral("tests"),
                                              QStringLiteral("a program"));
        return m_lease->ask().isHeld;
    }
    /// Nobody collects any more.
    void stop() { m_lease->release(); }

    /// What writes for \p account; null where it cannot.
    [[nodiscard]] std::unique_ptr<TeamHistory>
    writer(const QDateTime &now, const QString &account = QStringLiteral("prod")) const
    {
        auto engine = std::make_unique<TeamHistory>(address(), account, QStringLiteral("tests"),
                                                    std::chrono::days(30));
        return engine->open({}, now).isUsable() ? std::move(engine) : nullptr;
    }

private:
    PostgresServer m_server;
    std::unique_ptr<TeamLease> m_lease;
};

/// Writes one record, seen at \p at.
template<typename What>
void writeTo(TeamHistory &engine, What what, const QDateTime &at)
{
    const HistoryRecord record{.seenAt = at, .what = std::move(what)};
    engine.write({&record, 1});
}
