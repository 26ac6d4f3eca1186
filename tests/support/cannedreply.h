#pragma once

#include "clock.h"
#include "pendingcall.h"

#include <QByteArray>
#include <QList>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

struct CannedAnswer {
    int status = 0; ///< 0: 200, where there is no error
    QByteArray body{};
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QList<std::pair<QByteArray, QByteArray>> headers{};
};

/// A reply that comes without any network.
class CannedReply final : public QNetworkReply {
    Q_OBJECT

public:
    /// Comes with the next turn of the event loop.
    CannedReply(const QNetworkRequest &request, const CannedAnswer &answer, QObject *parent)
        : CannedReply(parent, request, answer)
    {
        QMetaObject::invokeMethod(this, &CannedReply::arrive, Qt::QueuedConnection);
    }
    /// Comes when \p takes has passed on \p clock; never without it.
    CannedReply(const QNetworkRequest &request, const CannedAnswer &answer, Clock &clock,
                std::optional<std::chrono::milliseconds> takes, QObject *parent)
        : CannedReply(parent, request, answer)
    {
        if (takes)
            m_arrival = clock.after(*takes, [this] { arrive(); });
    }

    void abort() override { m_arrival = {}; }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override
    {
        return m_body.size() + QNetworkReply::bytesAvailable();
    }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qsizetype size = std::min<qint64>(maxSize, m_body.size());
        std::copy_n(m_body.cbegin(), size, data);
        m_body.remove(0, size);
        return size > 0 ? size : -1;
    }

private:
    CannedReply(QObject *parent, const QNetworkRequest &request, const CannedAnswer &answer)
        : QNetworkReply(parent), m_body(answer.body)
    {
        setRequest(request);
        setUrl(request.url());
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        const bool isGood = answer.error == QNetworkReply::NoError && answer.status == 0;
        if (isGood || answer.status > 0) {
            setAttribute(QNetworkRequest::HttpStatusCodeAttribute,
                         answer.status > 0 ? answer.status : 200);
        }
        for (const auto &[name, value] : answer.headers)
            setRawHeader(name, value);
        if (answer.error != QNetworkReply::NoError)
            setError(answer.error, QStringLiteral("as it was told"));
    }

    void arrive()
    {
        setFinished(true);
        Q_EMIT finished();
    }

    QByteArray m_body;
    PendingCall m_arrival;
};
