#include "renewingcredentials.h"

#include "clock.h"
#include "credentialanswer.h"

#include <algorithm>
#include <utility>

RenewingCredentials::RenewingCredentials(Fetch fetch, const Clock &clock, std::chrono::seconds kept)
    : m_fetch(std::move(fetch)), m_clock(clock), m_kept(kept)
{
}

RenewingCredentials::~RenewingCredentials() = default;

const Credentials *RenewingCredentials::ready() const
{
    const QDateTime now = m_clock.now();
    return m_current && m_keptAt <= now && now < m_renewAt ? &*m_current : nullptr;
}

PendingCall RenewingCredentials::ask(Handler<Credentials> handler)
{
    auto *answer = new CredentialAnswer(this);
    PendingCall call = answer->waitWith(std::move(handler));
    if (const Credentials *credentials = ready()) {
        answer->giveLater(*credentials);
        return call;
    }
    // A fetch that hangs must not keep anybody from using a key that is valid.
    if (isValidMeanwhile())
        answer->giveLater(*m_current);
    else
        m_waiting << answer;
    // It goes on when all who wait have given up: the next who asks is glad of it.
    if (!std::exchange(m_isFetching, true))
        m_flight = m_fetch([this](const Result<Credentials> &fetched) { take(fetched); });
    return call;
}

bool RenewingCredentials::isValidMeanwhile() const
{
    return m_current && m_current->expiresAt.isValid() &&
           m_clock.now().addSecs(enough.count()) < m_current->expiresAt;
}

bool RenewingCredentials::giveUp(const Credentials &refused)
{
    if (m_current == refused)
        m_current.reset();
    return true;
}

CredentialState RenewingCredentials::state() const
{
    CredentialState state{.error = m_error};
    if (!m_current || expiryError(*m_current, m_clock.now()))
        return state;
    state.hasKey = true;
    state.isTemporary = !m_current->securityToken.isEmpty();
    state.idEnd = idEndOf(m_current->accessKeyId);
    state.expiresAt = m_current->expiresAt;
    // One that is kept until it is refused is not fetched anew by itself.
    if (state.expiresAt.isValid() || m_kept <= keptWithoutExpiry)
        state.renewAt = m_renewAt;
    return state;
}

void RenewingCredentials::take(const Result<Credentials> &fetched)
{
    m_isFetching = false;
    const Result<Credentials> given = judged(fetched);
    const QList<QPointer<CredentialAnswer>> waiting = std::exchange(m_waiting, {});
    for (const QPointer<CredentialAnswer> &answer : waiting) {
        if (answer) // one who is answered may delete this, and with it the others
            answer->give(given);
    }
}

Result<Credentials> RenewingCredentials::judged(const Result<Credentials> &fetched)
{
    const QDateTime now = m_clock.now();
    std::optional<ApiError> error =
        fetched ? expiryError(*fetched, now) : std::optional(fetched.error());
    m_error = error;
    if (!error) {
        keep(*fetched, now);
        return fetched;
    }
    if (!m_current || expiryError(*m_current, now))
        return tl::unexpected(std::move(*error));
    m_keptAt = now;
    m_renewAt = now.addSecs(retryPause.count());
    if (m_current->expiresAt.isValid())
        m_renewAt = std::min(m_renewAt, m_current->expiresAt);
    return *m_current;
}

void RenewingCredentials::keep(const Credentials &credentials, const QDateTime &now)
{
    m_current = credentials;
    m_keptAt = now;
    if (!credentials.expiresAt.isValid()) {
        m_renewAt = now.addSecs(m_kept.count());
        return;
    }
    const qint64 life = now.msecsTo(credentials.expiresAt);
    const qint64 longest = std::chrono::milliseconds(margin).count();
    m_renewAt = credentials.expiresAt.addMSecs(-std::min(longest, life / 2));
}
