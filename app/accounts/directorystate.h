#pragma once

#include "apierror.h"

#include <QDateTime>

#include <optional>
#include <vector>

/// What is known of the accounts' instances.
struct DirectoryState {
    bool isLoaded = false;
    bool isEmpty = true; ///< no instance is known
    std::optional<ApiError> error{};
    std::vector<ApiError> allErrors{}; ///< one of each account, the first is that error
    QDateTime nextTry{};               ///< invalid: none is planned
    QDateTime nextFullTry{};           ///< of what is refused too; invalid: none is planned
};
