#pragma once

#include "stringpool.h"
#include "taskrecord.h"

#include <QHash>

#include <utility>
#include <vector>

/// Numbers what repositories are called, in whichever instance and region they are: one may be told
/// with its region and without.
class RepositoryNames final {
public:
    struct Name {
        StringPool::Id namespaceName = StringPool::empty;
        StringPool::Id name = StringPool::empty;
    };

    /// From 0 on; the same where namespace and name are the same.
    [[nodiscard]] quint32 numberOf(const RepositoryKey &repository)
    {
        const std::pair key(repository.repoNamespace, repository.repo);
        if (const auto known = m_numbers.constFind(key); known != m_numbers.cend())
            return *known;
        const auto next = static_cast<quint32>(m_names.size());
        m_numbers.insert(key, next);
        m_names.push_back({.namespaceName = key.first, .name = key.second});
        return next;
    }
    /// By number.
    [[nodiscard]] const std::vector<Name> &names() const { return m_names; }

private:
    QHash<std::pair<StringPool::Id, StringPool::Id>, quint32> m_numbers;
    std::vector<Name> m_names;
};
