#include "unlockpermits.h"

std::shared_ptr<bool> UnlockPermits::of(const QByteArray &key)
{
    std::shared_ptr<bool> &permit = m_permits[key];
    if (!permit)
        permit = std::make_shared<bool>(true);
    return permit;
}

void UnlockPermits::renew()
{
    for (const auto &permit : m_permits)
        *permit.second = true;
}
