#pragma once

#include "registry.h"

#include <QPointer>

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <vector>

/// A registry that a test answers by hand: each call is kept until the test answers or fails it. A
/// call that the caller drops shows as cancelled. Answers arrive at once, from the test's line.
///
/// Instances and rules are lists at rest: what a reader asks for again while it takes in an answer,
/// to prove that it has all, is answered as before, and pages past the total are empty. These calls
/// are not kept.
class FakeRegistry final : public Registry {
public:
    FakeRegistry();
    ~FakeRegistry() override;

    PendingCall send(Operation operation, ReplyHandler handler) override;

    template<typename Question>
    struct Call {
        using Answer = typename Question::Reply;

        Question question{};
        Handler<Answer> handler{};
        QPointer<QObject> alive{};
        bool answered = false;
        /// Runs the handler with the answer, where not the handler alone.
        std::function<void(const Handler<Answer> &, const Result<Answer> &)> run{};

        /// Neither answered nor dropped.
        [[nodiscard]] bool isOpen() const { return !answered && !alive.isNull(); }
        void answer(const Result<Answer> &result)
        {
            if (!isOpen())
                return;
            answered = true;
            const Handler<Answer> then = handler; // the handler may start calls, moving this one
            const auto around = run;
            delete alive.data();
            if (around)
                around(then, result);
            else
                then(result);
        }
    };

    /// What one list answered, by page; for the calls that are not kept.
    template<typename Answer>
    struct RestingList {
        std::map<int, Answer> pages{};
        bool isReading = false; ///< an answer is being taken in
        std::deque<std::function<void()>> waiting{};

        [[nodiscard]] bool knows(int pageNo) const
        {
            if (!isReading || pages.empty())
                return false;
            const Answer &last = pages.rbegin()->second;
            const qint64 size = std::max(last.pageSize, 1);
            return pages.contains(pageNo) ||
                   (last.totalCount && (pageNo - 1) * size >= *last.totalCount);
        }
        PendingCall replay(int pageNo, Handler<Answer> handler)
        {
            Answer answer{.pageNo = pageNo,
                          .pageSize = pages.rbegin()->second.pageSize,
                          .totalCount = pages.rbegin()->second.totalCount};
            if (pages.contains(pageNo))
                answer = pages.at(pageNo);
            QPointer<QObject> alive = new QObject;
            waiting.push_back([alive, answer, handler = std::move(handler)] {
                if (!alive)
                    return;
                delete alive.data();
                handler(answer);
            });
            return {alive.data(), {}};
        }
        void take(int pageNo, const Handler<Answer> &handler, const Result<Answer> &result)
        {
            if (result)
                pages[pageNo] = *result;
            isReading = true;
            handler(result);
            while (!waiting.empty()) {
                const std::function<void()> next = std::move(waiting.front());
                waiting.pop_front();
                next();
            }
            isReading = false;
        }
    };

    template<typename Question>
    using Calls = std::vector<Call<Question>>;

    // In the order of asking. References hold until the next call.
    Calls<ListInstances> instanceCalls{};
    Calls<GetInstance> instanceStateCalls{};
    Calls<ListSyncTasks> taskCalls{};
    Calls<GetSyncTask> detailCalls{};
    Calls<ListSyncRules> ruleCalls{};
    Calls<ListNamespaces> namespaceCalls{};
    Calls<ListRepositories> repositoryPageCalls{};
    Calls<GetRepository> repositoryCalls{};
    Calls<ListRepositoryTags> tagPageCalls{};
    Calls<GetRepositoryTag> tagCalls{};
    Calls<CancelSyncTask> cancelCalls{};
    Calls<RunSyncRule> runCalls{};
    Calls<CreateSyncTask> createCalls{};
    Calls<CreateSyncRule> createRuleCalls{};
    Calls<DeleteSyncRule> deleteRuleCalls{};

    /// Calls for tasks that wait for an answer.
    [[nodiscard]] int openTaskCalls();
    /// Calls for repositories and tags that do.
    [[nodiscard]] int openRepositoryCalls();

private:
    auto allCalls();

    std::map<QString, RestingList<RegistryInstancePage>> m_instanceLists; // by account and region
    std::map<QString, RestingList<SyncRulePage>> m_ruleLists;             // by account and instance
};
