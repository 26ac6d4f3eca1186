#include "measuring.h"

#include "querywords.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace {

bool isEveryListComplete(const MetricsSource &source)
{
    return !source.isMissingMore && std::ranges::all_of(source.lists, [](const ListStatus &list) {
        return list.isInstance() && list.state == ListStatus::State::Current && list.feed.complete;
    });
}

/// The words of --status, and one for what they do not know.
QString statusWord(SyncTaskStatus status)
{
    return status == SyncTaskStatus::Deleted ? u"deleted"_s : queryWord(status);
}

} // namespace

Measuring::Measuring(const MetricsSource &measured, const MetricsChoice &chosen)
    : source(measured),
      choice(chosen),
      rows(measured.store.size()),
      isAllRead(isEveryListComplete(measured)),
      set(chosen.named)
{
    std::iota(rows.begin(), rows.end(), TaskRow{0});
}

void Measuring::addStatuses(Metric metric, const FamilySet::Labels &labels,
                            const StatusCounts &counts, bool knowsZeros)
{
    for (const SyncTaskStatus status : shownStatuses) {
        const int count = counts.of(status);
        if (count > 0 || (knowsZeros && !isRare(status)))
            set.add(metric, joined(labels, statusWord(status)), count);
    }
}

NamedLabels::NamedLabels(const std::set<FamilySet::Labels> &all, int named)
{
    for (const FamilySet::Labels &labels : all) {
        if (std::ssize(m_named) == named)
            break;
        m_named.insert(labels);
    }
}

FamilySet::Labels NamedLabels::of(const FamilySet::Labels &labels) const
{
    return has(labels) ? labels : FamilySet::Labels(labels.size(), u"other"_s);
}

FamilySet::Labels joined(FamilySet::Labels labels, const QString &more)
{
    labels.push_back(more);
    return labels;
}

QString orUnknown(const QString &text)
{
    return text.isEmpty() ? u"unknown"_s : text;
}

double inSeconds(std::chrono::milliseconds time)
{
    return static_cast<double>(time.count()) / 1'000;
}

double inSeconds(const QDateTime &time)
{
    return static_cast<double>(time.toMSecsSinceEpoch()) / 1'000;
}
