#pragma once

#include "actionlog.h"
#include "historyengine.h"
#include "historyfile.h"
#include "historynames.h"
#include "historytaskreader.h"
#include "historytaskwriter.h"
#include "historytexts.h"

#include <memory>

/// A history in a file of SQLite's, of this instance of the program alone.
class SqliteHistory final : public HistoryEngine {
public:
    HistoryOpening open(const HistoryOptions &options, const QDateTime &now) override;
    void close() override;
    [[nodiscard]] bool isOpen() const override { return m_file.isOpen(); }
    std::optional<HistoryOpening> renewIfGone(const QDateTime &now) override;

    void write(std::span<const HistoryRecord> records) override;
    HistoryDirectory readDirectory() override;
    std::vector<SentAction> readActions() override;
    std::vector<HistoryTasks> readTasks(HistoryCursor &cursor, qint64 count) override;
    bool tidy(const HistoryOptions &options, const QDateTime &now,
              const std::atomic<bool> &isStopping) override;

    std::optional<HistoryTrouble> takeTrouble(const QDateTime &now) override;

private:
    /// What is made for an open file, and made anew after an error.
    struct Session {
        explicit Session(SqliteDatabase &database);

        HistoryTexts texts;
        HistoryTaskWriter writer;
        HistoryTaskReader reader;
        HistoryNames names;
        ActionLog actions;
    };

    bool ensureSession();
    void write(const HistoryRecord &record);

    HistoryFile m_file;
    std::unique_ptr<Session> m_session;
};
