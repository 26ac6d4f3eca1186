#include "registryinstance.h"

#include <algorithm>
#include <array>

namespace {

constexpr std::array instanceStatusNames = {
    WireName<InstanceStatus>{InstanceStatus::Pending, u"PENDING"},
    WireName<InstanceStatus>{InstanceStatus::InitError, u"INIT_ERROR"},
    WireName<InstanceStatus>{InstanceStatus::Starting, u"STARTING"},
    WireName<InstanceStatus>{InstanceStatus::Running, u"RUNNING"},
    WireName<InstanceStatus>{InstanceStatus::Stopping, u"STOPPING"},
    WireName<InstanceStatus>{InstanceStatus::Stopped, u"STOPPED"},
    WireName<InstanceStatus>{InstanceStatus::Deleting, u"DELETING"},
    WireName<InstanceStatus>{InstanceStatus::Deleted, u"DELETED"},
};

} // namespace

Word<InstanceStatus> instanceStatusFromWire(const QString &text)
{
    return wordFromWire<InstanceStatus>(instanceStatusNames, text);
}

QString wireName(InstanceStatus status)
{
    return wireNameIn<InstanceStatus>(instanceStatusNames, status);
}

InstanceRef refTo(const RegistryInstance &instance)
{
    return {.regionId = instance.regionId, .instanceId = instance.id, .account = instance.account};
}

bool areOfSeveralAccounts(const std::vector<RegistryInstance> &instances)
{
    return std::ranges::any_of(instances, [&instances](const RegistryInstance &instance) {
        return instance.account != instances.front().account;
    });
}
