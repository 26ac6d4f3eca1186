#include "leasekeeper.h"

LeaseKeeper::LeaseKeeper(Clock &clock, const DatabaseAddress &address, const QString &holder,
                         const QString &program, QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_lease(std::make_unique<TeamLease>(address, holder, program))
{
    m_thread.adopt(m_worker);
}

LeaseKeeper::~LeaseKeeper()
{
    runIn(m_worker, [this] {
        m_lease->release();
        m_worker.moveToThread(thread()); // so that it can be deleted here
    });
}

void LeaseKeeper::start()
{
    ask();
}

void LeaseKeeper::ask()
{
    postTo(m_worker, [this] {
        const LeaseAnswer answer = m_lease->ask();
        postTo(*this, [this, answer] {
            m_next = m_clock.after(TeamLease::renewedEvery, [this] { ask(); });
            Q_EMIT answered(answer);
        });
    });
}
