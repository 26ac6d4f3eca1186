#include "columnorder.h"

#include "region.h"
#include "rowsort.h"
#include "taskcolumns.h"
#include "textmatch.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace {

using By = TaskSortValue::By;

constexpr quint64 notGiven = std::numeric_limits<quint64>::max(); // see numberKey()

/// Which of the ids below a limit are named.
class Named final {
public:
    explicit Named(quint32 limit) : m_seen(limit) {}

    void add(quint32 id)
    {
        if (m_seen[id] != 0)
            return;
        m_seen[id] = 1;
        m_ids.push_back(id);
    }
    [[nodiscard]] const std::vector<quint32> &ids() const { return m_ids; }

private:
    std::vector<quint8> m_seen;
    std::vector<quint32> m_ids;
};

/// Sorts \p rows by keys up to \p largest.
template<typename KeyOf>
void sortByKeys(std::vector<TaskRow> &rows, quint64 largest, const KeyOf &keyOf)
{
    const auto sortAs = [&]<typename Row>(std::vector<Row> keyed, const auto &rowOf) {
        sortByKey(keyed);
        std::ranges::transform(keyed, rows.begin(), rowOf);
    };
    if (largest <= std::numeric_limits<quint32>::max()) {
        std::vector<PackedRow> keyed;
        keyed.reserve(rows.size());
        for (const TaskRow row : rows)
            keyed.emplace_back(static_cast<quint32>(keyOf(row)), row);
        sortAs(std::move(keyed), &PackedRow::row);
    } else {
        std::vector<KeyedRow> keyed;
        keyed.reserve(rows.size());
        for (const TaskRow row : rows)
            keyed.push_back({.key = keyOf(row), .row = row});
        sortAs(std::move(keyed), &KeyedRow::row);
    }
}

/// The rank of each of \p sorted at its own index; equal ones share a rank.
template<typename Compare>
std::vector<quint32> ranksOf(const std::vector<quint32> &sorted, quint32 limit,
                             const Compare &compare)
{
    std::vector<quint32> ranks(limit);
    quint32 rank = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0 && compare(sorted[i - 1], sorted[i]) != 0)
            ++rank;
        ranks[sorted[i]] = rank;
    }
    return ranks;
}

} // namespace

ColumnOrder::ColumnOrder(const TaskStore &store, const SyncTaskTableModel::SortKey &key,
                         qint64 nowMs, const QueryNames &names)
    : m_store(store),
      m_value(taskColumn(key.column).sortValue),
      m_descending(key.order == Qt::DescendingOrder),
      m_nowMs(nowMs),
      m_names(names)
{
}

int ColumnOrder::compare(TaskRow a, TaskRow b) const
{
    if (m_value.number != nullptr) {
        const quint64 left = numberKey(a);
        const quint64 right = numberKey(b);
        return left == right ? 0 : (left < right ? -1 : 1);
    }
    if (m_value.parts != nullptr) {
        const Parts left = m_value.parts(m_store, a);
        const Parts right = m_value.parts(m_store, b);
        const int order = compareRepositories(left.repository, right.repository);
        return order != 0 ? order : compareSeconds(left.second, right.second);
    }
    return directed(compareNaturally(m_store.taskIdBytes(a), m_store.taskIdBytes(b)));
}

/// Unsigned, in the order in which the tasks are to be.
quint64 ColumnOrder::numberKey(TaskRow row) const
{
    constexpr quint64 signBit = quint64{1} << 63;
    const std::optional<qint64> given = m_value.number(m_store, row, m_nowMs);
    if (!given)
        return notGiven;
    const quint64 key = static_cast<quint64>(*given) ^ signBit;
    return m_descending ? ~key : key;
}

bool ColumnOrder::isGiven(const RepositoryKey &key) const
{
    if (m_value.by == By::Route)
        return key.region != StringPool::empty;
    return key.repo != StringPool::empty || key.repoNamespace != StringPool::empty ||
           (m_value.by != By::Image && key.instance != StringPool::empty);
}

int ColumnOrder::compareRepositories(quint32 a, quint32 b) const
{
    if (a == b)
        return 0;
    const RepositoryKey &left = m_store.repository(a);
    const RepositoryKey &right = m_store.repository(b);
    const bool areGiven = isGiven(left) && isGiven(right);
    return areGiven ? directed(compareGiven(left, right))
                    : static_cast<int>(isGiven(right)) - static_cast<int>(isGiven(left));
}

int ColumnOrder::compareGiven(const RepositoryKey &a, const RepositoryKey &b) const
{
    const StringPool &texts = m_store.texts();
    if (m_value.by == By::Route) {
        return a.region == b.region ? 0
                                    : compareNaturally(placeName(texts.text(a.region)).toUtf8(),
                                                       placeName(texts.text(b.region)).toUtf8());
    }
    const auto compareTexts = [&texts](StringPool::Id x, StringPool::Id y) {
        return x == y ? 0 : compareNaturally(texts.bytes(x), texts.bytes(y));
    };
    int order = m_value.by == By::Image ? 0 : compareTexts(a.instance, b.instance);
    if (order == 0)
        order = compareTexts(a.repoNamespace, b.repoNamespace);
    return order != 0 ? order : compareTexts(a.repo, b.repo);
}

