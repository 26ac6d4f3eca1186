#include "readingissues.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool insertAll(QSet<quint64> &known, const std::vector<quint64> &fingerprints, qsizetype capacity)
{
    const qsizetype before = known.size();
    for (const quint64 fingerprint : fingerprints) {
        if (known.size() < capacity)
            known.insert(fingerprint);
    }
    return known.size() > before;
}

/// The same value of the same row; its place in the listing may be another one.
bool isSameIssue(const ReadingIssue &one, const ReadingIssue &other)
{
    return one.item == other.item && one.problem == other.problem && one.raw == other.raw;
}

} // namespace

QString technicalLine(const ReadingIssue &issue)
{
    QString line = issue.path;
    if (!issue.item.isEmpty())
        line += u" of "_s + issue.item;
    return line + u' ' + issue.problem + u": "_s + issue.raw;
}

bool ReadingTally::add(const ReadingIssues &issues)
{
    const bool hasRows = insertAll(m_rows, issues.rows, capacity);
    const bool hasValues = insertAll(m_values, issues.values, capacity);
    if (!hasRows && !hasValues)
        return false;
    for (const ReadingIssue &example : issues.examples) {
        const bool isKnown = std::ranges::any_of(m_examples, [&example](const ReadingIssue &known) {
            return isSameIssue(known, example);
        });
        if (!isKnown)
            m_examples.push_back(example);
    }
    std::ranges::stable_partition(
        m_examples, [](const ReadingIssue &example) { return example.item.isEmpty(); });
    if (m_examples.size() > ReadingIssues::maxExamples)
        m_examples.resize(ReadingIssues::maxExamples);
    return true;
}
