#pragma once

#include "httpclient.h"
#include "networksetup.h"

#include <QNetworkAccessManager>
#include <QProcessEnvironment>

/// A manager whose replies are bounded: content (NetworkAttribute::bodyLimit), heads with all
/// interim replies and trailers (HttpReplyReader::headBytes), and silence (the request's transfer
/// timeout, or Qt's usual one). The reason for it: the replies of Qt 6.4 bound neither heads nor
/// interim replies, and its manager waits for its HTTP thread when it is deleted. All requests are
/// answered by BoundedReply, so that thread is never started. With a later Qt that keeps such
/// limits, this class and BoundedReply can be removed: those who ask know QNetworkAccessManager
/// only.
class BoundedNetwork final : public QNetworkAccessManager {
    Q_OBJECT

public:
    /// Connections that may be open at once; more requests wait for one.
    static constexpr qsizetype maxOpen = HttpClient::maxOpen;

    explicit BoundedNetwork(NetworkSetup setup, QObject *parent = nullptr);
    /// As \p environment says alone.
    explicit BoundedNetwork(
        const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
        QObject *parent = nullptr);

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoingData) override;

private:
    HttpClient m_connections;
};
