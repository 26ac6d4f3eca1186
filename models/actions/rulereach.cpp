#include "rulereach.h"

#include "textmatch.h"

#include <algorithm>

namespace {

constexpr quint32 reachImagesAtOnce = 500; // an expression may take microseconds for a name

} // namespace

RuleReachCount::RuleReachCount(const KnownImages &images, const RuleDraft &draft)
    : m_images(&images), m_matcher(draft)
{
    const StringPool &texts = images.texts();
    m_repositories.reserve(images.repositories().size());
    for (const KnownImages::Repository &repository : images.repositories()) {
        const QString name = texts.text(repository.name);
        const bool isInScope = m_matcher.isInScope(texts.text(repository.namespaceName), name);
        m_repositories.emplace_back(isInScope, isInScope ? m_matcher.verdictOnRepository(name)
                                                         : FilterVerdict::No);
    }
    m_reach.known = images.images().size();
    for (const KnownImages::Repository &repository : images.repositories())
        m_reach.namespaces << texts.text(repository.namespaceName);
    m_reach.namespaces.removeDuplicates();
    m_reach.namespaces.sort();
}

bool RuleReachCount::countChunk()
{
    const ChunkedVector<Image> &images = m_images->images();
    const quint32 end = std::min(images.size(), m_seen + reachImagesAtOnce);
    for (; m_seen < end; ++m_seen)
        count(images[m_seen]);
    return m_seen < images.size();
}

void RuleReachCount::count(const Image &image)
{
    const auto [isInScope, repository] = m_repositories[image.repository];
    if (!isInScope)
        return;
    ++m_reach.inScope;
    if (repository == FilterVerdict::No)
        return;
    switch (std::min(repository, verdictOnTag(image.tag))) {
    case FilterVerdict::No:
        break;
    case FilterVerdict::Undecided:
        ++m_reach.undecided;
        break;
    case FilterVerdict::Part:
        ++m_reach.perhaps;
        keepFirst(m_perhaps, image);
        break;
    case FilterVerdict::Whole:
        ++m_reach.taken;
        keepFirst(m_taken, image);
        break;
    }
}

/// The same tag is in many repositories.
FilterVerdict RuleReachCount::verdictOnTag(StringPool::Id tag)
{
    if (tag >= m_tags.size())
        m_tags.resize(m_images->texts().size());
    quint8 &known = m_tags[tag];
    if (known == 0)
        known = static_cast<quint8>(m_matcher.verdictOnTag(m_images->texts().text(tag))) + 1;
    return static_cast<FilterVerdict>(known - 1);
}

void RuleReachCount::keepFirst(std::vector<Image> &first, const Image &image) const
{
    const bool isFull = first.size() == shownImages;
    if (isFull && !comesBefore(image, first.back()))
        return;
    const auto place = std::ranges::upper_bound(
        first, image, [this](const Image &a, const Image &b) { return comesBefore(a, b); });
    first.insert(place, image);
    if (isFull)
        first.pop_back();
}

bool RuleReachCount::comesBefore(const Image &a, const Image &b) const
{
    const StringPool &texts = m_images->texts();
    if (a.repository != b.repository) {
        const auto nameOf = [this, &texts](const Image &image) {
            return texts.bytes(m_images->repositories()[image.repository].name);
        };
        const int order = compareNaturally(nameOf(a), nameOf(b));
        return order != 0 ? order < 0 : a.repository < b.repository;
    }
    return compareNaturally(texts.bytes(a.tag), texts.bytes(b.tag)) < 0;
}

QString RuleReachCount::pathOf(const Image &image) const
{
    const StringPool &texts = m_images->texts();
    const KnownImages::Repository &repository = m_images->repositories()[image.repository];
    return ImageRef{.repoNamespaceName = texts.text(repository.namespaceName),
                    .repoName = texts.text(repository.name),
                    .imageTag = texts.text(image.tag)}
        .path();
}

RuleReach RuleReachCount::reach() const
{
    RuleReach reach = m_reach;
    for (const std::vector<Image> *first : {&m_taken, &m_perhaps}) {
        for (const Image &image : *first) {
            if (reach.first.size() < static_cast<qsizetype>(shownImages))
                reach.first << pathOf(image);
        }
    }
    return reach;
}

RuleReach reachOf(const KnownImages &images, const RuleDraft &draft)
{
    RuleReachCount count(images, draft);
    while (count.countChunk()) {
    }
    return count.reach();
}
