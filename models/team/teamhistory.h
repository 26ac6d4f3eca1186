#pragma once

#include "databaseaddress.h"
#include "historyengine.h"
#include "teamnotetable.h"

#include <QString>

#include <chrono>
#include <memory>
#include <optional>

/// A history that a team shares, in a PostgreSQL database: what one account saw. It is written by
/// the collector that holds the lease (teamlease.h), and by nobody else.
class TeamHistory final : public HistoryEngine {
public:
    /// \p leaseHolder: as given to TeamLease. \p tasksBack: how old the tasks may be that are read;
    /// a year of them is more than a program holds.
    TeamHistory(const DatabaseAddress &address, const QString &account, QString leaseHolder,
                std::chrono::days tasksBack);
    ~TeamHistory() override;

    /// Brings the tables to the newest version where the lease is held. options.file is what is
    /// told of the place.
    HistoryOpening open(const HistoryOptions &options, const QDateTime &now) override;
    void close() override;
    [[nodiscard]] bool isOpen() const override { return m_isOpen; }
    std::optional<HistoryOpening> renewIfGone(const QDateTime &) override { return {}; }

    void write(std::span<const HistoryRecord> records) override;
    HistoryDirectory readDirectory() override;
    std::vector<SentAction> readActions() override;
    std::vector<HistoryTasks> readTasks(HistoryCursor &cursor, qint64 count) override;
    /// A month goes when all of it is older than options.maxAge; options.maxBytes is not looked
    /// at: a database has its own limits.
    bool tidy(const HistoryOptions &options, const QDateTime &now,
              const std::atomic<bool> &isStopping) override;

    std::optional<HistoryTrouble> takeTrouble(const QDateTime &now) override;

private:
    class Session;

    void forgetNotes(qint64 oldestMs);

    std::unique_ptr<Session> m_session;
    TeamNoteTable::Seen m_notesSeen{};
    std::chrono::days m_tasksBack;
    QDateTime m_oldest; // of the tasks that are read
    bool m_isOpen = false;
};
