#pragma once

#include "actionplan.h"
#include "repositorypair.h"
#include "sentaction.h"
#include "tagcomparison.h"
#include "taskstore.h"

#include <QHash>
#include <QString>

#include <span>
#include <vector>

/// What is known of the copies from one repository to another, by tag at the destination.
struct PairCopies {
    QHash<QString, KnownCopy> tasks{}; ///< the newest known task of each
    QHash<QString, SentCopy> sent{};   ///< the newest request of this program for each

    friend bool operator==(const PairCopies &, const PairCopies &) = default;
};

/// For each of \p pairs, in their order; regions and tags of these are not looked at. Takes some
/// milliseconds for a million tasks, however many pairs are asked for.
std::vector<PairCopies> knownCopies(const TaskStore &store, std::span<const SentAction> actions,
                                    std::span<const RepositoryPair> pairs);

/// Of the tag \p tag at the destination.
EarlierCopy earlierCopy(const PairCopies &copies, const QString &tag);
/// \p copies with what is known of earlier ones. Those of one pair of repositories stand together,
/// as a comparison gives them: each pair is looked for once.
std::vector<TagCopy> withEarlierCopies(std::vector<TagCopy> copies, const TaskStore &store,
                                       std::span<const SentAction> actions);
