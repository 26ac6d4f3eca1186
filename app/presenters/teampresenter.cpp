#include "teampresenter.h"

#include "footbar.h"
#include "instancewatcher.h"
#include "messagebar.h"
#include "printable.h"

#include <algorithm>
#include <utility>

namespace {

/// What the collector could not list at all; why an instance cannot be read comes with its tasks.
std::vector<UnlistedRegion> unlistedOf(const std::vector<UnreadList> &lists,
                                       const std::vector<RegistryInstance> &instances)
{
    std::vector<UnlistedRegion> regions;
    for (const UnreadList &list : lists) {
        if (!list.instanceId.isEmpty())
            continue;
        const bool hasInstances = !list.regionId.isEmpty() &&
                                  std::ranges::find(instances, list.regionId,
                                                    &RegistryInstance::regionId) != instances.end();
        UnlistedRegion region{.place = {.account = list.account, .regionId = list.regionId},
                              .error = list.error,
                              .since = list.since,
                              .isPartlyListed = hasInstances};
        regions.push_back(std::move(region));
    }
    return regions;
}

} // namespace

TeamPresenter::TeamPresenter(InstanceWatcher &instances, FootBar &footBar, MessageBar &messageBar)
    : m_instances(instances), m_footBar(footBar), m_messageBar(messageBar)
{
}

void TeamPresenter::show(const DatabaseAddress &address, const TeamStatus &status)
{
    m_address = address;
    const bool isBack = m_error && !status.error;
    m_error = status.error;
    if (!status.error) { // else what it said before is all that is known
        m_status = status;
        m_instances.setUnlistedElsewhere(
            unlistedOf(status.unread, m_instances.directory().instances()));
    }
    showNotice();
    showSource();
    if (isBack) // who waits before another attempt need not
        m_instances.askAgain();
}

void TeamPresenter::retranslate()
{
    if (!m_address.shown.isEmpty())
        showSource();
}

/// That the database does not answer is told by those who ask it.
void TeamPresenter::showNotice()
{
    const bool isDue = !m_error && !m_status.isCollecting;
    if (std::exchange(m_isNoticeDue, isDue) == isDue)
        return; // a person may have closed it
    m_messageBar.withdrawNotice(std::exchange(m_shownNotice, {}));
    if (!isDue)
        return;
    m_shownNotice = {.happened = tr("Nobody collects into the team's history: nothing new comes."),
                     .whatToDo =
                         tr("Start “sync-dashboard collect”, or look into its log where it ran.")};
    m_messageBar.showNotice(m_shownNotice, printable(m_status.collector));
}

void TeamPresenter::showSource()
{
    const QString address = m_address.name;
    if (m_status.collector.isEmpty()) {
        //: %1 is the address of a database
        const QString source = tr("From %1").arg(address);
        return m_footBar.showSource({}, source);
    }
    const QString collector = printable(m_status.collector);
    //: %1 is the name of a computer
    const QString onComputer = tr("collected on %1").arg(collector.section(u',', 0, 0));
    const QString inShort = m_status.isCollecting ? onComputer : tr("nobody collects");
    //: %1 is the address of a database, %2 a computer and a process, %3 a program
    const QString inFull =
        tr("From %1, collected on %2 by %3").arg(address, collector, printable(m_status.program));
    m_footBar.showSource(m_error ? QString() : inShort, inFull);
}
