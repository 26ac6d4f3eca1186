#pragma once

#include "historynames.h"
#include "historyscan.h"
#include "historytaskreader.h"
#include "historytexts.h"
#include "sqlitedatabase.h"

#include <QString>

#include <memory>

/// Reads the file of a history, also while the program that owns it writes to it: what is read is
/// of the moment of open().
class SqliteScan final : public HistoryScan {
public:
    static constexpr qint64 usualCount = 500; // the first rows come soon
    /// \p firstCount: rows of the first page; later ones have more.
    explicit SqliteScan(QString file, qint64 firstCount = usualCount);
    ~SqliteScan() override;

    std::optional<HistoryFailure> open() override;
    Outcome<HistoryDirectory> readDirectory() override;
    Outcome<std::optional<qint64>> readOldest() override;
    Outcome<std::optional<qint64>> estimateRows() override;
    void begin(const ScanQuestion &question) override;
    Outcome<ScanPage> next(const std::atomic<bool> &isStopping) override;

private:
    [[nodiscard]] std::optional<HistoryFailure> refusalOfContent();
    [[nodiscard]] std::optional<HistoryFailure> takeFailure();
    template<typename Value>
    Outcome<Value> orFailure(Value value);

    QString m_file;
    qint64 m_firstCount;
    SqliteDatabase m_database;
    std::unique_ptr<HistoryTexts> m_texts;
    std::unique_ptr<HistoryTaskReader> m_reader;
    HistoryCursor m_cursor;
    qint64 m_count = 0; // of the next page
};
