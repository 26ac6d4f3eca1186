#include "alertstates.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

QJsonObject objectOf(const AlertTexts &texts)
{
    QJsonObject object;
    for (const auto &[name, text] : texts)
        object.insert(name, text);
    return object;
}

} // namespace

QByteArray alertsJson(std::span<const Alert> alerts)
{
    QJsonArray array;
    for (const Alert &alert : alerts) {
        array.append(
            QJsonObject{{u"labels"_s, objectOf(alert.labels)},
                        {u"annotations"_s, objectOf(alert.annotations)},
                        {u"startsAt"_s, alert.startsAt.toUTC().toString(Qt::ISODateWithMs)},
                        {u"endsAt"_s, alert.endsAt.toUTC().toString(Qt::ISODateWithMs)}});
    }
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

std::vector<Alert> AlertStates::update(const std::vector<AlertCondition> &conditions,
                                       const QDateTime &now, std::chrono::seconds validFor)
{
    std::vector<Alert> alerts;
    std::map<AlertTexts, Held> former = std::exchange(m_held, {});
    for (const AlertCondition &condition : conditions) {
        const auto known = former.find(condition.labels);
        Held held = known == former.end() ? Held{.since = now} : std::move(known->second);
        if (known != former.end())
            former.erase(known);
        if (held.since > now) // the clock was set back
            held.since = now;
        const bool isDue =
            held.since.secsTo(now) >= std::chrono::seconds(condition.rule->holdsFor).count();
        if (isDue && !held.toldSince.isValid())
            held.toldSince = now;
        held.annotations = condition.annotations();
        if (held.toldSince.isValid()) {
            alerts.push_back({.labels = condition.labels,
                              .annotations = held.annotations,
                              .startsAt = held.toldSince,
                              .endsAt = now.addSecs(validFor.count())});
        }
        m_held.insert_or_assign(condition.labels, std::move(held));
    }
    for (const auto &[labels, held] : former) {
        if (held.toldSince.isValid())
            alerts.push_back({.labels = labels,
                              .annotations = held.annotations,
                              .startsAt = held.toldSince,
                              .endsAt = now});
    }
    return alerts;
}

std::vector<Alert> AlertStates::repeat(const QDateTime &now, std::chrono::seconds validFor) const
{
    std::vector<Alert> alerts;
    for (const auto &[labels, held] : m_held) {
        if (held.toldSince.isValid())
            alerts.push_back({.labels = labels,
                              .annotations = held.annotations,
                              .startsAt = held.toldSince,
                              .endsAt = now.addSecs(validFor.count())});
    }
    return alerts;
}
