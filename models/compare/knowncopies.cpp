#include "knowncopies.h"

#include <algorithm>
#include <vector>

namespace {

/// By number of a repository in the store: whether it is this one, in whatever region.
std::vector<bool> repositoriesLike(const TaskStore &store, const ImageRef &image)
{
    std::vector<bool> are(store.repositoryCount(), false);
    const auto instance = store.texts().find(image.instanceId);
    const auto space = store.texts().find(image.repoNamespaceName);
    const auto repo = store.texts().find(image.repoName);
    if (!instance || !space || !repo)
        return are;
    for (quint32 number = 0; number < store.repositoryCount(); ++number) {
        const RepositoryKey &key = store.repository(number);
        are[number] = key.instance == *instance && key.repoNamespace == *space && key.repo == *repo;
    }
    return are;
}

KnownCopy copyIn(const TaskStore &store, TaskRow row)
{
    return {.status = store.status(row),
            .issue = {.value = store.hotFields(row).issue,
                      .text = store.texts().text(store.coldFields(row).issueText)},
            .atMs = store.effectiveTimeMs(row)};
}

} // namespace

QHash<QString, KnownCopy> knownCopies(const TaskStore &store, const ImageRef &from,
                                      const ImageRef &to)
{
    const std::vector<bool> isFrom = repositoriesLike(store, from);
    const std::vector<bool> isTo = repositoriesLike(store, to);
    QHash<StringPool::Id, TaskRow> newest;
    const auto isNewer = [&store](TaskRow row, TaskRow other) {
        return std::pair(store.createdMs(row), store.effectiveTimeMs(row)) >
               std::pair(store.createdMs(other), store.effectiveTimeMs(other));
    };
    for (TaskRow first = 0; first < store.size();) {
        const std::span<const TaskEnds> ends = store.endsFrom(first);
        for (const TaskEnds &end : ends) {
            const TaskRow row = first++;
            if (!isFrom[end.from] || !isTo[end.to])
                continue;
            const auto known = newest.constFind(store.tags(row).to);
            if (known == newest.cend() || isNewer(row, *known))
                newest.insert(store.tags(row).to, row);
        }
    }
    QHash<QString, KnownCopy> copies;
    copies.reserve(newest.size());
    for (auto copy = newest.cbegin(); copy != newest.cend(); ++copy)
        copies.insert(store.texts().text(copy.key()), copyIn(store, copy.value()));
    return copies;
}
