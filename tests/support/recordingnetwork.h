#pragma once

#include "cannedreply.h"

#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkRequest>

#include <deque>

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
