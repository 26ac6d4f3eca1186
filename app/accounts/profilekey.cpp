#include "profilekey.h"

#include <algorithm>
#include <utility>

namespace {

/// A key that lies where the former one lay.
bool isFromPlaceOf(const ProfileKey &former, const ProfileKey &key)
{
    const auto &steps = key.trail.steps;
    const auto &formerSteps = former.trail.steps;
    return key.loaded &&
           (steps.empty() || formerSteps.empty() || steps.back().place == formerSteps.back().place);
}

} // namespace

const CredentialStep *ProfileKey::usedStep() const
{
    const bool isUsed = !trail.steps.empty() && !trail.steps.back().reason;
    return isUsed ? &trail.steps.back() : nullptr;
}

QString ProfileKey::signerName() const
{
    if (!profile.isEmpty())
        return profile;
    const CredentialStep *used = usedStep();
    if (!used)
        return {};
    return used->profile.isEmpty() ? used->name : used->profile;
}

std::vector<ProfileKey> loadKeys(const QStringList &profiles,
                                 const QProcessEnvironment &environment, const QString &home)
{
    std::vector<ProfileKey> keys;
    for (const QString &profile : profiles) {
        CredentialSearch search = findCredentials(environment, home, profile);
        keys.push_back({.profile = profile,
                        .loaded = std::move(search.found),
                        .trail = std::move(search.trail)});
    }
    return keys;
}

std::vector<ProfileKey> keepReadKeys(std::vector<ProfileKey> now,
                                     const std::vector<ProfileKey> &before)
{
    for (ProfileKey &key : now) {
        const auto former = std::ranges::find(before, key.profile, &ProfileKey::profile);
        if (former != before.end() && former->loaded && !isFromPlaceOf(*former, key))
            key = *former;
    }
    return now;
}
