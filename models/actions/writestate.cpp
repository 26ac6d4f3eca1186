#include "writestate.h"

#include <utility>

bool WriteState::isForbidden() const
{
    return m_hasLeft && m_outcome.state == State::Refused && m_outcome.error &&
           m_outcome.error->kind == ApiError::Kind::Permission;
}

bool WriteState::lookUp()
{
    if (m_outcome.state != State::Waiting)
        return false;
    m_outcome.state = State::LookingUp;
    return true;
}

bool WriteState::failLookUp(const ApiError &error)
{
    if (m_outcome.state != State::LookingUp)
        return false;
    settle(State::Refused, error);
    return true;
}

bool WriteState::supersede(const QString &id)
{
    if (m_outcome.state != State::LookingUp)
        return false;
    settle(State::Superseded, {}, id);
    return true;
}

bool WriteState::prepare()
{
    if (!isBeforeSending())
        return false;
    m_outcome.state = State::Sending;
    return true;
}

bool WriteState::leave()
{
    return m_outcome.state == State::Sending && !std::exchange(m_hasLeft, true);
}

bool WriteState::answer(const Result<ActionReceipt> &receipt)
{
    if (m_outcome.state != State::Sending || !m_hasLeft)
        return false;
    if (receipt) {
        settle(State::Done, {}, receipt->createdId);
        m_outcome.requestId = receipt->requestId;
    } else if (receipt.error().isOutcomeInDoubt) {
        m_lost = receipt.error();
        m_outcome.state = State::Checking;
    } else {
        settle(State::Refused, receipt.error());
    }
    return true;
}

bool WriteState::conclude(Evidence evidence, const QString &id)
{
    if (m_outcome.state != State::Checking)
        return false;
    switch (evidence) {
    case Evidence::Seen:
        settle(State::DoneAfterAll, {}, id);
        break;
    case Evidence::NotSeen:
        settle(State::NotSeen, m_lost);
        break;
    case Evidence::Unreadable:
        settle(State::InDoubt, m_lost);
        break;
    }
    return true;
}

bool WriteState::stop()
{
    if (!isBeforeSending())
        return false;
    settle(State::NotSent);
    return true;
}

bool WriteState::isBeforeSending() const
{
    return m_outcome.state == State::Waiting || m_outcome.state == State::LookingUp;
}

void WriteState::settle(State state, const std::optional<ApiError> &error, const QString &id)
{
    m_outcome = {.state = state, .createdId = id, .error = error};
}

std::function<void()> sendingOnce(const std::shared_ptr<WriteState> &write,
                                  std::function<void()> send)
{
    return [known = std::weak_ptr(write), send = std::move(send)] {
        const std::shared_ptr<WriteState> current = known.lock();
        if (current && current->leave())
            send();
    };
}
