#pragma once

#include "clock.h"

#include <QJsonObject>
#include <QTcpServer>

/// A registry for HTTP that holds what a file of tests/fixtures/cases says: "instances", "tasks"
/// and "rules" by instance id, "fail" (status and body for an instance). A text "@-3600000" in it
/// is a number, so many milliseconds from now. It does not look at signatures.
class CaseRegistry final : public QTcpServer {
    Q_OBJECT

public:
    /// \p clock must outlive it: what it says of times, and the Date of its replies.
    CaseRegistry(const QString &file, const Clock &clock);

    [[nodiscard]] bool isReady() const { return isListening() && !m_case.isEmpty(); }
    [[nodiscard]] QString endpoint() const;

private:
    void onConnected();
    void answer(QIODevice &connection, const QByteArray &request) const;
    [[nodiscard]] QByteArray replyTo(const QByteArray &action, const QString &instance, int page,
                                     int &status) const;

    const Clock &m_clock;
    QJsonObject m_case;
};
