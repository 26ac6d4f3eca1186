#pragma once

#include "apireply.h"
#include "callcontext.h"
#include "clock.h"
#include "credentialsource.h"
#include "endpoint.h"
#include "registryclock.h"
#include "requestsigner.h"
#include "retryquota.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;

/// What all calls of a client share. It outlives them.
struct CallContext {
    std::shared_ptr<QNetworkAccessManager> network{};
    std::shared_ptr<CredentialSource> credentials{};
    Clock &clock;
    RandomSource randomSource{};
    CallLimits limits{};
    std::function<void(const ServerTime &)> serverTimes{}; ///< told with every reply; may be empty
    std::function<void(const RequestNote &)> requests{};   ///< told of each; may be empty
    /// Of the account. Here, and not where its calls wait for their turn: only a call knows of its
    /// attempts. Clients of one account share it.
    std::shared_ptr<RetryQuota> quota = std::make_shared<RetryQuota>();
};

/// One call under way: signs, sends, keeps the deadlines, and asks again where that may help; an
/// action is sent once only. Deleting it aborts its reply.
class ApiCall final : public QObject {
    Q_OBJECT

public:
    /// Makes values of the bytes of a good reply; answers the reply's request id.
    using Reader = std::function<Result<QString>(const QByteArray &body)>;

    /// Starts from the event loop, so that nothing is reported before this returns.
    ApiCall(CallContext &context, Result<Endpoint> endpoint, ApiRequest request, Reader reader,
            QObject *parent);
    ~ApiCall() override;

    /// Where it waits before the next attempt, it waits no longer.
    void askNow();
    /// Empty: it does not wait.
    [[nodiscard]] const std::optional<CallWait> &waiting() const { return m_waiting; }

Q_SIGNALS:
    /// Once. Success is what the reader was given; \p error is null then.
    void finished(const ApiError *error);

private:
    void send();
    void askForCredentials();
    void takeCredentials(const Result<Credentials> &credentials);
    void startAttempt(const Credentials &credentials);
    void keepDeadline();
    void sendRequest(bool hasOwnConnection);
    void onConnecting();
    void onFinished();
    std::optional<ApiError> read(const HttpReply &reply);
    void endAttempt(ApiError error);
    void tell(const ApiError *error) const;
    void waitBeforeNext(std::chrono::milliseconds delay, const ApiError &error);
    [[nodiscard]] bool canSignAnew(const ApiError &error);
    [[nodiscard]] QDateTime timeToSign() const;
    void endWait();
    void compareTimes(const HttpReply &reply);
    [[nodiscard]] bool canCorrectTime(const ApiError &error);
    void stop(const ApiError &error);
    void dropReply();
    [[nodiscard]] std::chrono::milliseconds timeLeft() const;
    [[nodiscard]] bool hasTimeFor(std::chrono::milliseconds delay) const;
    [[nodiscard]] ApiError timeout(const QString &code, const QString &message) const;
    void complete(ApiError &error) const;
    void finish(const ApiError *error);

    CallContext &m_context;
    Result<Endpoint> m_endpoint;
    ApiRequest m_request;
    Reader m_reader;
    // By this computer's clock: durations do not jump when the registry's time is learnt.
    QDateTime m_startedAt;
    QDateTime m_countedFrom; ///< what its whole time begins with: later by the waits for a key
    QDateTime m_askedAt;     ///< for credentials
    QDateTime m_sentAt;
    Credentials m_credentials; ///< of the attempt under way
    int m_attempts = 0;
    bool m_wasSent = false; ///< the attempt under way; an action has only one
    /// What was refused and is signed anew: with the same key it would be refused again.
    struct Refusal {
        Credentials key{};
        ApiError error{};
    };
    std::optional<Refusal> m_refusal;
    bool m_timeCorrected = false;
    /// How far the time that the last attempt was signed with lay ahead of the server's.
    std::chrono::milliseconds m_signedAhead{0};
    /// The server's time less this computer's, once the server has refused the clock's. Of this
    /// computer's: the clock may come to follow the server before the next attempt.
    std::optional<std::chrono::milliseconds> m_serverAhead;
    int m_quotaTaken = 0; ///< for the attempt under way
    int m_httpStatus = 0;
    QString m_requestId;
    bool m_hasOwnConnection = false;
    QPointer<QNetworkReply> m_reply; ///< of the attempt under way
    PendingCall m_wholeDeadline;
    PendingCall m_connectDeadline;
    PendingCall m_wait;
    std::optional<CallWait> m_waiting; ///< while m_wait runs
    PendingCall m_asking;              ///< for credentials
};
