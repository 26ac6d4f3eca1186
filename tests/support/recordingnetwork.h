#pragma once

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <deque>

struct CannedAnswer {
    int status = 0; ///< 0: 200, where there is no error
    QByteArray body{};
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
};

/// A reply that comes without any network.
class CannedReply final : public QNetworkReply {
    Q_OBJECT

public:
    CannedReply(const QNetworkRequest &request, const CannedAnswer &answer, QObject *parent)
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
        if (answer.error != QNetworkReply::NoError)
            setError(answer.error, QStringLiteral("as it was told"));
        QMetaObject::invokeMethod(
            this,
            [this] {
                setFinished(true);
                Q_EMIT finished();
            },
            Qt::QueuedConnection);
    }

    void abort() override {}
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
    QByteArray m_body;
};

/// A manager that keeps what it was asked, and answers it without any network.
class RecordingNetwork final : public QNetworkAccessManager {
    Q_OBJECT

public:
    std::deque<CannedAnswer> answers{};
    QList<QNetworkRequest> requests{};

protected:
    QNetworkReply *createRequest(Operation /*operation*/, const QNetworkRequest &request,
                                 QIODevice * /*outgoingData*/) override
    {
        requests << request;
        CannedAnswer answer{.error = QNetworkReply::UnknownNetworkError};
        if (!answers.empty()) {
            answer = answers.front();
            answers.pop_front();
        }
        return new CannedReply(request, answer, this);
    }
};
