#include "readingissues.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// The same value of the same row; its place in the listing may be another one.
bool isSameIssue(const ReadingIssue &one, const ReadingIssue &other)
{
    return one.item == other.item && one.problem == other.problem && one.raw == other.raw;
}

/// Rows first, and only so many.
void addExamples(std::vector<ReadingIssue> &known, const std::vector<ReadingIssue> &more)
{
    for (const ReadingIssue &example : more) {
        const auto isSame = [&example](const ReadingIssue &other) {
            return isSameIssue(other, example);
        };
        if (std::ranges::none_of(known, isSame))
            known.push_back(example);
    }
    std::stable_partition(known.begin(), known.end(),
                          [](const ReadingIssue &example) { return example.item.isEmpty(); });
    if (known.size() > ReadingIssues::maxExamples)
        known.resize(ReadingIssues::maxExamples);
}

} // namespace

QString technicalLine(const ReadingIssue &issue)
{
    QString line = issue.path;
    if (!issue.item.isEmpty())
        line += u" of "_s + issue.item;
    return line + u' ' + issue.problem + u": "_s + issue.raw;
}

void UnreadSummary::add(const UnreadSummary &other)
{
    rows += other.rows;
    values += other.values;
    addExamples(examples, other.examples);
}
