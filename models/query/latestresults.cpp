#include "latestresults.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace {

constexpr TaskRow blocksAtOnce = 32;

/// Mixes 64 bits so that each of them depends on all; the constants are those of splitmix64.
quint64 mixed(quint64 bits)
{
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
    return bits ^ (bits >> 31);
}

quint64 both(quint32 high, quint32 low)
{
    return quint64{high} << 32 | low;
}

} // namespace

bool LatestResults::processChunk() const
{
    if (m_isComplete)
        return false;
    // Tasks of one image are few: nearly as many groups as tasks have to be expected.
    if (m_groups.empty())
        m_groupNumbers.reserve(m_store.size());
    for (TaskRow block = 0; block < blocksAtOnce; ++block)
        lookAtBlock();
    m_isComplete = m_groupOf.size() == m_store.size();
    return !m_isComplete;
}

void LatestResults::lookAtBlock() const
{
    const auto first = static_cast<TaskRow>(m_groupOf.size());
    const TaskRow count = std::min(TaskStore::block, m_store.size() - first);
    std::array<Key, TaskStore::block> keys;
    std::array<std::size_t, TaskStore::block> hashes;
    for (TaskRow i = 0; i < count; ++i) {
        keys[i] = keyOf(first + i);
        hashes[i] = hashOf(keys[i]);
    }
    fetchSoon(std::span(hashes).first(count));
    for (TaskRow i = 0; i < count; ++i)
        add(first + i, groupOf(keys[i], hashes[i]));
}

/// Groups lie scattered: their memory is on its way while others are still looked for.
void LatestResults::fetchSoon(std::span<const std::size_t> hashes) const
{
    for (const std::size_t hash : hashes)
        m_groupNumbers.prefetch(hash);
    for (const std::size_t hash : hashes) {
        if (const quint32 group = m_groupNumbers.candidate(hash); group != NumberTable::none)
            __builtin_prefetch(&m_groups[group]);
    }
}

std::vector<TaskRow> LatestResults::take(const MergeReport &report)
{
    std::vector<TaskRow> touched;
    const auto known = static_cast<TaskRow>(m_groupOf.size());
    for (const TaskRow row : report.changed) {
        if (row < known)
            takeChange(row, touched);
    }
    if (!m_isComplete)
        return {}; // nobody has asked: the rest is looked at when somebody does
    for (TaskRow row = known; row < m_store.size(); ++row)
        takeNew(row, touched);

    std::ranges::sort(touched);
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    std::vector<TaskRow> told = report.changed;
    std::ranges::sort(told);
    std::erase_if(touched, [known, &told](TaskRow row) {
        return row >= known || std::ranges::binary_search(told, row);
    });
    return touched;
}

void LatestResults::learnRepositories() const
{
    for (auto number = static_cast<quint32>(m_images.size()); number < m_store.repositoryCount();
         ++number)
        m_images.push_back(imageOf(m_store.repository(number)));
}

quint32 LatestResults::imageOf(const RepositoryKey &repository) const
{
    if (repository.repo == StringPool::empty)
        return 0;
    RepositoryKey image = repository;
    if (image.instance != StringPool::empty)
        image.region = StringPool::empty; // an instance is in one region, told or not
    const auto known = m_imageNumbers.constFind(image);
    if (known != m_imageNumbers.cend())
        return *known;
    const auto number = static_cast<quint32>(m_imageNumbers.size()) + 1;
    m_imageNumbers.insert(image, number);
    return number;
}

LatestResults::Key LatestResults::keyOf(TaskRow row) const
{
    const TaskEnds ends = m_store.ends(row);
    const TaskTags tags = m_store.tags(row);
    if (std::max(ends.from, ends.to) >= m_images.size())
        learnRepositories();
    return {.from = m_images[ends.from],
            .to = m_images[ends.to],
            .tagFrom = tags.from,
            .tagTo = tags.to,
            .instance = m_store.coldFields(row).instance};
}

