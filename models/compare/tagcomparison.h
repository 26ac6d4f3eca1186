#pragma once

#include "repository.h"
#include "rulematch.h"
#include "synctask.h"

#include <QDateTime>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

/// How much is known of the tags at one end.
enum class TagListState : quint8 {
    Unread,       ///< not asked for yet, or the comparison was stopped before
    Whole,        ///< every tag was read
    Part,         ///< it is not proven that every tag was read: see the error
    NoRepository, ///< the registry knows no such repository
    NotPermitted, ///< the key may not look
    Failed,       ///< see the error
};

/// What was read of one end. Tags are there in the states Whole and Part.
struct TagList {
    TagListState state = TagListState::Unread;
    std::vector<RepositoryTag> tags{}; ///< each once
    std::optional<ApiError> error{};

    friend bool operator==(const TagList &, const TagList &) = default;
};

/// The newest task that is known to copy a tag from one repository to another.
struct KnownCopy {
    SyncTaskStatus status = SyncTaskStatus::Unknown;
    Word<TaskIssue> issue{}; ///< of one that failed
    qint64 atMs = 0;         ///< Unix epoch: when it ended, or began; 0: not given

    friend bool operator==(const KnownCopy &, const KnownCopy &) = default;
};

/// The newest request of this program that was to copy a tag.
struct SentCopy {
    enum class State : quint8 {
        Awaited, ///< about to leave, or accepted: its task has not ended
        InDoubt, ///< it is not known whether it was accepted, or what became of its task
        Refused,
        Arrived,
        Ended, ///< its task failed or was cancelled: see KnownCopy
    };
    State state = State::Awaited;
    qint64 sentMs = 0; ///< Unix epoch

    friend bool operator==(const SentCopy &, const SentCopy &) = default;
};

/// What both ends say of a tag. In the order in which it wants attention.
enum class TagVerdict : quint8 {
    NeverCopied,  ///< missing at the destination, and no known task tried to copy it
    Missing,      ///< missing at the destination, though a known task was to copy it
    Different,    ///< both ends have it, with other content
    NoRepository, ///< the destination has no such repository: nothing of it can be there
    Undecided,    ///< an end was not read in whole, or a digest is not given
    Same,
    OnlyThere, ///< at the destination alone
    NotTaken,  ///< at the source, and the filter of the rule leaves it out
};

/// Why no task tried to copy a tag, as far as its rule tells.
enum class RuleWait : quint8 {
    None,
    OlderThanRule, ///< automatic rules take only what is pushed after they are made
    RunByHand,     ///< the rule copies nothing until somebody runs it
};

/// How far a tag has come that the destination does not have, or has with other content.
enum class CopyProgress : quint8 {
    None,     ///< nothing is on its way
    Sent,     ///< a request was sent for it, and its task is not listed yet
    UnderWay, ///< a task has not ended
    InDoubt,  ///< sent after it was compared, and what came of that is not known
    Arrived,  ///< copied after it was compared
};

/// A tag at both ends.
struct ComparedTag {
    QString tag{};
    TagVerdict verdict = TagVerdict::Undecided;
    FilterVerdict filter = FilterVerdict::Whole; ///< of the rule; Whole where no rule is compared
    std::optional<KnownCopy> copy{};
    std::optional<SentCopy> sent{};
    RuleWait wait = RuleWait::None;
    qint64 readMs = 0;            ///< Unix epoch: when the ends were read
    std::optional<qint64> size{}; ///< bytes, at the source, or where it is alone
    QDateTime updatedAt{};        ///< UTC; the same
    QString sourceDigest{};       ///< as the registry writes it; empty: none
    QString destinationDigest{};

    friend bool operator==(const ComparedTag &, const ComparedTag &) = default;
};

/// What is known beside the two lists.
struct TagKnowledge {
    /// Of the rule; null: every tag is of interest.
    const NameFilter *filter = nullptr;
    /// When a rule that copies by itself was made; invalid: there is none, or that is not given.
    QDateTime ruleCreatedAt{};
    bool isRunByHand = false; ///< the rule
    qint64 readMs = 0;        ///< Unix epoch: when the ends were read
    /// The newest known task for a tag; may be empty.
    std::function<std::optional<KnownCopy>(const QString &tag)> copyOf{};
    /// Likewise the newest request.
    std::function<std::optional<SentCopy>(const QString &tag)> sentOf{};
};

/// Every tag of both ends, by verdict and then by name. What could not be read is Undecided, never
/// missing; without a source nothing is said at all.
std::vector<ComparedTag> compareTags(const TagList &source, const TagList &destination,
                                     const TagKnowledge &knowledge);

/// It is missing at the destination.
bool isAbsent(TagVerdict verdict);
CopyProgress progressOf(const ComparedTag &tag);
/// More may be known of its copies now than when it was compared.
void setCopies(ComparedTag &tag, const std::optional<KnownCopy> &copy,
               const std::optional<SentCopy> &sent);
