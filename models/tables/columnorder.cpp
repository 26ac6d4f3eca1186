#include "columnorder.h"

#include "region.h"
#include "statuscounts.h"
#include "textmatch.h"

#include <algorithm>
#include <limits>

namespace {

using Column = SyncTaskTableModel::Column;

std::optional<qint64> timeOf(qint64 ms)
{
    return ms == 0 ? std::nullopt : std::optional(ms);
}

std::optional<qint64> numberOf(const std::optional<TransferProgress> &progress)
{
    // Parts in a million: finer than what is painted, and whole.
    constexpr double parts = 1e6;
    if (!progress || progress->total <= 0)
        return {};
    return static_cast<qint64>(static_cast<double>(progress->synced) * parts /
                               static_cast<double>(progress->total));
}

} // namespace

ColumnOrder::ColumnOrder(const TaskStore &store, const SyncTaskTableModel::SortKey &key,
                         qint64 nowMs, const QHash<QString, QString> &ruleNames)
    : m_store(store),
      m_column(key.column),
      m_kind(kindOf(key.column)),
      m_descending(key.order == Qt::DescendingOrder),
      m_nowMs(nowMs),
      m_ruleNames(ruleNames)
{
}

ColumnOrder::Kind ColumnOrder::kindOf(Column column)
{
    switch (column) {
    case Column::Status:
    case Column::Created:
    case Column::Duration:
    case Column::Progress:
    case Column::Trigger:
    case Column::Modified:
    case Column::CrossUser:
    case Column::Accelerated:
    case Column::CustomLink:
    case Column::Priority:
        return Kind::Number;
    case Column::Image:
    case Column::Cause:
    case Column::Route:
    case Column::Source:
    case Column::Destination:
    case Column::Rule:
    case Column::Batch:
    case Column::LinkId:
        return Kind::Text;
    case Column::TaskId:
        break;
    }
    return Kind::Id;
}

qint64 rankOf(SyncTaskStatus status)
{
    return std::ranges::find(shownStatuses, status) - shownStatuses.begin();
}

int ColumnOrder::compare(TaskRow a, TaskRow b) const
{
    switch (m_kind) {
    case Kind::Number: {
        const quint64 left = numberKey(a);
        const quint64 right = numberKey(b);
        return left == right ? 0 : (left < right ? -1 : 1);
    }
    case Kind::Text: {
        const Parts left = partsOf(a);
        const Parts right = partsOf(b);
        const int order = comparePlaces(left.place, right.place);
        return order != 0 ? order : compareSeconds(left.second, right.second);
    }
    case Kind::Id:
        break;
    }
    return directed(compareNaturally(m_store.taskIdBytes(a), m_store.taskIdBytes(b)));
}

std::optional<qint64> ColumnOrder::number(TaskRow row) const
{
    switch (m_column) {
    case Column::Status:
        return rankOf(m_store.status(row));
    case Column::Created:
        return timeOf(m_store.createdMs(row));
    case Column::Duration:
        return m_store.head(row).durationMs(m_nowMs);
    case Column::Progress:
        return m_store.status(row) == SyncTaskStatus::Synchronizing
                   ? numberOf(m_store.progress(row))
                   : std::nullopt;
    case Column::Trigger:
        return static_cast<qint64>(m_store.trigger(row));
    case Column::Modified:
        return timeOf(m_store.modifiedMs(row));
    case Column::CrossUser:
        return m_store.crossUser(row);
    case Column::Accelerated:
        return m_store.accelerated(row);
    case Column::CustomLink:
        return m_store.customLink(row);
    case Column::Priority:
        return m_store.priority(row);
    case Column::Image:
    case Column::Cause:
    case Column::Route:
    case Column::Source:
    case Column::Destination:
    case Column::Rule:
    case Column::Batch:
    case Column::TaskId:
    case Column::LinkId:
        break;
    }
    return {};
}

