#pragma once

#include <QString>

/// A value, and where it was given as a person calls it: "--proxy", "the settings", "HTTPS_PROXY".
struct NamedValue {
    QString text{};
    QString origin{};

    friend bool operator==(const NamedValue &, const NamedValue &) = default;
};
