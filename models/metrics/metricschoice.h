#pragma once

/// How much is told apart.
struct MetricsChoice {
    static constexpr int usualNamed = 100;
    static constexpr int mostNamed = 10'000;

    /// Of rules, routes, causes and namespaces each: the first ones by name. What a label may say
    /// is bounded by this; the rest is counted together as "other".
    int named = usualNamed;
    bool namespaces = false; ///< count by namespace too

    friend bool operator==(const MetricsChoice &, const MetricsChoice &) = default;
};
