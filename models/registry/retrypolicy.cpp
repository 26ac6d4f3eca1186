#include "retrypolicy.h"

#include "errorcode.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

std::optional<std::chrono::milliseconds> RetryPolicy::delayAfter(int attempt, const ApiError &error,
                                                                 double random) const
{
    if (attempt >= maxAttempts)
        return {};
    // Not our fault and not the server's: a repeated nonce is a request that was sent twice on
    // the way. The next attempt has a nonce of its own.
    if (error.code == "SignatureNonceUsed"_L1)
        return 0ms;
    // The server wants to be asked again, whatever went wrong.
    if (error.retryAfter)
        return std::clamp(*error.retryAfter, 0ms, serverCap);
    // A certificate does not get better by asking again.
    if (!error.isTransient() || isTlsFault(error.code))
        return {};

    const double longest = std::min(std::ldexp(static_cast<double>(base.count()), attempt - 1),
                                    static_cast<double>(cap.count()));
    return std::chrono::milliseconds(std::llround(longest * random));
}
