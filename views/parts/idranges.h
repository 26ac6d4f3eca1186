#pragma once

#include <QString>

#include <vector>

/// Where an id stands in a sentence.
struct IdRange {
    qsizetype start = 0;
    qsizetype length = 0;

    friend bool operator==(const IdRange &, const IdRange &) = default;
};

/// The ids of instances, rules, tasks, pushes and requests in \p sentence, and digests. In order.
std::vector<IdRange> idRanges(const QString &sentence);
