#include "connectiontest.h"

#include "registrydirectory.h"
#include "watchedaccounts.h"

#include <algorithm>
#include <utility>

ConnectionTest::ConnectionTest(Clock &clock, std::shared_ptr<CallJournal> journal, QObject *parent)
    : QObject(parent), m_clock(clock), m_journal(std::move(journal))
{
}

ConnectionTest::~ConnectionTest()
{
    m_directories.clear(); // what asks goes before what is asked
}

void ConnectionTest::start(std::vector<Connection> connections)
{
    stop();
    ++m_run;
    m_findings.clear();
    m_instances.clear();
    m_identities.clear();
    m_keyStates.clear();
    for (const Connection &connection : connections) {
        m_identities.push_back({.profile = connection.profile});
        m_keyStates.push_back(connection.keyState);
    }
    m_accounts = std::make_shared<WatchedAccounts>(std::move(connections), m_clock, m_journal);
    for (const AccountRegion &place : m_accounts->places())
        m_findings.push_back({.place = place});
    for (std::size_t index = 0; index < m_findings.size(); ++index) {
        m_directories.push_back(std::make_unique<RegistryDirectory>(m_accounts->registry()));
        // Queued: an answer to the last region ends the directories.
        connect(
            m_directories.back().get(), &RegistryDirectory::instancesLoaded, this,
            [this, run = m_run, index] { takeAnswer(run, index); }, Qt::QueuedConnection);
        m_directories.back()->loadInstances({m_findings[index].place});
    }
    if (m_findings.empty())
        stop();
    Q_EMIT changed();
}

void ConnectionTest::stop()
{
    readIdentities();
    m_directories.clear();
    m_accounts.reset();
}

void ConnectionTest::readIdentities()
{
    if (!m_accounts)
        return;
    for (std::size_t index = 0; index < m_identities.size(); ++index) {
        if (m_keyStates[index])
            m_identities[index].key = m_keyStates[index]();
    }
}

void ConnectionTest::takeAnswer(int run, std::size_t index)
{
    if (run != m_run || index >= m_directories.size())
        return; // of a test that was stopped
    const RegistryDirectory &directory = *m_directories[index];
    RegionFinding &finding = m_findings[index];
    finding.isAsked = false;
    finding.instances = static_cast<int>(directory.instances().size());
    if (const std::vector<ApiError> errors = directory.errors(); !errors.empty())
        finding.error = errors.front();
    for (const RegistryInstance &instance : directory.instances()) {
        // Several accounts may see it.
        if (std::ranges::find(m_instances, instance.id, &RegistryInstance::id) == m_instances.end())
            m_instances.push_back(instance);
    }
    readIdentities();
    if (std::ranges::none_of(m_findings, &RegionFinding::isAsked))
        stop();
    Q_EMIT changed();
}