/// Unsigned, in the order in which the tasks are to be.
quint64 ColumnOrder::numberKey(TaskRow row) const
{
    constexpr quint64 signBit = quint64{1} << 63;
    const std::optional<qint64> given = number(row);
    if (!given)
        return std::numeric_limits<quint64>::max();
    const quint64 key = static_cast<quint64>(*given) ^ signBit;
    return m_descending ? ~key : key;
}

ColumnOrder::Parts ColumnOrder::partsOf(TaskRow row) const
{
    switch (m_column) {
    case Column::Image:
    case Column::Source:
        return {.place = m_store.ends(row).from, .second = m_store.tags(row).from};
    case Column::Destination:
        return {.place = m_store.ends(row).to, .second = m_store.tags(row).to};
    case Column::Route:
        return {.place = m_store.ends(row).from, .second = m_store.ends(row).to};
    case Column::Cause:
        return {.second = m_store.status(row) == SyncTaskStatus::Error ? m_store.body(row).issueText
                                                                       : StringPool::empty};
    case Column::Rule:
        return {.second = m_store.body(row).rule};
    case Column::Batch:
        return {.second = m_store.body(row).batch};
    case Column::LinkId:
        return {.second = m_store.body(row).link};
    case Column::Status:
    case Column::Created:
    case Column::Duration:
    case Column::Progress:
    case Column::Trigger:
    case Column::TaskId:
    case Column::Modified:
    case Column::CrossUser:
    case Column::Accelerated:
    case Column::CustomLink:
    case Column::Priority:
        break;
    }
    return {};
}

bool ColumnOrder::isGiven(const ImagePlace &place) const
{
    if (m_column == Column::Route)
        return place.region != StringPool::empty;
    return place.repo != StringPool::empty || place.repoNamespace != StringPool::empty ||
           (m_column != Column::Image && place.instance != StringPool::empty);
}

int ColumnOrder::comparePlaces(quint32 a, quint32 b) const
{
    if (a == b)
        return 0;
    const ImagePlace &left = m_store.place(a);
    const ImagePlace &right = m_store.place(b);
    const bool areGiven = isGiven(left) && isGiven(right);
    return areGiven ? directed(compareGivenPlaces(left, right))
                    : static_cast<int>(isGiven(right)) - static_cast<int>(isGiven(left));
}

int ColumnOrder::compareGivenPlaces(const ImagePlace &a, const ImagePlace &b) const
{
    const StringPool &texts = m_store.texts();
    if (m_column == Column::Route) {
        return a.region == b.region ? 0
                                    : compareNaturally(placeName(texts.text(a.region)).toUtf8(),
                                                       placeName(texts.text(b.region)).toUtf8());
    }
    const auto compareTexts = [&texts](StringPool::Id x, StringPool::Id y) {
        return x == y ? 0 : compareNaturally(texts.bytes(x), texts.bytes(y));
    };
    int order = m_column == Column::Image ? 0 : compareTexts(a.instance, b.instance);
    if (order == 0)
        order = compareTexts(a.repoNamespace, b.repoNamespace);
    return order != 0 ? order : compareTexts(a.repo, b.repo);
}

int ColumnOrder::compareSeconds(quint32 a, quint32 b) const
{
    if (a == b)
        return 0;
    if (m_column == Column::Route)
        return comparePlaces(a, b);
    if (a == StringPool::empty || b == StringPool::empty)
        return a == StringPool::empty ? 1 : -1;
    if (m_column == Column::Rule && !m_ruleNames.isEmpty())
        return directed(compareNaturally(ruleName(a), ruleName(b)));
    return directed(compareNaturally(pool().bytes(a), pool().bytes(b)));
}

const StringPool &ColumnOrder::pool() const
{
    return m_column == Column::Batch ? m_store.batches() : m_store.texts();
}

QByteArray ColumnOrder::ruleName(StringPool::Id id) const
{
    const QString text = m_store.texts().text(id);
    return m_ruleNames.value(text, text).toUtf8();
}
