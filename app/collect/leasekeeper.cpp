#include "leasekeeper.h"

using namespace Qt::StringLiterals;

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
    ++m_turn;
    ask();
}

void LeaseKeeper::standAside(std::chrono::seconds time)
{
    ++m_turn;
    m_silence = {};
    postTo(m_worker, [this] { m_lease->release(); });
    m_next = m_clock.after(time, [this] { ask(); });
}

void LeaseKeeper::ask()
{
    // By then nobody can know whose it is. Whoever is cut off without a word waits for ever.
    m_silence = m_clock.after(TeamLease::length, [this] {
        Q_EMIT answered({.failure = HistoryFailure{
                             .fault = HistoryFault::Unreachable,
                             .message = u"no answer for %1 s"_s.arg(TeamLease::length.count())}});
    });
    postTo(m_worker, [this, turn = m_turn] {
        const LeaseAnswer answer = m_lease->ask();
        postTo(*this, [this, turn, answer] {
            if (turn != m_turn)
                return;
            m_silence = {};
            m_next = m_clock.after(TeamLease::renewedEvery, [this] { ask(); });
            Q_EMIT answered(answer);
        });
    });
}
