#include "teamcounter.h"

#include "handed.h"

#include <utility>

/// The half that waits for the database.
class TeamCounter::Worker final : public QObject {
    Q_OBJECT

public:
    explicit Worker(const DatabaseAddress &address)
        : m_counts(std::make_unique<TeamCounts>(address))
    {
    }

    void count(const CountQuestion &question)
    {
        Q_EMIT counted({std::make_shared<Result<TaskCounts>>(m_counts->count(question))});
    }
    void end() { m_counts.reset(); }

Q_SIGNALS:
    // Received in another thread: Handed.
    void counted(const Handed<std::shared_ptr<Result<TaskCounts>>> &counts);

private:
    std::unique_ptr<TeamCounts> m_counts;
};

TeamCounter::TeamCounter(const DatabaseAddress &address, QObject *parent)
    : QObject(parent), m_worker(std::make_unique<Worker>(address))
{
    m_thread.adopt(*m_worker);
    connect(m_worker.get(), &Worker::counted, this,
            [this](const Handed<std::shared_ptr<Result<TaskCounts>>> &counts) {
                m_isCounting = false;
                Q_EMIT answered(**counts);
            });
}

TeamCounter::~TeamCounter()
{
    if (!m_thread.letGo(*m_worker, [worker = m_worker.get()] { worker->end(); }))
        (void)m_worker.release();
}

void TeamCounter::ask(const CountQuestion &question)
{
    m_isCounting = true;
    postTo(*m_worker, [worker = m_worker.get(), question] { worker->count(question); });
}

#include "teamcounter.moc"
