#include "fakerepositorysource.h"

#include "fakecalls.h"

#include <QCoreApplication>
#include <QEvent>

FakeRepositorySource::FakeRepositorySource() = default;

FakeRepositorySource::~FakeRepositorySource()
{
    destroyCalls(pageCalls);
    destroyCalls(repositoryCalls);
    destroyCalls(tagCalls);
}

PendingCall FakeRepositorySource::listRepositories(const RepositoryQuery &query,
                                                   Handler<RepositoryPage> handler)
{
    return keepCall(pageCalls, query, std::move(handler));
}

PendingCall FakeRepositorySource::findRepository(const InstanceRef &instance,
                                                 const QString &namespaceName,
                                                 const QString &repoName,
                                                 Handler<Repository> handler)
{
    return keepCall(repositoryCalls,
                    RepositoryQuestion{
                        .instance = instance, .namespaceName = namespaceName, .repoName = repoName},
                    std::move(handler));
}

PendingCall FakeRepositorySource::findTag(const InstanceRef &instance, const QString &repoId,
                                          const QString &tag, Handler<RepositoryTag> handler)
{
    return keepCall(tagCalls, TagQuestion{.instance = instance, .repoId = repoId, .tag = tag},
                    std::move(handler));
}

int FakeRepositorySource::openCalls()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // dropped calls
    return countOpen(repositoryCalls) + countOpen(tagCalls);
}
