#include "statuscounts.h"

#include <numeric>

int StatusCounts::total() const
{
    return std::accumulate(counts.begin(), counts.end(), 0);
}
