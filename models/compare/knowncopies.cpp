#include "knowncopies.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace {

/// Without its region: tasks may give another one, or none.
std::optional<RepositoryKey> keyOf(const TaskStore &store, const ImageRef &image)
{
    const auto instance = store.texts().find(image.instanceId);
    const auto space = store.texts().find(image.repoNamespaceName);
    const auto repo = store.texts().find(image.repoName);
    if (!instance || !space || !repo)
        return {};
    return RepositoryKey{.instance = *instance, .repoNamespace = *space, .repo = *repo};
}

/// Which of the pairs a task is of.
class PairFinder final {
public:
    PairFinder(const TaskStore &store, std::span<const RepositoryPair> pairs)
        : m_numbers(store.repositoryCount(), none)
    {
        for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
            const auto from = keyOf(store, pairs[pair].from);
            const auto to = keyOf(store, pairs[pair].to);
            if (from && to)
                m_pairs[{numberOf(*from), numberOf(*to)}].push_back(pair);
        }
        for (quint32 number = 0; number < store.repositoryCount(); ++number) {
            RepositoryKey key = store.repository(number);
            key.region = StringPool::empty;
            m_numbers[number] = m_keys.value(key, none);
        }
    }

    /// Null: of none.
    [[nodiscard]] const std::vector<std::size_t> *pairsOf(const TaskEnds &ends) const
    {
        const int from = m_numbers[ends.from];
        const int to = m_numbers[ends.to];
        if (from == none || to == none)
            return nullptr;
        const auto found = m_pairs.constFind({from, to});
        return found == m_pairs.cend() ? nullptr : &*found;
    }

private:
    static constexpr int none = -1;

    int numberOf(const RepositoryKey &key)
    {
        const auto known = m_keys.constFind(key);
        if (known != m_keys.cend())
            return *known;
        const auto number = static_cast<int>(m_keys.size());
        m_keys.insert(key, number);
        return number;
    }

    QHash<RepositoryKey, int> m_keys;
    QHash<std::pair<int, int>, std::vector<std::size_t>> m_pairs;
    std::vector<int> m_numbers; // by number of a repository in the store, in whatever region
};

KnownCopy copyIn(const TaskStore &store, TaskRow row)
{
    return {.status = store.status(row),
            .issue = {.value = store.hotFields(row).issue,
                      .text = store.texts().text(store.coldFields(row).issueText)},
            .atMs = store.effectiveTimeMs(row)};
}

using NewestRows = QHash<StringPool::Id, TaskRow>; // by tag at the destination

void keepNewer(NewestRows &newest, const TaskStore &store, TaskRow row)
{
    const auto isNewer = [&store](TaskRow one, TaskRow other) {
        return std::pair(store.createdMs(one), store.effectiveTimeMs(one)) >
               std::pair(store.createdMs(other), store.effectiveTimeMs(other));
    };
    const auto known = newest.constFind(store.tags(row).to);
    if (known == newest.cend() || isNewer(row, *known))
        newest.insert(store.tags(row).to, row);
}

bool isRepository(const ImageRef &image, const ImageRef &repository)
{
    return image.instanceId == repository.instanceId &&
           image.repoNamespaceName == repository.repoNamespaceName &&
           image.repoName == repository.repoName;
}

SentCopy::State stateOfAccepted(SentProgress progress)
{
    switch (progress) {
    case SentProgress::None:
    case SentProgress::Awaited:
    case SentProgress::Waiting:
    case SentProgress::Underway:
        break;
    case SentProgress::Done:
        return SentCopy::State::Arrived;
    case SentProgress::Failed:
    case SentProgress::Cancelled:
        return SentCopy::State::Ended;
    case SentProgress::NotKnown:
        return SentCopy::State::InDoubt;
    }
    return SentCopy::State::Awaited;
}

