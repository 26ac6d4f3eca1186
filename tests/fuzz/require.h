#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends a fuzz target that found what must not be; the fuzzer keeps the input.
inline void require(bool isTrue, const char *what)
{
    if (isTrue)
        return;
    std::fprintf(stderr, "not so: %s\n", what);
    std::abort();
}
