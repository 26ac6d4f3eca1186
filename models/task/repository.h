#pragma once

#include "apierror.h"

#include <QDateTime>
#include <QString>

#include <optional>

/// A repository of an instance, as API pages GetRepository and ListRepository give it.
struct Repository {
    QString id{};
    QString namespaceName{};
    QString name{};
    QString instanceId{};
    QString status{};
    QString type{}; ///< PUBLIC or PRIVATE
    QString summary{};
    std::optional<bool> hasImmutableTags{}; ///< all but "latest" are never replaced
    QDateTime createdAt{};                  ///< UTC
    QDateTime modifiedAt{};                 ///< UTC

    friend bool operator==(const Repository &, const Repository &) = default;
};

/// A namespace of an instance, as API page ListNamespace gives it.
struct RegistryNamespace {
    QString id{};
    QString name{};
    QString instanceId{};
    QString status{};
    std::optional<bool> createsRepositories{}; ///< a copy to it needs no repository made before

    friend bool operator==(const RegistryNamespace &, const RegistryNamespace &) = default;
};

/// What a tag points to, as API pages GetRepoTag and ListRepoTag give it.
struct RepositoryTag {
    QString tag{};
    QString digest{}; ///< with or without "sha256:", as the server writes it
    QString imageId{};
    std::optional<qint64> size{}; ///< bytes
    QString status{};
    QDateTime createdAt{}; ///< UTC
    QDateTime updatedAt{}; ///< UTC
    QString requestId{};   ///< of GetRepoTag; a page of ListRepoTag has its own

    friend bool operator==(const RepositoryTag &, const RepositoryTag &) = default;
};

/// Whether two digests name the same content; false when either is not given.
bool isSameDigest(const QString &one, const QString &other);

/// What became of a question for one thing.
enum class Lookup : quint8 {
    Found,
    Missing,      ///< the server knows no such thing
    NotPermitted, ///< the key may not know
    Failed,       ///< nothing is known
};

Lookup lookupOf(const ApiError &error);

template<typename T>
Lookup lookupOf(const Result<T> &result)
{
    return result ? Lookup::Found : lookupOf(result.error());
}
