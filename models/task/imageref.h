#pragma once

#include <QString>

/// One end of a synchronization: a tag in a repository of a registry instance.
struct ImageRef {
    QString instanceId{};
    QString regionId{};
    QString repoNamespaceName{};
    QString repoName{};
    QString imageTag{};

    /// "namespace/repository:tag", without the parts that are not given.
    [[nodiscard]] QString path() const;
    /// It says in which repository of which instance.
    [[nodiscard]] bool namesRepository() const;

    friend bool operator==(const ImageRef &, const ImageRef &) = default;
};
