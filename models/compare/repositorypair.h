#pragma once

#include "imageref.h"

/// A repository and the one that it is copied to. Without tags.
struct RepositoryPair {
    ImageRef from{};
    ImageRef to{};

    friend bool operator==(const RepositoryPair &, const RepositoryPair &) = default;
};
