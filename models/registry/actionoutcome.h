#pragma once

#include "apierror.h"

/// Whether an action that was sent, and ended with \p error, may have taken place all the same.
/// Only a refusal in the API's own words, or a connection that was never made, says that it did
/// not.
bool mayHaveTakenPlace(const ApiError &error);
