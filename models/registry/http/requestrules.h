#pragma once

#include "apireply.h"

#include <QNetworkReply>
#include <QPointer>

#include <chrono>

class QNetworkRequest;

/// What every request of this program has in common.
struct RequestRules {
    std::chrono::milliseconds silence{20'000}; ///< without a byte from the server
    qint64 replyBytes = 1'048'576;             ///< of content
    bool hasOwnConnection = false;             ///< as NetworkAttribute::ownConnection
};

/// Follows no redirect, keeps no cookie, no password and no page, and takes no compressed reply.
void applyRules(QNetworkRequest &request, const RequestRules &rules);

/// What \p reply, which is finished, has brought.
HttpReply takeHttpReply(QNetworkReply &reply);

/// Ends \p reply, if there is one, of which \p receiver hears no more.
void dropNetworkReply(QPointer<QNetworkReply> &reply, const QObject &receiver);
