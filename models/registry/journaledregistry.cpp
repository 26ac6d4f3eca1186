#include "journaledregistry.h"

#include <algorithm>
#include <utility>

JournaledRegistry::JournaledRegistry(Registry &asked, std::shared_ptr<CallJournal> journal,
                                     const Clock &clock)
    : m_asked(asked), m_journal(std::move(journal)), m_clock(clock)
{
}

PendingCall JournaledRegistry::send(Operation operation, ReplyHandler handler)
{
    const QString name = apiNameOf(operation);
    const InstanceRef instance = instanceOf(operation);
    m_journal->noteBegun(name);
    return m_asked.send(std::move(operation), [journal = m_journal, clock = &m_clock, name,
                                               instance, begun = m_clock.localNow(),
                                               run = std::move(handler)](
                                                  Result<OperationReply> reply) {
        // Below zero where somebody set the computer's clock meanwhile.
        const std::chrono::milliseconds took(std::max(qint64{0}, begun.msecsTo(clock->localNow())));
        if (reply)
            journal->noteAnswered(name, took);
        else
            journal->noteFailed(
                name,
                {.at = clock->now(), .instance = instance, .took = took, .error = reply.error()});
        run(std::move(reply));
    });
}
