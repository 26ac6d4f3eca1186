#pragma once

#include "databaseaddress.h"
#include "historyscan.h"

#include <QHash>
#include <QStringList>

#include <memory>
#include <vector>

/// Reads a team's database: what all of its accounts saw, each instance by one of them. Needs no
/// lease, and no right but to read.
///
/// The database looks at so many rows for each page, and hands over those that fulfil the
/// condition: no statement takes long, however seldom a row fulfils it. So a page may be empty.
/// Where the condition asks for names of repositories that few tasks seem to have, all of those
/// come at once by an index.
class TeamScan final : public HistoryScan {
public:
    static constexpr qint64 usualCount = 500; // the first rows come soon
    /// \p firstCount: rows that are looked at for the first page; for later ones more.
    explicit TeamScan(const DatabaseAddress &address, qint64 firstCount = usualCount);
    ~TeamScan() override;

    std::optional<HistoryFailure> open() override;
    Outcome<HistoryDirectory> readDirectory() override;
    Outcome<std::optional<qint64>> readOldest() override;
    Outcome<std::optional<qint64>> estimateRows() override;
    void begin(const ScanQuestion &question) override;
    Outcome<ScanPage> next(const std::atomic<bool> &isStopping) override;

private:
    class Session;
    /// Rows in the order of one time, from the newest on, of which those are wanted that fulfil a
    /// condition.
    struct ScanWalk {
        RowTime order = RowTime::Effective;
        ScanSpan span{};
        RowCondition condition{};
        bool isAfterAll = false; ///< its rows wait for its end, to be put in order
    };
    struct ScanPosition {
        qint64 ms = 0;
        qint64 number = 0;
    };
    struct PositionedTask {
        ScanPosition position{};
        ScannedTask task{};
    };
    struct ScanWindow {
        std::vector<PositionedTask> rows{};
        ScanPosition last{}; ///< of those that the database looked at
        bool isLast = false; ///< of the walk
    };

    void startWalk();
    [[nodiscard]] bool isForKeys() const;
    [[nodiscard]] Outcome<ScanWindow> readWindow() const;
    [[nodiscard]] Outcome<std::optional<ScanPage>> readByRepositories() const;
    [[nodiscard]] ScanPage pageFrom(ScanWindow window);
    [[nodiscard]] ScanPage pageOf(std::vector<PositionedTask> rows, bool isAtEnd) const;

    std::unique_ptr<Session> m_session;
    qint64 m_firstCount;
    QStringList m_accounts;
    QHash<QString, QString> m_accountOf; // by instance
    bool m_hasIndexes = false;           // of repositories
    ScanQuestion m_question;
    bool m_areKeysTried = false;   // for it
    qint64 m_looked = 0;           // rows that were looked at for it
    qint64 m_found = 0;            // of those
    std::vector<ScanWalk> m_walks; // those to come, the next one last
    ScanPosition m_below{};        // where the present one goes on
    qint64 m_count = 0;            // rows to be looked at for the next page
    std::vector<PositionedTask> m_waiting;
};
