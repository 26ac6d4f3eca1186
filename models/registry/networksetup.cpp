#include "networksetup.h"

#include "proxysettings.h"
#include "trustedauthorities.h"

std::optional<ApiError> setupProblem(const NetworkSetup &setup)
{
    if (const Result<Authorities> authorities = TrustedAuthorities(setup).current(); !authorities)
        return authorities.error();
    return proxyProblem(setup);
}
