#include "sqlitescan.h"

#include "historyfile.h"
#include "historymigrations.h"
#include "sqlitecondition.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostTimesMore = 16; // rows of a page than of the first one

// What is read here is as the first step made it.
constexpr qint64 oldestReadable = 1;

} // namespace

SqliteScan::SqliteScan(QString file, qint64 firstCount)
    : m_file(std::move(file)), m_firstCount(firstCount)
{
}

SqliteScan::~SqliteScan() = default;

std::optional<HistoryFailure> SqliteScan::open()
{
    if (!QFileInfo::exists(m_file))
        return HistoryFailure{.fault = HistoryFault::Unwritable,
                              .message = u"there is no file %1"_s.arg(m_file)};
    if (m_database.openToRead(m_file) && m_database.run("BEGIN")) {
        if (std::optional<HistoryFailure> refusal = refusalOfContent())
            return refusal;
        m_texts = std::make_unique<HistoryTexts>(m_database);
    }
    return takeFailure();
}

std::optional<HistoryFailure> SqliteScan::refusalOfContent()
{
    const qint64 application = m_database.number("PRAGMA application_id");
    const qint64 version = m_database.number("PRAGMA user_version");
    if (m_database.hasFailed())
        return takeFailure();
    if (application != historyApplicationId || version < oldestReadable)
        return HistoryFailure{.fault = HistoryFault::ForeignFile,
                              .message = u"not a history: "_s + m_file};
    const std::size_t newest = historyMigrations().size();
    if (version <= static_cast<qint64>(newest))
        return {};
    return HistoryFailure{
        .fault = HistoryFault::NewerFile,
        .message =
            u"%1 has version %2, this program knows %3"_s.arg(m_file).arg(version).arg(newest)};
}

std::optional<HistoryFailure> SqliteScan::takeFailure()
{
    const std::optional<SqliteError> error = m_database.takeError();
    if (!error)
        return {};
    return HistoryFailure{.fault = historyFaultOf(*error), .message = error->message};
}

template<typename Value>
HistoryScan::Outcome<Value> SqliteScan::orFailure(Value value)
{
    if (const std::optional<HistoryFailure> failure = takeFailure())
        return tl::unexpected(*failure);
    return value;
}

HistoryScan::Outcome<HistoryDirectory> SqliteScan::readDirectory()
{
    return orFailure(HistoryNames(m_database).read());
}

HistoryScan::Outcome<std::optional<qint64>> SqliteScan::readOldest()
{
    std::optional<qint64> oldest;
    {
        SqliteStatement statement(m_database, "SELECT min(moment_ms) FROM tasks");
        if (statement.next() && !statement.isNull(0))
            oldest = statement.number(0);
    }
    return orFailure(oldest);
}

HistoryScan::Outcome<std::optional<qint64>> SqliteScan::estimateRows()
{
    return orFailure(std::optional(m_database.number("SELECT count(*) FROM tasks")));
}

void SqliteScan::begin(const ScanQuestion &question)
{
    m_reader.reset();
    m_cursor = {};
    m_count = m_firstCount;
    if (m_database.hasFailed() || !m_texts)
        return;
    m_reader = std::make_unique<HistoryTaskReader>(
        m_database, *m_texts,
        sqliteCondition(conditionOf(question), HistoryTaskReader::firstParameter));
}

HistoryScan::Outcome<ScanPage> SqliteScan::next(const std::atomic<bool> &isStopping)
{
    ScanPage page;
    if (m_reader) {
        m_database.endWhen(&isStopping);
        page.tasks = m_reader->readInOrder(m_cursor, m_count);
        m_database.endWhen(nullptr);
        m_count = m_firstCount * mostTimesMore;
        if (!page.tasks.empty())
            page.reachedMs = m_cursor.effectiveTimeMs;
    }
    const std::optional<SqliteError> error = m_database.takeError();
    if (error && !error->isInterruption())
        return tl::unexpected(
            HistoryFailure{.fault = historyFaultOf(*error), .message = error->message});
    page.isAtEnd = !m_reader || (!error && m_cursor.isAtEnd);
    return page;
}
