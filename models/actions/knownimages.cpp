#include "knownimages.h"

#include <QHashFunctions>

#include <algorithm>

namespace {

constexpr TaskRow imageTasksAtOnce = 2'000; // a fraction of a millisecond

std::size_t hashOfImage(const KnownImages::Image &image)
{
    return qHashMulti(0, image.repository, image.tag);
}

} // namespace

void KnownImages::setInstance(const QString &instanceId)
{
    if (instanceId == m_instanceId)
        return;
    *this = KnownImages(*m_store);
    m_instanceId = instanceId;
}

bool KnownImages::processChunk()
{
    const TaskRow end = std::min(m_store->size(), m_seen + imageTasksAtOnce);
    if (m_instanceId.isEmpty() || m_seen == end)
        return false;
    learnRepositories();
    for (; m_seen < end; ++m_seen) {
        const TaskEnds ends = m_store->ends(m_seen);
        const TaskTags tags = m_store->tags(m_seen);
        add(ends.from, tags.from);
        if (m_store->moment(m_seen).status() == SyncTaskStatus::Success)
            add(ends.to, tags.to);
    }
    return m_seen < m_store->size();
}

void KnownImages::learnRepositories()
{
    const auto instance = m_store->texts().find(m_instanceId);
    for (auto number = static_cast<quint32>(m_repositoryOf.size());
         number < m_store->repositoryCount(); ++number) {
        const RepositoryKey &key = m_store->repository(number);
        m_repositoryOf.push_back(key.instance == instance ? m_names.numberOf(key) : notHere);
    }
}

void KnownImages::add(quint32 inStore, StringPool::Id tag)
{
    const quint32 repository = m_repositoryOf[inStore];
    if (repository == notHere || tag == StringPool::empty)
        return;
    const Image image{.repository = repository, .tag = tag};
    const std::size_t hash = hashOfImage(image);
    const quint32 known = m_numbers.find(hash, [this, &image](quint32 number) {
        return m_images[number].repository == image.repository && m_images[number].tag == image.tag;
    });
    if (known != NumberTable::none)
        return;
    m_images.append(image);
    m_numbers.insert(m_images.size() - 1, hash);
}
