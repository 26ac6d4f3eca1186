#pragma once

#include "statustimeline.h"

#include <algorithm>

/// Finds the bucket of a time. Multiplies and mends instead of dividing: that is done for each of a
/// million rows.
class BucketFinder final {
public:
    explicit BucketFinder(const BucketLayout &layout)
        : m_begin(layout.begin.toMSecsSinceEpoch()),
          m_step(std::max(layout.step.count(), decltype(layout.step.count()){1})),
          m_count(layout.step.count() > 0 ? std::max(layout.buckets, 0) : 0),
          m_length(m_step * m_count),
          m_perStep(1.0 / static_cast<double>(m_step))
    {
    }

    [[nodiscard]] int count() const { return m_count; }
    /// -1 outside the layout.
    [[nodiscard]] int bucketOf(qint64 ms) const
    {
        const qint64 offset = ms - m_begin;
        if (offset < 0 || offset >= m_length)
            return -1;
        auto bucket = static_cast<qint64>(static_cast<double>(offset) * m_perStep);
        bucket -= static_cast<qint64>(offset < bucket * m_step); // the product is rounded
        bucket += static_cast<qint64>(offset >= (bucket + 1) * m_step);
        return static_cast<int>(bucket);
    }
    /// The first bucket that ends at \p ms or later; count() when none does.
    [[nodiscard]] int firstEndingFrom(qint64 ms) const
    {
        if (ms <= m_begin)
            return 0;
        const int bucket = bucketOf(ms - 1);
        return bucket < 0 ? m_count : bucket;
    }

private:
    qint64 m_begin;
    qint64 m_step;
    int m_count;
    qint64 m_length;
    double m_perStep;
};
