#include "rulematch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// An expression such as (a+)+b can take minutes over one name. A name that is not decided within
// this many steps is not taken; it is of no use to anybody in the registry, either.
constexpr QStringView stepLimit = u"(*LIMIT_MATCH=20000)";

} // namespace

NameFilter::NameFilter(const QString &pattern) : m_takesAll(pattern.isEmpty())
{
    // By itself: what is added below could make a whole of the halves of two groups.
    if (m_takesAll || !QRegularExpression(pattern).isValid())
        return;
    m_part.setPattern(stepLimit + pattern);
    m_whole.setPattern(stepLimit + QRegularExpression::anchoredPattern(pattern));
    m_part.optimize();
    m_whole.optimize();
}

FilterVerdict NameFilter::verdictOn(const QString &name) const
{
    if (m_takesAll)
        return FilterVerdict::Whole;
    if (m_part.pattern().isEmpty() || !m_part.match(name).hasMatch())
        return FilterVerdict::No;
    return m_whole.match(name).hasMatch() ? FilterVerdict::Whole : FilterVerdict::Part;
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
