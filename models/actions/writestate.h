#pragma once

#include "apierror.h"
#include "operations.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

/// What has become of one write.
struct ActionOutcome {
    enum class State : quint8 {
        NotSent,   ///< it is disabled, or was stopped before its turn
        Waiting,   ///< for its turn
        LookingUp, ///< the repository, and whether the same is under way already
        Sending,
        Checking, ///< the answer was lost: what took place is being read
        Done,
        DoneAfterAll, ///< the answer was lost, and it took place
        Refused,      ///< it did not take place: error
        Superseded,   ///< not sent: the same copy is under way, or was made meanwhile
        NotSeen,      ///< the answer was lost, and nothing can be seen of it yet
        InDoubt,      ///< the answer was lost, and reading failed: error
    };

    State state = State::NotSent;
    QString createdId{};             ///< of what was made, or of what stands for it
    QString requestId{};             ///< of the answer that accepted it
    std::optional<ApiError> error{}; ///< why not, or what was lost

    /// Nothing more will come of it.
    [[nodiscard]] bool isSettled() const
    {
        return state != State::Waiting && state != State::LookingUp && state != State::Sending &&
               state != State::Checking;
    }

    friend bool operator==(const ActionOutcome &, const ActionOutcome &) = default;
};

/// The states of one write, from the look at what is there already to its outcome. A write leaves
/// once; where its answer is lost, what took place is read, and it is not sent again. Whoever sends
/// it reports events; one that does not belong to the present state, such as a second answer,
/// changes nothing and returns false.
class WriteState final {
public:
    /// What was read after an answer was lost.
    enum class Evidence { Seen, NotSeen, Unreadable };

    [[nodiscard]] const ActionOutcome &outcome() const { return m_outcome; }
    [[nodiscard]] bool isChecking() const { return m_outcome.state == State::Checking; }
    /// The registry refused the write itself for want of permission.
    [[nodiscard]] bool isForbidden() const;

    bool lookUp();
    /// What is there could not be read: nothing is sent.
    bool failLookUp(const ApiError &error);
    /// The same is there already: nothing is sent.
    bool supersede(const QString &id);
    /// It will be sent as soon as that is written down.
    bool prepare();
    /// Its request leaves.
    bool leave();
    bool answer(const Result<ActionReceipt> &receipt);
    /// \p id: of what was made.
    bool conclude(Evidence evidence, const QString &id = {});
    /// Only before it is sent.
    bool stop();

private:
    using State = ActionOutcome::State;

    [[nodiscard]] bool isBeforeSending() const;
    void settle(State state, const std::optional<ApiError> &error = {}, const QString &id = {});

    ActionOutcome m_outcome{.state = State::Waiting};
    bool m_hasLeft = false;
    std::optional<ApiError> m_lost; // instead of the answer
};

/// Calls \p send once, and only while \p write is there and prepared: who writes down that it will
/// be sent may report late, or twice.
std::function<void()> sendingOnce(const std::shared_ptr<WriteState> &write,
                                  std::function<void()> send);
