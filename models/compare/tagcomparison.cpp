#include "tagcomparison.h"

#include "textmatch.h"

#include <QHash>

#include <algorithm>

namespace {

bool hasTags(const TagList &list)
{
    return list.state == TagListState::Whole || list.state == TagListState::Part;
}

QHash<QString, const RepositoryTag *> byName(const TagList &list)
{
    QHash<QString, const RepositoryTag *> tags;
    if (!hasTags(list))
        return tags;
    tags.reserve(static_cast<qsizetype>(list.tags.size()));
    for (const RepositoryTag &tag : list.tags)
        tags.insert(tag.tag, &tag);
    return tags;
}

TagVerdict verdictOnContent(const RepositoryTag &source, const RepositoryTag &destination)
{
    if (source.digest.isEmpty() || destination.digest.isEmpty())
        return TagVerdict::Undecided;
    return isSameDigest(source.digest, destination.digest) ? TagVerdict::Same
                                                           : TagVerdict::Different;
}

/// Of a tag that the destination did not list.
TagVerdict verdictOnAbsence(TagListState destination, bool hasCopy)
{
    switch (destination) {
    case TagListState::Whole:
        return hasCopy ? TagVerdict::Missing : TagVerdict::NeverCopied;
    case TagListState::NoRepository:
        return TagVerdict::NoRepository;
    case TagListState::Unread:
    case TagListState::Part:
    case TagListState::NotPermitted:
    case TagListState::Failed:
        break;
    }
    return TagVerdict::Undecided;
}

ComparedTag comparedOf(const RepositoryTag &tag)
{
    return {.tag = tag.tag, .size = tag.size, .updatedAt = tag.updatedAt};
}

RuleWait waitFor(const RepositoryTag &tag, const TagKnowledge &knowledge)
{
    if (knowledge.isRunByHand)
        return RuleWait::RunByHand;
    const bool isOlder = knowledge.ruleCreatedAt.isValid() && tag.updatedAt.isValid() &&
                         tag.updatedAt < knowledge.ruleCreatedAt;
    return isOlder ? RuleWait::OlderThanRule : RuleWait::None;
}

/// A tag of the source; \p other: what the destination has under its name, or null.
ComparedTag comparedAtSource(const RepositoryTag &tag, const RepositoryTag *other,
                             TagListState destination, const TagKnowledge &knowledge)
{
    ComparedTag compared = comparedOf(tag);
    compared.sourceDigest = tag.digest;
    if (other)
        compared.destinationDigest = other->digest;
    if (knowledge.filter)
        compared.filter = knowledge.filter->verdictOn(tag.tag);
    if (compared.filter == FilterVerdict::No) {
        compared.verdict = TagVerdict::NotTaken;
        return compared;
    }
    if (knowledge.copyOf)
        compared.copy = knowledge.copyOf(tag.tag);
    if (knowledge.sentOf)
        compared.sent = knowledge.sentOf(tag.tag);
    compared.wait = waitFor(tag, knowledge);
    compared.readMs = knowledge.readMs;
    compared.verdict = other ? verdictOnContent(tag, *other)
                             : verdictOnAbsence(destination, compared.copy.has_value());
    return compared;
}

ComparedTag comparedAtDestination(const RepositoryTag &tag)
{
    ComparedTag compared = comparedOf(tag);
    compared.destinationDigest = tag.digest;
    compared.verdict = TagVerdict::OnlyThere;
    return compared;
}

} // namespace

std::vector<ComparedTag> compareTags(const TagList &source, const TagList &destination,
                                     const TagKnowledge &knowledge)
{
    std::vector<ComparedTag> compared;
    if (!hasTags(source))
        return compared;
    const QHash<QString, const RepositoryTag *> here = byName(source);
    const QHash<QString, const RepositoryTag *> there = byName(destination);
    compared.reserve(source.tags.size());
    for (const RepositoryTag &tag : source.tags) {
        if (here.value(tag.tag) == &tag) // of two with one name the last one counts
            compared.push_back(
                comparedAtSource(tag, there.value(tag.tag), destination.state, knowledge));
    }
    if (source.state == TagListState::Whole) {
        for (const RepositoryTag *tag : there) {
            if (!here.contains(tag->tag))
                compared.push_back(comparedAtDestination(*tag));
        }
    }
    std::ranges::sort(compared, [](const ComparedTag &a, const ComparedTag &b) {
        if (a.verdict != b.verdict)
            return a.verdict < b.verdict;
        const int order = compareNaturally(a.tag.toUtf8(), b.tag.toUtf8());
        return order != 0 ? order < 0 : a.tag < b.tag;
    });
    return compared;
}

bool isAbsent(TagVerdict verdict)
{
    return verdict == TagVerdict::NeverCopied || verdict == TagVerdict::Missing ||
           verdict == TagVerdict::NoRepository;
}

CopyProgress progressOf(const ComparedTag &tag)
{
    using enum CopyProgress;
    if (tag.copy && isUnderWay(tag.copy->status))
        return UnderWay;
    if (tag.sent && tag.sent->state == SentCopy::State::Awaited)
        return Sent;
    // What was sent before is in what was read.
    const bool isSentSince = tag.sent && tag.sent->sentMs >= tag.readMs;
    if (isSentSince && tag.sent->state == SentCopy::State::InDoubt)
        return InDoubt;
    const bool hasArrived = tag.copy && tag.copy->status == SyncTaskStatus::Success &&
                            tag.readMs != 0 && tag.copy->atMs >= tag.readMs;
    if (hasArrived || (isSentSince && tag.sent->state == SentCopy::State::Arrived))
        return Arrived;
    return None;
}

void setCopies(ComparedTag &tag, const std::optional<KnownCopy> &copy,
               const std::optional<SentCopy> &sent)
{
    if (tag.verdict == TagVerdict::NotTaken || tag.verdict == TagVerdict::OnlyThere)
        return;
    tag.copy = copy;
    tag.sent = sent;
    if (tag.verdict == TagVerdict::NeverCopied && copy)
        tag.verdict = TagVerdict::Missing;
}
