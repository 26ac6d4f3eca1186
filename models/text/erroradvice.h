#pragma once

#include "advice.h"
#include "apierror.h"

/// For a call that failed, in the language of the user.
Advice adviceFor(const ApiError &error);