SentCopy sentCopyOf(const SentAction &action)
{
    SentCopy copy{.state = SentCopy::State::InDoubt, .sentMs = action.sentAt.toMSecsSinceEpoch()};
    switch (action.outcome) {
    case SentOutcome::Sending:
        copy.state = SentCopy::State::Awaited;
        break;
    case SentOutcome::Accepted:
        copy.state = stateOfAccepted(action.progress);
        break;
    case SentOutcome::Refused:
        copy.state = SentCopy::State::Refused;
        break;
    case SentOutcome::InDoubt:
    case SentOutcome::NotKnown:
        break;
    }
    return copy;
}

/// One that is awaited stands, whatever was sent after it.
void keepLater(QHash<QString, SentCopy> &copies, const QString &tag, const SentCopy &copy)
{
    const auto rank = [](const SentCopy &one) {
        return std::pair(one.state == SentCopy::State::Awaited, one.sentMs);
    };
    const auto known = copies.constFind(tag);
    if (known == copies.cend() || rank(copy) > rank(*known))
        copies.insert(tag, copy);
}

QHash<QString, SentCopy> sentCopies(std::span<const SentAction> actions, const RepositoryPair &pair)
{
    QHash<QString, SentCopy> copies;
    for (const SentAction &action : actions) {
        const bool isCopy = action.kind == SentKind::Copy || action.kind == SentKind::Retry;
        if (isCopy && isRepository(action.imageFrom, pair.from) &&
            isRepository(action.imageTo, pair.to))
            keepLater(copies, action.imageTo.imageTag, sentCopyOf(action));
    }
    return copies;
}

} // namespace

std::vector<PairCopies> knownCopies(const TaskStore &store, std::span<const SentAction> actions,
                                    std::span<const RepositoryPair> pairs)
{
    const PairFinder finder(store, pairs);
    std::vector<NewestRows> newest(pairs.size());
    for (TaskRow first = 0; first < store.size();) {
        const std::span<const TaskEnds> ends = store.endsFrom(first);
        for (const TaskEnds &end : ends) {
            const TaskRow row = first++;
            const std::vector<std::size_t> *its = finder.pairsOf(end);
            if (its == nullptr)
                continue;
            for (const std::size_t pair : *its)
                keepNewer(newest[pair], store, row);
        }
    }
    std::vector<PairCopies> copies(pairs.size());
    for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
        for (auto copy = newest[pair].cbegin(); copy != newest[pair].cend(); ++copy)
            copies[pair].tasks.insert(store.texts().text(copy.key()), copyIn(store, copy.value()));
        copies[pair].sent = sentCopies(actions, pairs[pair]);
    }
    return copies;
}

EarlierCopy earlierCopy(const PairCopies &copies, const QString &tag)
{
    const auto task = copies.tasks.constFind(tag);
    const auto sent = copies.sent.constFind(tag);
    const bool hasTask = task != copies.tasks.cend();
    const bool wasSent = sent != copies.sent.cend();
    if ((hasTask && isUnderWay(task->status)) ||
        (wasSent && sent->state == SentCopy::State::Awaited))
        return EarlierCopy::UnderWay;
    return hasTask || wasSent ? EarlierCopy::Known : EarlierCopy::None;
}

std::vector<TagCopy> withEarlierCopies(std::vector<TagCopy> copies, const TaskStore &store,
                                       std::span<const SentAction> actions)
{
    std::vector<RepositoryPair> pairs;
    std::vector<std::size_t> pairOfCopy;
    for (const TagCopy &copy : copies) {
        RepositoryPair pair{.from = copy.from, .to = copy.to};
        pair.from.imageTag.clear();
        pair.to.imageTag.clear();
        if (pairs.empty() || pairs.back() != pair)
            pairs.push_back(std::move(pair));
        pairOfCopy.push_back(pairs.size() - 1);
    }
    const std::vector<PairCopies> known = knownCopies(store, actions, pairs);
    for (std::size_t i = 0; i < copies.size(); ++i)
        copies[i].earlier = earlierCopy(known[pairOfCopy[i]], copies[i].to.imageTag);
    return copies;
}
