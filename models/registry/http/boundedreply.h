#pragma once

#include "apierror.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>

#include <optional>

class HttpClient;
class HttpConnection;
struct HttpReply;

/// A reply of BoundedNetwork. It sends its request once, on one connection, follows no redirect,
/// and its content is there when it has finished, all at once. HTTP status 400 and above is no
/// error() of it: the content says why. Where a connection that had been kept turns out to be dead,
/// error() is ContentReSendError: the same question may be asked again, on
/// NetworkAttribute::ownConnection. Other faults are in NetworkAttribute::fault.
class BoundedReply final : public QNetworkReply {
    Q_OBJECT

public:
    /// Starts from the event loop.
    BoundedReply(HttpClient &connections, QNetworkAccessManager::Operation operation,
                 const QNetworkRequest &request, QByteArray content, QObject *parent);
    /// Closes its connection where that is still in use.
    ~BoundedReply() override;

    void abort() override;
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;

private:
    void start();
    void onExchanged();
    void take(const HttpReply &reply);
    void fail(NetworkError error, const ApiError &fault);
    void finish();
    void dropConnection();
    [[nodiscard]] bool hasOwnConnection() const;
    [[nodiscard]] QByteArray method() const;
    [[nodiscard]] QByteArray requestBytes() const;

    QPointer<HttpClient> m_connections;
    QPointer<HttpConnection> m_connection; ///< while it is in use
    QByteArray m_content;                  ///< of the request
    QByteArray m_body;                     ///< of the reply
    qsizetype m_read = 0;                  ///< bytes of the body
};
