#pragma once

#include "receivedrequest.h"
#include "requestverifier.h"

#include <QByteArray>
#include <QList>

#include <utility>

/// A request before it is signed.
struct UnsignedRequest {
    QByteArray method = "POST";
    QByteArray host = "cr.cn-hangzhou.aliyuncs.com";
    QByteArray action = "ListRepoSyncTask";
    QByteArray version = "2018-12-01";
    QByteArray date = "2026-01-02T03:04:05Z";
    QByteArray nonce = "00112233445566778899aabbccddeeff";
    QList<std::pair<QByteArray, QByteArray>> parameters{};
    QList<std::pair<QByteArray, QByteArray>> extraHeaders{}; ///< lower-case names, signed as well
    QByteArray body{};
};

/// Signs as the cloud's document tells a client to, step by step. A signer of its own, so that
/// these tests do not ask the code under test what is right.
ReceivedRequest signedRequest(const UnsignedRequest &request, const AccessKey &key);

/// The header Authorization of an already complete request, for tests that break it first.
QByteArray authorizationFor(const ReceivedRequest &request, const QByteArray &canonicalQuery,
                            const AccessKey &key);

/// Sets a header, replacing one of this name.
void setHeader(ReceivedRequest &request, const QByteArray &name, const QByteArray &value);
void removeHeader(ReceivedRequest &request, const QByteArray &name);
