#pragma once

#include "credentialsource.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QPointer>

#include <chrono>
#include <functional>
#include <optional>

class Clock;
class CredentialAnswer;

/// Temporary credentials that are fetched when somebody needs them, and anew before they expire.
/// However many wait, they are fetched once. Those that are still valid are given meanwhile, and
/// where that fails.
class RenewingCredentials final : public QObject, public CredentialSource {
    Q_OBJECT

public:
    /// Fetches credentials; must answer in any case, and not from inside.
    using Fetch = std::function<PendingCall(Handler<Credentials>)>;

    /// They are fetched anew when no more than this is left (acr-api.md, section 3.4), or half of
    /// their life where that is shorter.
    static constexpr std::chrono::seconds margin{180};
    /// While others are fetched, those are given that are known to be valid for longer than this: a
    /// request takes its time.
    static constexpr std::chrono::seconds enough{30};
    /// How long those are kept that do not say when they expire.
    static constexpr std::chrono::seconds keptWithoutExpiry{300};
    /// After a failure, while the former ones are valid.
    static constexpr std::chrono::seconds retryPause{30};

    /// \p clock must outlive it. \p kept: how long those are kept that do not say when they expire.
    RenewingCredentials(Fetch fetch, const Clock &clock,
                        std::chrono::seconds kept = keptWithoutExpiry);
    ~RenewingCredentials() override;

    [[nodiscard]] const Credentials *ready() const override;
    PendingCall ask(Handler<Credentials> handler) override;
    bool giveUp(const Credentials &refused) override;
    [[nodiscard]] CredentialState state() const override;

private:
    [[nodiscard]] bool isValidMeanwhile() const;
    void take(const Result<Credentials> &fetched);
    Result<Credentials> judged(const Result<Credentials> &fetched);
    void keep(const Credentials &credentials, const QDateTime &now);

    Fetch m_fetch;
    const Clock &m_clock;
    std::chrono::seconds m_kept;
    std::optional<Credentials> m_current;
    QDateTime m_keptAt; ///< before it, the clock has been set back: m_renewAt means nothing then
    QDateTime m_renewAt;
    std::optional<ApiError> m_error; // of the latest fetch
    QList<QPointer<CredentialAnswer>> m_waiting;
    bool m_isFetching = false;
    PendingCall m_flight;
};
