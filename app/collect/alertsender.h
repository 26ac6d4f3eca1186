#pragma once

#include "alertstates.h"
#include "clock.h"
#include "metricfamily.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QNetworkAccessManager;
class QNetworkReply;

/// Measures each minute, and sends the alerts that come of it to an Alertmanager, an empty list
/// where there are none, so that an address that is wrong shows at once. Source of the form: API of
/// Alertmanager, version 2, POST /api/v2/alerts.
class AlertSender final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds interval{60};
    /// As Prometheus does: what is not told four times in a row is over.
    static constexpr std::chrono::seconds validFor = 4 * interval;
    static constexpr std::chrono::milliseconds answersWithin{20'000};

    struct Options {
        QUrl server{}; ///< scheme, host and port
        std::shared_ptr<QNetworkAccessManager> network{};
        /// No value: another one collects, and tells.
        std::function<std::optional<std::vector<MetricFamily>>()> measure{};
        /// Everything was read, so that what is missing is over; empty: it always was.
        std::function<bool()> isKnown{};
    };

    AlertSender(Clock &clock, Options options, QObject *parent = nullptr);
    ~AlertSender() override;

    /// Sends now, and again each minute.
    void start();
    /// Why the last alerts were not taken, in English; empty: they were, or none were sent yet.
    [[nodiscard]] const QString &fault() const { return m_fault; }
    /// An answer is waited for.
    [[nodiscard]] bool isSending() const { return !m_reply.isNull(); }

Q_SIGNALS:
    void faultChanged();

private:
    void send();
    void post(const QByteArray &alerts);
    void takeReply();
    void setFault(const QString &fault);
    void dropReply();

    Clock &m_clock;
    Options m_options;
    AlertStates m_states;
    QString m_fault;
    QPointer<QNetworkReply> m_reply;
    PendingCall m_deadline;
    PendingCall m_next;
};
