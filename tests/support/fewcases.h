#pragma once

#include <QtGlobal>

/// Where a sanitizer makes each case five times as slow, some of many stand for all in CI;
/// DASHBOARD_ALL_CASES=1 in the environment takes all. \p isSanitized: IS_SANITIZED.
inline bool takesFewCases(bool isSanitized)
{
    return isSanitized && !qEnvironmentVariableIsSet("DASHBOARD_ALL_CASES");
}
