#pragma once

#include <QStringList>

/// Whose registries the window shows.
struct WatchedScope {
    QStringList accounts{}; ///< names of the profiles, or what stands for one; empty: not told
    bool isDemo = false;

    friend bool operator==(const WatchedScope &, const WatchedScope &) = default;
};

/// For a title and a button: "prod", "prod, test", "4 profiles", "Demo"; empty where it is not
/// told.
QString scopeText(const WatchedScope &scope);
