#pragma once

#include "faketasksource.h"
#include "repositorysource.h"

/// Repositories and tags that a test answers by hand, as FakeTaskSource does tasks.
class FakeRepositorySource final : public RepositorySource {
public:
    FakeRepositorySource();
    ~FakeRepositorySource() override;

    PendingCall listRepositories(const RepositoryQuery &query,
                                 Handler<RepositoryPage> handler) override;
    PendingCall findRepository(const InstanceRef &instance, const QString &namespaceName,
                               const QString &repoName, Handler<Repository> handler) override;
    PendingCall findTag(const InstanceRef &instance, const QString &repoId, const QString &tag,
                        Handler<RepositoryTag> handler) override;

    struct RepositoryQuestion {
        InstanceRef instance{};
        QString namespaceName{};
        QString repoName{};
    };
    struct TagQuestion {
        InstanceRef instance{};
        QString repoId{};
        QString tag{};
    };

    // In the order of asking. References hold until the next call.
    std::vector<FakeTaskSource::Call<RepositoryQuery, RepositoryPage>> pageCalls{};
    std::vector<FakeTaskSource::Call<RepositoryQuestion, Repository>> repositoryCalls{};
    std::vector<FakeTaskSource::Call<TagQuestion, RepositoryTag>> tagCalls{};

    /// Calls for repositories and tags that wait for an answer.
    [[nodiscard]] int openCalls();
};
