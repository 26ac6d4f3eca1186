#pragma once

#include "apierror.h"
#include "registryinstance.h"

#include <QDateTime>

#include <optional>

/// A region of an account of which no instance is known, because it failed or has not answered yet,
/// or which failed and may have other instances than are known; or, without a region, a profile
/// that cannot be used at all.
struct UnlistedRegion {
    AccountRegion place{};
    std::optional<ApiError> error{}; ///< empty: has not answered yet
    QDateTime since{};               ///< of the error; invalid: not known
    bool wasTold = false;            ///< a notice has named the profile
    bool isPartlyListed = false;     ///< some instances are known, each of which is a list

    friend bool operator==(const UnlistedRegion &, const UnlistedRegion &) = default;
};
