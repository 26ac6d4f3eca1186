#pragma once

#include "apireply.h"
#include "pendingcall.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <chrono>

class Clock;
class QNetworkAccessManager;
class QNetworkReply;

/// One request that stands for itself: no signature, no repetition.
struct HttpQuestion {
    QByteArray method = "GET";
    QUrl url{};
    std::vector<NameValue> headers{};
    QByteArray body{};
    // As the vendor's SDKs ask their token service (acr-api.md, section 3.4).
    std::chrono::milliseconds connecting{5'000}; ///< until the request is on its way
    std::chrono::milliseconds whole{15'000};
};

/// A question under way. Deletes itself when it is finished.
class HttpExchange final : public QObject {
    Q_OBJECT

public:
    HttpExchange(QNetworkAccessManager &network, Clock &clock, const HttpQuestion &question);
    ~HttpExchange() override;

Q_SIGNALS:
    /// Once: a reply of any status, or why there is none.
    void finished(const Result<HttpReply> *reply);

private:
    void onFinished();
    void stop(const ApiError &error);
    void dropReply();

    QPointer<QNetworkReply> m_reply;
    PendingCall m_wholeDeadline;
    PendingCall m_connectDeadline;
};

/// Asks \p question; \p network and \p clock must live until it is answered or dropped.
PendingCall exchange(QNetworkAccessManager &network, Clock &clock, const HttpQuestion &question,
                     Handler<HttpReply> handler);