std::size_t LatestResults::hashOf(const Key &key)
{
    const quint64 images = mixed(both(key.from, key.to) ^ key.instance);
    return mixed(images ^ both(key.tagFrom, key.tagTo));
}

quint32 LatestResults::groupOf(const Key &key, std::size_t hash) const
{
    if (key.isVague())
        return alone;
    const quint32 known = m_groupNumbers.find(
        hash, [this, &key](quint32 group) { return m_groups[group].key == key; });
    if (known != NumberTable::none)
        return known;
    const auto added = static_cast<quint32>(m_groups.size());
    m_groups.push_back({.key = key});
    m_groupNumbers.insert(added, hash);
    return added;
}

quint32 LatestResults::findGroup(TaskRow row) const
{
    const Key key = keyOf(row);
    return groupOf(key, hashOf(key));
}

void LatestResults::add(TaskRow row, quint32 group) const
{
    m_groupOf.push_back(group);
    m_before.push_back(none);
    if (group == alone)
        return;
    m_before[row] = std::exchange(m_groups[group].last, row);
    compare(m_groups[group], row);
}

void LatestResults::takeNew(TaskRow row, std::vector<TaskRow> &touched)
{
    const quint32 group = findGroup(row);
    const Group before = group == alone ? Group{} : m_groups[group];
    add(row, group);
    if (group != alone)
        tell(before, m_groups[group], touched);
}

/// Its status or its times are others, or it names an end that was not told before.
void LatestResults::takeChange(TaskRow row, std::vector<TaskRow> &touched)
{
    const quint32 former = m_groupOf[row];
    const quint32 group = findGroup(row);
    if (group != former) {
        if (former != alone) {
            unlink(row);
            judge(former, touched);
        }
        m_groupOf[row] = group;
        m_before[row] = group == alone ? none : std::exchange(m_groups[group].last, row);
    }
    if (group != alone)
        judge(group, touched);
}

void LatestResults::unlink(TaskRow row)
{
    TaskRow *link = &m_groups[m_groupOf[row]].last;
    while (*link != row)
        link = &m_before[*link];
    *link = m_before[row];
}

/// Finds out anew which tasks of the group count.
void LatestResults::judge(quint32 group, std::vector<TaskRow> &touched)
{
    const Group before = m_groups[group];
    Group now{.key = before.key, .last = before.last};
    for (TaskRow row = now.last; row != none; row = m_before[row])
        compare(now, row);
    m_groups[group] = now;
    tell(before, now, touched);
}

/// Whom it concerns that the group is another now.
void LatestResults::tell(const Group &before, const Group &now, std::vector<TaskRow> &touched) const
{
    if (before.newest != now.newest) {
        for (const TaskRow row : {before.newest, now.newest}) {
            if (row != none)
                touched.push_back(row);
        }
    }
    if (before.success == now.success)
        return;
    for (TaskRow row = now.last; row != none; row = m_before[row]) {
        if (m_store.hotFields(row).status == SyncTaskStatus::Error)
            touched.push_back(row);
    }
}

void LatestResults::compare(Group &group, TaskRow row) const
{
    const qint64 ms = timeOf(row);
    const auto isNewer = [&](TaskRow other, qint64 otherMs) {
        return other == none || ms > otherMs || (ms == otherMs && isLater(row, other));
    };
    if (isNewer(group.newest, group.newestMs)) {
        group.newest = row;
        group.newestMs = ms;
    }
    if (m_store.hotFields(row).status == SyncTaskStatus::Success &&
        isNewer(group.success, group.successMs)) {
        group.success = row;
        group.successMs = ms;
    }
}

/// When a task was created, or changed last where that is not given.
qint64 LatestResults::timeOf(TaskRow row) const
{
    const TaskHotFields &hot = m_store.hotFields(row);
    return hot.createdMs != 0 ? hot.createdMs : hot.givenModifiedMs();
}

bool LatestResults::isLater(TaskRow row, TaskRow other) const
{
    const auto when = [this](TaskRow task) {
        return std::tuple(timeOf(task), m_store.hotFields(task).givenModifiedMs(), task);
    };
    return when(row) > when(other);
}
