#pragma once

#include "page.h"
#include "pendingcall.h"
#include "registryinstance.h"
#include "repository.h"

using RepositoryPage = Page<Repository>;

/// What API page ListRepository can be asked. Empty texts ask for everything.
struct RepositoryQuery {
    InstanceRef instance{};
    QString namespaceName{};
    QString repoName{};
    int pageNo = 1;
    int pageSize = 100; ///< the largest that the API promises

    friend bool operator==(const RepositoryQuery &, const RepositoryQuery &) = default;
};

/// Where repositories and the contents of their tags can be looked up, at the source and at the
/// destination of a task alike. lookupOf() tells the missing from what must not be seen.
class RepositorySource {
public:
    RepositorySource() = default;
    virtual ~RepositorySource() = default;
    Q_DISABLE_COPY_MOVE(RepositorySource)

    virtual PendingCall listRepositories(const RepositoryQuery &query,
                                         Handler<RepositoryPage> handler) = 0;
    virtual PendingCall findRepository(const InstanceRef &instance, const QString &namespaceName,
                                       const QString &repoName, Handler<Repository> handler) = 0;
    virtual PendingCall findTag(const InstanceRef &instance, const QString &repoId,
                                const QString &tag, Handler<RepositoryTag> handler) = 0;
};
