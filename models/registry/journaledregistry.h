#pragma once

#include "calljournal.h"
#include "clock.h"
#include "registry.h"

#include <memory>

/// Another registry, of whose calls a journal is kept.
class JournaledRegistry final : public Registry {
public:
    /// \p asked and \p clock must outlive it; an answer that comes later is still noted.
    JournaledRegistry(Registry &asked, std::shared_ptr<CallJournal> journal, const Clock &clock);

    PendingCall send(Operation operation, ReplyHandler handler) override;

private:
    Registry &m_asked;
    std::shared_ptr<CallJournal> m_journal;
    const Clock &m_clock;
};
