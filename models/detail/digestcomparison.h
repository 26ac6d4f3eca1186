#pragma once

#include "imageref.h"
#include "registry.h"

#include <QObject>

#include <optional>
#include <set>
#include <tuple>
#include <utility>

/// What a tag was found to point to, at one end of a task.
struct TagDigest {
    bool isAsking = false;
    std::optional<Lookup> outcome{}; ///< empty: not asked, or not answered yet
    QString digest{};                ///< of a tag that was found; as the server writes it
    std::optional<ApiError> error{}; ///< of a failed question

    friend bool operator==(const TagDigest &, const TagDigest &) = default;
};

/// What the tags at both ends say about each other.
enum class DigestVerdict : quint8 {
    Unasked,
    Asking,
    Same,
    Different,
    MissingAtSource,
    MissingAtDestination,
    NotPermitted, ///< the key may not look at one end at least
    Unknown,      ///< a question failed, or the server named no digest
};

struct ComparedDigests {
    TagDigest source{};
    TagDigest destination{};

    [[nodiscard]] DigestVerdict verdict() const;

    friend bool operator==(const ComparedDigests &, const ComparedDigests &) = default;
};

/// One end of a task, and where to ask about it.
struct TagPlace {
    InstanceRef instance{};
    ImageRef image{};

    friend bool operator==(const TagPlace &, const TagPlace &) = default;
};

/// Looks the tags of one task up at its source and at its destination: first the repository, whose
/// id the API wants, then the tag. The task that was opened last counts; calls for an earlier one
/// are dropped. A destination may be another account's: where the key must not look is remembered
/// as long as this lives, and not asked again for every task.
class DigestComparison final : public QObject {
    Q_OBJECT

public:
    explicit DigestComparison(Registry &registry, QObject *parent = nullptr);

    /// The instances are given whole, with their regions.
    void open(const TagPlace &from, const TagPlace &to);
    /// The open one again, also where the key was not let in before.
    void repeat();
    /// Where a question failed and may not the next time.
    void repeatFailed();
    void close();

    [[nodiscard]] bool isLoading() const;
    /// repeatFailed() would ask.
    [[nodiscard]] bool isWorthAnotherTry() const;
    [[nodiscard]] ComparedDigests digests() const;

Q_SIGNALS:
    void changed();

private:
    struct End {
        TagPlace place{};
        TagDigest found{};
        PendingCall call{};
    };

    void askRepository(End &end);
    void askTag(End &end, const QString &repoId);
    void settle(End &end, const ApiError &error);
    [[nodiscard]] bool isClosed(const TagPlace &place) const;

    Registry &m_registry;
    End m_from;
    End m_to;
    // What an account's key must not see: an instance, or one namespace of it, for that is what
    // permissions are given for.
    std::set<std::pair<QString, QString>> m_closedInstances;
    std::set<std::tuple<QString, QString, QString>> m_closedNamespaces;
};
