#pragma once

#include "operations.h"
#include "pendingcall.h"

#include <functional>
#include <utility>

/// The API of one registry, of several, or what a test puts in their place.
///
/// A write is sent at most once, whatever becomes of it: an error with isOutcomeInDoubt says that
/// it may have taken place all the same, any other error that it did not. Dropping its call does
/// not take back what was sent: keep it until it reports.
class Registry {
public:
    /// Gets the reply to the operation, once, and never from inside send().
    using ReplyHandler = std::function<void(Result<OperationReply> reply)>;

    Registry() = default;
    virtual ~Registry() = default;
    Q_DISABLE_COPY_MOVE(Registry)

    virtual PendingCall send(Operation operation, ReplyHandler handler) = 0;
};

/// Sends \p operation to \p registry; the handler gets the reply that belongs to it.
template<typename Question>
PendingCall ask(Registry &registry, Question operation, Handler<typename Question::Reply> handler)
{
    return registry.send(std::move(operation),
                         [run = std::move(handler)](Result<OperationReply> reply) {
                             if (reply)
                                 run(std::get<typename Question::Reply>(*std::move(reply)));
                             else
                                 run(tl::unexpected(std::move(reply).error()));
                         });
}
