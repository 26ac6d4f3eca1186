#pragma once

#include <chrono>

/// Between two tries of what was refused: a key may be valid again or a permission given, and
/// nobody may be there to say so. For lists, rules, instances and whatever else an account is
/// asked.
inline constexpr std::chrono::milliseconds slowRetry = std::chrono::minutes(5);
