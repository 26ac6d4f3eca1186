#pragma once

#include "advice.h"
#include "apierror.h"

/// For a call that failed, in the language of the user.
Advice adviceFor(const ApiError &error);

/// Both sentences of it as one text.
QString adviceText(const ApiError &error);

/// \p error for a place that says itself of whose account it speaks.
ApiError withoutAccount(const ApiError &error);

/// The same for the field that mends it, with who was asked where that is known.
QString problemText(const ApiError &error);

/// As technicalLine(), with the sentences of adviceFor() where another than the registry has
/// answered, or nobody: what failed on the way, and a temporary key that did not come.
QString faultLine(const ApiError &error);
