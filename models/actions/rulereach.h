#pragma once

#include "knownimages.h"
#include "rulematch.h"

#include <QStringList>

/// Which of the known images a rule would take.
struct RuleReach {
    qsizetype known = 0;   ///< of the source instance
    qsizetype inScope = 0; ///< of them, in the namespace or repository
    qsizetype taken = 0;   ///< of those, whichever way the registry reads the filters
    qsizetype perhaps = 0; ///< and only if it looks for them in a part of the names: see NameFilter
    qsizetype undecided = 0;  ///< and so many for which a filter takes too many steps
    QStringList namespaces{}; ///< of all that is known, by name
    QStringList first{};      ///< of what is taken, by name: "web/nginx:1.9"; then of what may be

    friend bool operator==(const RuleReach &, const RuleReach &) = default;
};

/// Matches in pieces, between which a window can answer.
class RuleReachCount final {
public:
    static constexpr std::size_t shownImages = 50;

    /// The images must outlive it and stay as they are.
    RuleReachCount(const KnownImages &images, const RuleDraft &draft);

    /// Looks at some more; false when it has seen all.
    bool countChunk();
    /// After that.
    [[nodiscard]] RuleReach reach() const;

private:
    using Image = KnownImages::Image;

    void count(const Image &image);
    [[nodiscard]] FilterVerdict verdictOnTag(StringPool::Id tag);
    void keepFirst(std::vector<Image> &first, const Image &image) const;
    [[nodiscard]] bool comesBefore(const Image &a, const Image &b) const;
    [[nodiscard]] QString pathOf(const Image &image) const;

    const KnownImages *m_images;
    RuleMatcher m_matcher;
    std::vector<std::pair<bool, FilterVerdict>> m_repositories; // in scope, and by its filter
    std::vector<quint8> m_tags; // by text: verdict + 1, 0 while nobody asked
    quint32 m_seen = 0;
    RuleReach m_reach;
    std::vector<Image> m_taken; // the first of them by name, in order
    std::vector<Image> m_perhaps;
};

/// The same in one piece.
RuleReach reachOf(const KnownImages &images, const RuleDraft &draft);
