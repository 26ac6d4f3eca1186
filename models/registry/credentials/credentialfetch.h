#pragma once

#include "credentialanswer.h"
#include "credentialservices.h"
#include "hiddentexts.h"
#include "httpexchange.h"

#include <QString>

#include <functional>
#include <optional>

/// Fetches a temporary key, in one or more steps, the first of them from the event loop. It ends
/// with the call that waits for it.
class CredentialFetch : public CredentialAnswer {
    Q_OBJECT

public:
    /// \p operation names in errors what is asked; \p source becomes that of the credentials.
    CredentialFetch(CredentialServices services, QString operation, QString source);

protected:
    virtual void begin() = 0;

    void ask(const HttpQuestion &question, std::function<void(const HttpReply &)> then);
    /// As ask(), where a reply of any status, or none, is an answer.
    void attempt(const HttpQuestion &question, Handler<HttpReply> then);
    void waitFor(PendingCall step) { m_step = std::move(step); }
    /// Why \p reply answers nothing; empty for one of status 2xx.
    [[nodiscard]] std::optional<ApiError> errorOf(const Result<HttpReply> &reply) const;
    void giveKey(const Result<Credentials> &key);
    void fail(ApiError error);
    /// What no error may hold.
    void hide(const Secret &secret);
    void hide(const Credentials &credentials);

    [[nodiscard]] const CredentialServices &services() const { return m_services; }
    [[nodiscard]] const QString &source() const { return m_source; }

private:
    void start();
    void tellServerTime(const HttpReply &reply, const QDateTime &sentAt) const;

    CredentialServices m_services;
    QString m_operation;
    QString m_source;
    QString m_host; ///< that was asked last
    HiddenTexts m_hidden;
    PendingCall m_step;
};
