#pragma once

#include "requestverifier.h"

/// Which page of a listing is asked for.
struct PageRequest {
    int pageNo = 1;
    int pageSize = 30;
};

/// PageNo from 1, PageSize 30 when not given and 100 at most: a larger one is clamped, as the
/// API's documents allow.
Answer<PageRequest> pageRequestOf(const VerifiedRequest &request);
