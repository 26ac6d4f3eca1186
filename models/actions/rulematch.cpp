#include "rulematch.h"

#include <algorithm>

NameFilter::NameFilter(const QString &pattern)
    : m_takesAll(pattern.isEmpty()),
      m_part(pattern),
      m_whole(pattern, QRegularExpression::NoPatternOption, LimitedRegex::Extent::Whole)
{
}

FilterVerdict NameFilter::verdictOn(const QString &name) const
{
    using enum LimitedRegex::Outcome;
    if (m_takesAll)
        return FilterVerdict::Whole;
    const LimitedRegex::Outcome part = m_part.match(name);
    if (part == NoMatch)
        return FilterVerdict::No;
    const LimitedRegex::Outcome whole = m_whole.match(name);
    if (whole == Match)
        return FilterVerdict::Whole;
    return part == Match && whole == NoMatch ? FilterVerdict::Part : FilterVerdict::Undecided;
}

RuleMatcher::RuleMatcher(const RuleDraft &draft)
    : m_rule(draft.toBeSent()), m_tags(m_rule.tagFilter), m_repositories(m_rule.repoNameFilter)
{
}

bool RuleMatcher::isInScope(const QString &namespaceName, const QString &repoName) const
{
    return namespaceName == m_rule.namespaceName &&
           (m_rule.repoName.isEmpty() || repoName == m_rule.repoName);
}

FilterVerdict RuleMatcher::verdictOnRepository(const QString &repoName) const
{
    return m_repositories.verdictOn(repoName);
}

FilterVerdict RuleMatcher::verdictOnTag(const QString &tag) const
{
    return m_tags.verdictOn(tag);
}

FilterVerdict verdictOn(const RuleMatcher &matcher, const ImageRef &image)
{
    if (!matcher.isInScope(image.repoNamespaceName, image.repoName))
        return FilterVerdict::No;
    return std::min(matcher.verdictOnRepository(image.repoName),
                    matcher.verdictOnTag(image.imageTag));
}
