#include "silencestore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr auto clockFormat = "HH:mm"_L1;
constexpr qsizetype longestEntry = 4'096;

QString storedTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

void putScope(const SilenceScope &scope, QJsonObject &entry)
{
    switch (scope.kind) {
    case SilenceScope::Kind::All:
    case SilenceScope::Kind::Query: // of the team, which keeps it
        break;
    case SilenceScope::Kind::View:
        entry["view"_L1] = scope.view;
        break;
    case SilenceScope::Kind::Route:
        entry["fromRegion"_L1] = scope.fromRegion;
        entry["toRegion"_L1] = scope.toRegion;
        break;
    }
}

QJsonObject storedSilence(const Silence &silence)
{
    QJsonObject entry;
    putScope(silence.scope, entry);
    if (!silence.reason.isEmpty())
        entry["reason"_L1] = silence.reason;
    if (silence.kind != Silence::Kind::Weekly) {
        entry["kind"_L1] = silence.kind == Silence::Kind::Mute ? u"mute"_s : u"maintenance"_s;
        entry["from"_L1] = storedTime(silence.from);
        if (silence.until.isValid())
            entry["until"_L1] = storedTime(silence.until);
        return entry;
    }
    QJsonArray days;
    for (std::size_t day = 0; day < silence.weekly.days.size(); ++day) {
        if (silence.weekly.days.at(day))
            days.append(static_cast<int>(day) + 1);
    }
    entry["kind"_L1] = u"weekly"_s;
    entry["days"_L1] = days; // 1 is Monday
    entry["from"_L1] = silence.weekly.from.toString(QString(clockFormat));
    entry["until"_L1] = silence.weekly.to.toString(QString(clockFormat));
    if (!silence.weekly.zoneId.isEmpty())
        entry["zone"_L1] = silence.weekly.zoneId;
    return entry;
}

SilenceScope scopeFrom(const QJsonObject &entry)
{
    if (entry.contains("view"_L1))
        return {.kind = SilenceScope::Kind::View, .view = entry["view"_L1].toString()};
    if (entry.contains("fromRegion"_L1) || entry.contains("toRegion"_L1))
        return {.kind = SilenceScope::Kind::Route,
                .fromRegion = entry["fromRegion"_L1].toString(),
                .toRegion = entry["toRegion"_L1].toString()};
    return {};
}

/// Invalid where it is none.
QDateTime timeFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

std::optional<WeeklyHours> weeklyFrom(const QJsonObject &entry)
{
    WeeklyHours hours{.from = QTime::fromString(entry["from"_L1].toString(), QString(clockFormat)),
                      .to = QTime::fromString(entry["until"_L1].toString(), QString(clockFormat)),
                      .zoneId = entry["zone"_L1].toString()};
    const QJsonArray days = entry["days"_L1].toArray();
    for (const auto &day : days) {
        const int number = day.toInt();
        if (number < 1 || number > static_cast<int>(hours.days.size()))
            return {};
        hours.days.at(static_cast<std::size_t>(number - 1)) = true;
    }
    return hours;
}

std::optional<Silence> silenceFrom(const QString &text)
{
    if (text.size() > longestEntry)
        return {};
    const QJsonObject entry = QJsonDocument::fromJson(text.toUtf8()).object();
    const QString kind = entry["kind"_L1].toString();
    Silence silence{.scope = scopeFrom(entry), .reason = entry["reason"_L1].toString()};
    if (kind == "weekly"_L1) {
        const std::optional<WeeklyHours> hours = weeklyFrom(entry);
        if (!hours)
            return {};
        silence.kind = Silence::Kind::Weekly;
        silence.weekly = *hours;
    } else {
        if (kind != "mute"_L1 && kind != "maintenance"_L1)
            return {};
        silence.kind = kind == "mute"_L1 ? Silence::Kind::Mute : Silence::Kind::Maintenance;
        silence.from = timeFrom(entry["from"_L1]);
        silence.until = timeFrom(entry["until"_L1]);
        // An end that cannot be read must not become none.
        if (entry.contains("until"_L1) && !silence.until.isValid())
            return {};
    }
    return isUsable(silence) ? std::optional(silence) : std::nullopt;
}

} // namespace

QStringList silencesToStore(const Silences &silences)
{
    QStringList entries;
    for (const Silence &silence : silences) {
        if (silence.noteId.isEmpty())
            entries << QString::fromUtf8(
                QJsonDocument(storedSilence(silence)).toJson(QJsonDocument::Compact));
    }
    return entries;
}

StoredSilences silencesFromStore(const QStringList &entries)
{
    StoredSilences stored;
    for (const QString &entry : entries) {
        const std::optional<Silence> silence = silenceFrom(entry);
        if (silence && stored.silences.size() < Silence::most)
            stored.silences.push_back(*silence);
        else
            ++stored.unusable;
    }
    return stored;
}
