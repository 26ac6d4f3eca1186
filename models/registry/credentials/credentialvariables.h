#pragma once

#include <QLatin1StringView>
#include <QString>

#include <array>

class QProcessEnvironment;

// The cloud's variables have several beginnings: the first is what its SDKs and its tool read, the
// others are further names that the tool knows. Source: acr-api.md, section 3.1.

constexpr std::array<QLatin1StringView, 3> variablePrefixes{QLatin1StringView("ALIBABA_CLOUD_"),
                                                            QLatin1StringView("ALIBABACLOUD_"),
                                                            QLatin1StringView("ALICLOUD_")};

/// The first value that is not empty of the variable \p name, without its beginning; trimmed.
QString variableOf(const QProcessEnvironment &environment, QLatin1StringView name);

/// Whether that value means yes.
bool isSwitchedOn(const QProcessEnvironment &environment, QLatin1StringView name);
