#include "alertsender.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <utility>

using namespace Qt::StringLiterals;

AlertSender::AlertSender(Clock &clock, Options options, QObject *parent)
    : QObject(parent), m_clock(clock), m_options(std::move(options))
{
}

AlertSender::~AlertSender()
{
    dropReply();
}

void AlertSender::start()
{
    send();
}

void AlertSender::send()
{
    m_next = m_clock.after(interval, [this] { send(); });
    const std::optional<std::vector<MetricFamily>> families = m_options.measure();
    if (!families) {
        m_states.clear();
        dropReply();
        m_fault.clear(); // nothing was sent that could be taken
        return;
    }
    // By this computer's time: the Alertmanager has its own, and not the registry's.
    const QDateTime now = m_clock.localNow();
    const bool isKnown = !m_options.isKnown || m_options.isKnown();
    post(alertsJson(isKnown ? m_states.update(alertConditions(*families), now, validFor)
                            : m_states.repeat(now, validFor)));
}

void AlertSender::post(const QByteArray &alerts)
{
    dropReply(); // it is late: what it would have told is told again
    QUrl url = m_options.server;
    url.setPath(u"/api/v2/alerts"_s);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    m_reply = m_options.network->post(request, alerts);
    connect(m_reply, &QNetworkReply::finished, this, &AlertSender::takeReply);
    m_deadline = m_clock.after(answersWithin, [this] {
        dropReply();
        setFault(u"there was no answer in time"_s);
    });
}

void AlertSender::takeReply()
{
    const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    QString fault;
    if (!status.isValid())
        fault = m_reply->errorString();
    else if (status.toInt() / 100 != 2)
        fault = u"it answers with HTTP %1"_s.arg(status.toInt());
    dropReply();
    setFault(fault);
}

void AlertSender::setFault(const QString &fault)
{
    if (std::exchange(m_fault, fault) != fault)
        Q_EMIT faultChanged();
}

void AlertSender::dropReply()
{
    m_deadline = {};
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply.clear();
}
