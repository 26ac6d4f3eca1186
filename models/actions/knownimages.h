#pragma once

#include "numbertable.h"
#include "repositorynames.h"
#include "taskstore.h"

#include <vector>

/// Which images of one instance the tasks speak of, each once: those that were copied from it, and
/// those that arrived there. Found in pieces, between which a window can answer; tasks that come
/// later are looked at when it is asked again.
class KnownImages final {
public:
    /// The store must outlive it.
    explicit KnownImages(const TaskStore &store) : m_store(&store) {}

    /// Begins anew where it is another one.
    void setInstance(const QString &instanceId);
    /// Looks at some more tasks; false when it has seen all.
    bool processChunk();

    using Repository = RepositoryNames::Name;
    struct Image {
        quint32 repository = 0; ///< its index in repositories()
        StringPool::Id tag = StringPool::empty;
    };
    [[nodiscard]] const std::vector<Repository> &repositories() const { return m_names.names(); }
    /// In the order in which they were met.
    [[nodiscard]] const ChunkedVector<Image> &images() const { return m_images; }
    [[nodiscard]] const StringPool &texts() const { return m_store->texts(); }

private:
    static constexpr quint32 notHere = NumberTable::none;

    void learnRepositories();
    void add(quint32 inStore, StringPool::Id tag);

    const TaskStore *m_store;
    QString m_instanceId;
    std::vector<quint32> m_repositoryOf; // by number in the store; notHere: of another instance
    RepositoryNames m_names;
    ChunkedVector<Image> m_images;
    NumberTable m_numbers; // of images
    TaskRow m_seen = 0;
};
