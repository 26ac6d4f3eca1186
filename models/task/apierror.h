#pragma once

#include <QString>

#include <chrono>
#include <optional>
#include <tl/expected.hpp>

/// Why a call brought no answer. The kind is for the program to decide on, code and request id are
/// for the operator's ticket, the sentence is made where it is shown. Never holds a secret.
struct ApiError {
    enum class Kind {
        Network,       ///< no connection, or it broke
        Timeout,       ///< no complete answer within the deadline
        Credential,    ///< no key, a wrong key, an expired token, a clock that is off
        Permission,    ///< the key is good, but may not do this
        Throttled,     ///< too many requests
        NotFound,      ///< the instance, task or repository does not exist
        Request,       ///< the server refuses the request as it stands
        Server,        ///< the server's own fault
        Protocol,      ///< the reply is not what the API promises
        Configuration, ///< this program cannot send such a request
    };

    Kind kind = Kind::Network;
    QString code{};    ///< the server's word, e.g. "SignatureDoesNotMatch", or ours
    QString message{}; ///< the server's sentence, or a technical one of ours, in English
    QString requestId{};
    int httpStatus = 0;
    QString operation{}; ///< e.g. "ListRepoSyncTask"
    QString host{};
    QString account{};                                     ///< who asked, as in InstanceRef
    std::optional<std::chrono::milliseconds> retryAfter{}; ///< the server's own wait time
    /// Of an action only: it may have taken place all the same. Read again before anything else.
    bool isOutcomeInDoubt = false;
    /// Of an error about the time of a request: how far this computer's clock is ahead of the
    /// server's; negative where it is behind. Empty: the server did not tell its time.
    std::optional<std::chrono::milliseconds> clockAhead{};
    /// Another attempt might have helped and was not made: too many have failed lately.
    bool isRetryWithheld = false;

    /// Worth asking again, unchanged, a little later.
    [[nodiscard]] bool isTransient() const;
    /// The server or the configuration refuses: asking again is of use only after a change.
    [[nodiscard]] bool isRefusal() const;
    /// As far as a person cares since when: no answer in one way or another, or refused in the same
    /// way.
    [[nodiscard]] bool isSameFault(const ApiError &other) const;

    friend bool operator==(const ApiError &, const ApiError &) = default;
};

template<typename T>
using Result = tl::expected<T, ApiError>;

/// One line for a log or a terminal: operation, message, code, HTTP status, request id.
QString technicalLine(const ApiError &error);
