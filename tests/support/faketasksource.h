#pragma once

#include "tasksource.h"

#include <functional>
#include <map>
#include <vector>

/// A source that a test answers by hand: each call is kept until the test answers or fails it.
/// A call that the caller drops shows as cancelled. Answers arrive at once, from the test's line.
class FakeTaskSource final : public TaskSource {
public:
    FakeTaskSource();
    ~FakeTaskSource() override;

    PendingCall listInstances(const InstanceQuery &query,
                              Handler<RegistryInstancePage> handler) override;
    PendingCall listSyncTasks(const SyncTaskQuery &query, Handler<SyncTaskPage> handler) override;
    PendingCall getSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                            Handler<SyncTaskDetail> handler) override;
    PendingCall listSyncRules(const SyncRuleQuery &query, Handler<SyncRulePage> handler) override;

    template<typename Question, typename Answer>
    struct Call {
        Question question{};
        Handler<Answer> handler{};
        QPointer<QObject> alive{};
        bool answered = false;

        /// Neither answered nor dropped.
        [[nodiscard]] bool isOpen() const { return !answered && !alive.isNull(); }
        void answer(const Result<Answer> &result)
        {
            if (!isOpen())
                return;
            answered = true;
            const Handler<Answer> run = handler; // the handler may start calls, moving this one
            delete alive.data();
            run(result);
        }
    };

    struct TaskQuestion {
        InstanceRef instance{};
        QString syncTaskId{};
    };

    // In the order of asking. References hold until the next call.
    std::vector<Call<InstanceQuery, RegistryInstancePage>> instanceCalls{};
    std::vector<Call<SyncTaskQuery, SyncTaskPage>> taskCalls{};
    std::vector<Call<TaskQuestion, SyncTaskDetail>> detailCalls{};
    std::vector<Call<SyncRuleQuery, SyncRulePage>> ruleCalls{};

    /// Calls to listSyncTasks that wait for an answer.
    [[nodiscard]] int openTaskCalls();
};
