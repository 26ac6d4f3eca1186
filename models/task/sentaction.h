#pragma once

#include "imageref.h"
#include "registryinstance.h"

#include <QDateTime>
#include <QString>

/// Why something was sent that changes a registry.
enum class SentKind : quint8 { Retry, Cancel, Copy, CreateRule, DeleteRule };

/// What the registry said to a request.
enum class SentOutcome : quint8 {
    Sending, ///< about to leave, or not answered yet
    Accepted,
    Refused,
    InDoubt,  ///< the answer was lost, and nothing can be seen of it
    NotKnown, ///< the program ended meanwhile: it is not known whether it was sent
};

/// What became of what was accepted.
enum class SentProgress : quint8 {
    None,     ///< there is no task to be followed
    Awaited,  ///< its task is not listed yet
    Waiting,  ///< its task is listed, and does not run yet
    Underway, ///< running
    Done,
    Failed,
    Cancelled,
    NotKnown, ///< its task is not listed, and should be by now
};

/// It will not change any more.
constexpr bool isEnd(SentProgress progress)
{
    return progress == SentProgress::None || progress == SentProgress::Done ||
           progress == SentProgress::Failed || progress == SentProgress::Cancelled;
}

/// One request that changes a registry, and what became of it. Never holds a secret.
struct SentAction {
    QString id{};       ///< this program's own name of it
    QDateTime sentAt{}; ///< UTC
    QString profile{};  ///< who sent it, for people: see ProfileKey::signerName(); may be empty
    SentKind kind = SentKind::Retry;
    QString operation{};    ///< the API's name
    InstanceRef instance{}; ///< that was asked, and by which account
    QString taskId{};       ///< that was retried or cancelled
    ImageRef imageFrom{};   ///< of a rule: without a tag
    ImageRef imageTo{};
    QString ruleId{};
    QString ruleName{};
    QString parameters{}; ///< the others, "Override=true; TargetUserId=1234"

    SentOutcome outcome = SentOutcome::Sending;
    QString requestId{};
    QString errorCode{};
    QString errorMessage{};
    QString createdId{}; ///< of the task or rule that was made

    SentProgress progress = SentProgress::None;
    QString progressCause{};  ///< of a failure, the API's word
    QDateTime progressedAt{}; ///< UTC, when that was seen or took place

    friend bool operator==(const SentAction &, const SentAction &) = default;
};
