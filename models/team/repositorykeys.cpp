#include "repositorykeys.h"

#include <utility>
#include <vector>

namespace {

/// The text of which all of \p condition speaks; empty where it speaks of something else too.
std::optional<RowText> onlyTextOf(const RowCondition &condition)
{
    switch (condition.kind) {
    case RowCondition::Kind::OneOf:
    case RowCondition::Kind::Folded:
    case RowCondition::Kind::Contains:
        return condition.text;
    case RowCondition::Kind::All:
    case RowCondition::Kind::Any: {
        std::optional<RowText> text;
        for (const RowCondition &part : condition.parts) {
            const std::optional<RowText> ofPart = onlyTextOf(part);
            if (!ofPart || (text && text != ofPart))
                return {};
            text = ofPart;
        }
        return text;
    }
    case RowCondition::Kind::Not: // of which a row without a name is no exception
    case RowCondition::Kind::AtLeast:
    case RowCondition::Kind::Below:
    case RowCondition::Kind::Flag:
        break;
    }
    return {};
}

RowCondition onSource(RowCondition condition)
{
    condition.text = RowText::SourceRepo;
    for (RowCondition &part : condition.parts)
        part = onSource(std::move(part));
    return condition;
}

/// False: some of \p condition is about something else.
bool take(const RowCondition &condition, std::vector<RowCondition> &source,
          std::vector<RowCondition> &target)
{
    const std::optional<RowText> text = onlyTextOf(condition);
    if (text == RowText::SourceRepo || text == RowText::TargetRepo) {
        (text == RowText::SourceRepo ? source : target).push_back(condition);
        return true;
    }
    if (text || condition.kind != RowCondition::Kind::Any || condition.parts.empty())
        return false;
    for (const RowCondition &part : condition.parts) {
        if (!take(part, source, target))
            return false;
    }
    return true;
}

} // namespace

std::optional<QStringList> listedNames(const RowCondition &condition)
{
    if (condition.kind == RowCondition::Kind::OneOf)
        return condition.words;
    if (condition.kind != RowCondition::Kind::Any)
        return {};
    QStringList names;
    for (const RowCondition &part : condition.parts) {
        const std::optional<QStringList> ofPart = listedNames(part);
        if (!ofPart)
            return {};
        names += *ofPart;
    }
    return names;
}

std::optional<RepositoryKeys> repositoryKeysOf(const RowCondition &condition)
{
    if (condition.kind != RowCondition::Kind::All)
        return {};
    for (const RowCondition &part : condition.parts) {
        std::vector<RowCondition> source;
        std::vector<RowCondition> target;
        if (!take(part, source, target))
            continue;
        for (const RowCondition &ofTarget : target)
            source.push_back(onSource(ofTarget));
        return RepositoryKeys{.source = anyOf(std::move(source)),
                              .target = anyOf(std::move(target))};
    }
    return {};
}
