#include "fakeregistry.h"

#include <QCoreApplication>
#include <QEvent>

namespace {

template<typename Question>
PendingCall keepCall(FakeRegistry::Calls<Question> &calls, const Question &question,
                     Handler<typename Question::Reply> handler)
{
    auto *alive = new QObject;
    calls.push_back({.question = question, .handler = std::move(handler), .alive = alive});
    return {alive, {}};
}

template<typename Question>
PendingCall askList(FakeRegistry::RestingList<typename Question::Reply> &list,
                    FakeRegistry::Calls<Question> &calls, const Question &question,
                    Handler<typename Question::Reply> handler)
{
    using Answer = typename Question::Reply;
    if (list.knows(question.pageNo))
        return list.replay(question.pageNo, std::move(handler));
    if (question.pageNo == 1)
        list.pages.clear();
    PendingCall call = keepCall(calls, question, std::move(handler));
    calls.back().run = [&list, pageNo = question.pageNo](const Handler<Answer> &then,
                                                         const Result<Answer> &result) {
        list.take(pageNo, then, result);
    };
    return call;
}

template<typename Question>
int countOpen(const FakeRegistry::Calls<Question> &calls)
{
    return static_cast<int>(
        std::ranges::count_if(calls, [](const auto &call) { return call.isOpen(); }));
}

/// The handler of one operation's replies, of one for any.
template<typename Question>
Handler<typename Question::Reply> typed(Registry::ReplyHandler handler)
{
    return [run = std::move(handler)](const Result<typename Question::Reply> &result) {
        run(result.map([](const auto &value) { return OperationReply(value); }));
    };
}

} // namespace

FakeRegistry::FakeRegistry() = default;

auto FakeRegistry::allCalls()
{
    return std::tie(instanceCalls, instanceStateCalls, taskCalls, detailCalls, ruleCalls,
                    namespaceCalls, repositoryPageCalls, repositoryCalls, tagPageCalls, tagCalls,
                    cancelCalls, runCalls, createCalls, createRuleCalls, deleteRuleCalls);
}

FakeRegistry::~FakeRegistry()
{
    std::apply(
        [](auto &...calls) {
            const auto destroy = [](auto &kept) {
                for (auto &call : kept)
                    delete call.alive.data();
            };
            (destroy(calls), ...);
        },
        allCalls());
}

PendingCall FakeRegistry::send(Operation operation, ReplyHandler handler)
{
    return std::visit(
        [&]<typename Question>(const Question &question) {
            auto &calls = std::get<Calls<Question> &>(allCalls());
            const QString account = instanceOf(operation).account;
            if constexpr (std::same_as<Question, ListInstances>)
                return askList(m_instanceLists[account + u'/' + question.regionId], calls, question,
                               typed<Question>(std::move(handler)));
            else if constexpr (std::same_as<Question, ListSyncRules>)
                return askList(m_ruleLists[account + u'/' + question.instance.instanceId], calls,
                               question, typed<Question>(std::move(handler)));
            else
                return keepCall(calls, question, typed<Question>(std::move(handler)));
        },
        operation);
}

int FakeRegistry::openTaskCalls()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // dropped calls
    return countOpen(taskCalls);
}

int FakeRegistry::openRepositoryCalls()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // dropped calls
    return countOpen(repositoryCalls) + countOpen(tagCalls);
}
