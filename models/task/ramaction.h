#pragma once

#include "operations.h"

#include <QLatin1StringView>

#include <vector>

/// The permission of the cloud's access management (RAM) that \p operation needs, as its API page
/// names it: "cr:GetRepositorySync". Source: acr-api.md, sections 1.1 to 1.12. An operation
/// without one does not compile. SECURITY.md and the README print them; a test compares.
QLatin1StringView ramActionOf(const Operation &operation);

/// The same by the API's name of the operation; empty for what is none of them.
QLatin1StringView ramActionOf(QStringView apiName);

/// One of each kind of operation, with nothing filled in.
std::vector<Operation> everyOperation();
