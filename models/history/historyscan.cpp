#include "historyscan.h"

#include <utility>

RowCondition isWithin(RowTime time, const ScanSpan &span)
{
    std::vector<RowCondition> ends;
    if (span.beginMs)
        ends.push_back(isAtLeast(time, *span.beginMs));
    if (span.endMs)
        ends.push_back(isBelow(time, *span.endMs));
    return allOf(std::move(ends));
}

RowCondition conditionOf(const ScanQuestion &question)
{
    return allOf({question.condition, isWithin(RowTime::Effective, question.effective),
                  anyOf({isWithin(RowTime::Effective, question.either),
                         isWithin(RowTime::Changed, question.either)})});
}
