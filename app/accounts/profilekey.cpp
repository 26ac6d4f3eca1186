#include "profilekey.h"

#include <algorithm>
#include <utility>

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
        if (!key.loaded && former != before.end() && former->loaded)
            key = *former;
    }
    return now;
}