int ColumnOrder::compareSeconds(quint32 a, quint32 b) const
{
    if (a == b)
        return 0;
    if (m_value.by == By::Route)
        return compareRepositories(a, b);
    if (a == StringPool::empty || b == StringPool::empty)
        return a == StringPool::empty ? 1 : -1;
    if (isNamed()) {
        const QByteArray left = nameOf(a);
        const QByteArray right = nameOf(b);
        if (left.isEmpty() || right.isEmpty())
            return static_cast<int>(left.isEmpty()) - static_cast<int>(right.isEmpty());
        return directed(compareNaturally(left, right));
    }
    return directed(compareNaturally(pool().bytes(a), pool().bytes(b)));
}

const StringPool &ColumnOrder::pool() const
{
    return m_value.by == By::Batch ? m_store.batches() : m_store.texts();
}

bool ColumnOrder::isNamed() const
{
    return m_value.by == By::AccountName ||
           (m_value.by == By::RuleName && !m_names.rules.isEmpty());
}

QByteArray ColumnOrder::nameOf(StringPool::Id id) const
{
    const QString text = m_store.texts().text(id);
    return m_value.by == By::AccountName ? m_names.accounts.value(text).toUtf8()
                                         : m_names.rules.value(text, text).toUtf8();
}

void ColumnOrder::sort(std::vector<TaskRow> &rows) const
{
    if (m_value.number != nullptr)
        sortByNumber(rows);
    else if (m_value.parts != nullptr)
        sortByTexts(rows);
    else
        sortNaturally(rows, m_descending, [this](TaskRow row) { return m_store.taskIdBytes(row); });
}

void ColumnOrder::sortByNumber(std::vector<TaskRow> &rows) const
{
    // Numbers of a column lie close together, so what they have in common is left away.
    quint64 least = notGiven;
    quint64 most = 0;
    for (const TaskRow row : rows) {
        const quint64 key = numberKey(row);
        least = std::min(least, key);
        most = std::max(most, key == notGiven ? 0 : key);
    }
    if (least == notGiven)
        return; // none is given
    const quint64 afterAll = most - least + 1;
    sortByKeys(rows, afterAll,
               [&](TaskRow row) { return std::min(numberKey(row) - least, afterAll); });
}

void ColumnOrder::sortByTexts(std::vector<TaskRow> &rows) const
{
    const quint32 repositories =
        std::max(m_store.repositoryCount(), quint32{1}); // 0 also where there is none
    Named usedRepositories(repositories);
    Named usedSeconds(m_value.by == By::Route ? repositories : pool().size());
    for (const TaskRow row : rows) {
        const Parts parts = m_value.parts(m_store, row);
        usedRepositories.add(parts.repository);
        usedSeconds.add(parts.second);
    }
    const Ranks repositoryRanks = rankRepositories(usedRepositories.ids());
    const Ranks secondRanks = m_value.by == By::Route ? rankRepositories(usedSeconds.ids())
                                                      : rankSeconds(usedSeconds.ids());
    sortByKeys(rows, quint64{repositoryRanks.count} * secondRanks.count, [&](TaskRow row) {
        const Parts parts = m_value.parts(m_store, row);
        return quint64{repositoryRanks.of[parts.repository]} * secondRanks.count +
               secondRanks.of[parts.second];
    });
}

ColumnOrder::Ranks ColumnOrder::rankRepositories(const std::vector<quint32> &repositories) const
{
    const auto compare = [this](quint32 a, quint32 b) { return compareRepositories(a, b); };
    std::vector<quint32> used = repositories;
    std::ranges::sort(used, [&](quint32 a, quint32 b) { return compare(a, b) < 0; });
    const quint32 limit = std::max(m_store.repositoryCount(), quint32{1});
    return {.of = ranksOf(used, limit, compare), .count = static_cast<quint32>(used.size())};
}

ColumnOrder::Ranks ColumnOrder::rankSeconds(const std::vector<quint32> &seconds) const
{
    const quint32 limit = pool().size();
    std::vector<quint32> used = seconds;
    if (isNamed()) {
        const auto compare = [this](quint32 a, quint32 b) { return compareSeconds(a, b); };
        std::ranges::sort(used, [&](quint32 a, quint32 b) { return compare(a, b) < 0; });
        return {.of = ranksOf(used, limit, compare), .count = static_cast<quint32>(used.size())};
    }
    const bool someAreEmpty = std::erase(used, StringPool::empty) > 0;
    Ranks ranks{.of = std::vector<quint32>(limit)};
    ranks.count = rankNaturally(
        used, m_descending, [this](quint32 id) { return pool().bytes(id); }, ranks.of);
    if (someAreEmpty)
        ranks.of[StringPool::empty] = ranks.count++;
    return ranks;
}
