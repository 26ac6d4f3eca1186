#include "settings.h"

#include "silencestore.h"
#include "teamnote.h"
#include "toolbar.h"

#include <QSettings>
#include <QVariantMap>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView timeFormat = u"HH:mm";
constexpr QLatin1StringView writableKey = "connection/writable"_L1;
constexpr QLatin1StringView regionsKey = "connection/regions"_L1;
constexpr QLatin1StringView leftOutKey = "connection/leftOut"_L1;
constexpr QLatin1StringView teamDatabaseKey = "connection/teamDatabase"_L1;
constexpr QLatin1StringView silencesKey = "notifications/silences"_L1;
constexpr qsizetype longestSettingName = 256;
constexpr qsizetype longestAddress = 4'096;   // of a proxy or a file
constexpr qsizetype mostSettingNames = 5'000; // those that do not exist are counted for a message

template<typename Value, std::size_t count>
using Names = std::array<std::pair<Value, QStringView>, count>;

constexpr Names<ChartRange, 6> rangeNames = {{
    {ChartRange::Hour, u"hour"},
    {ChartRange::Day, u"day"},
    {ChartRange::Week, u"week"},
    {ChartRange::Month, u"month"},
    {ChartRange::Year, u"year"},
    {ChartRange::All, u"all"},
}};

constexpr Names<ThemeChoice, 5> themeNames = {{
    {ThemeChoice::System, u"system"},
    {ThemeChoice::Light, u"light"},
    {ThemeChoice::Dark, u"dark"},
    {ThemeChoice::HighContrast, u"high-contrast"},
    {ThemeChoice::HighContrastDark, u"high-contrast-dark"},
}};

constexpr Names<RowDensity, 3> densityNames = {{
    {RowDensity::Compact, u"compact"},
    {RowDensity::Normal, u"normal"},
    {RowDensity::Comfortable, u"comfortable"},
}};

constexpr Names<TextSize, 3> textSizeNames = {{
    {TextSize::Small, u"small"},
    {TextSize::Normal, u"normal"},
    {TextSize::Large, u"large"},
}};

constexpr Names<TimeStyle, 3> timeStyleNames = {{
    {TimeStyle::Suited, u"suited"},
    {TimeStyle::Absolute, u"absolute"},
    {TimeStyle::Relative, u"relative"},
}};

template<typename Value, std::size_t count>
std::optional<Value> valueOf(const Names<Value, count> &names, const QString &name)
{
    for (const auto &[value, known] : names) {
        if (name == known)
            return value;
    }
    return {};
}

template<typename Value, std::size_t count>
QString nameOf(const Names<Value, count> &names, Value value)
{
    for (const auto &[known, name] : names) {
        if (known == value)
            return name.toString();
    }
    return {};
}

std::chrono::seconds intervalFrom(const QVariant &value)
{
    bool isNumber = false;
    const std::chrono::seconds interval{value.toInt(&isNumber)};
    const auto offered = ToolBar::refreshIntervals();
    return isNumber && std::ranges::find(offered, interval) != offered.end()
               ? interval
               : Settings{}.refreshInterval;
}

/// A number of \p store from \p least to \p most, else \p fallback.
double numberFrom(const QVariant &value, double least, double most, double fallback)
{
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    return isNumber && number >= least && number <= most ? number : fallback;
}

bool flagFrom(const QVariant &value, bool fallback)
{
    const QString word = value.toString();
    return word == "true"_L1 || (word != "false"_L1 && fallback);
}

QTime timeFrom(const QVariant &value, QTime fallback)
{
    const QTime time = QTime::fromString(value.toString(), timeFormat);
    return time.isValid() ? time : fallback;
}

QString oneOf(const QString &value, const QStringList &known)
{
    return known.contains(value) ? value : QString();
}

WatchRule watchRuleFrom(const QSettings &store)
{
    const WatchRule usual;
    return {.isOn = flagFrom(store.value("notifications/on"_L1), usual.isOn),
            .tellsStuck = flagFrom(store.value("notifications/stuck"_L1), usual.tellsStuck),
            .tellsLost = flagFrom(store.value("notifications/lost"_L1), usual.tellsLost),
            .lostAfter = std::chrono::minutes(
                static_cast<int>(numberFrom(store.value("notifications/lostMinutes"_L1),
                                            static_cast<double>(WatchRule::soonestLost.count()),
                                            static_cast<double>(WatchRule::latestLost.count()),
                                            static_cast<double>(usual.lostAfter.count())))),
            .hasQuietHours = flagFrom(store.value("notifications/quiet"_L1), usual.hasQuietHours),
            .quietFrom = timeFrom(store.value("notifications/quietFrom"_L1), usual.quietFrom),
            .quietTo = timeFrom(store.value("notifications/quietTo"_L1), usual.quietTo)};
}

void putWatchRule(const WatchRule &rule, QVariantMap &values)
{
    values[u"notifications/on"_s] = rule.isOn;
    values[u"notifications/stuck"_s] = rule.tellsStuck;
    values[u"notifications/lost"_s] = rule.tellsLost;
    values[u"notifications/lostMinutes"_s] = static_cast<int>(rule.lostAfter.count());
    values[u"notifications/quiet"_s] = rule.hasQuietHours;
    values[u"notifications/quietFrom"_s] = rule.quietFrom.toString(timeFormat);
    values[u"notifications/quietTo"_s] = rule.quietTo.toString(timeFormat);
}

/// Names that can be names, each once and not too many.
QStringList namesFrom(const QVariant &value)
{
    QStringList names = value.toStringList();
    names.removeIf(
        [](const QString &name) { return name.isEmpty() || name.size() > longestSettingName; });
    names.removeDuplicates();
    return names.first(std::min(names.size(), mostSettingNames));
}

ConnectionPreferences connectionFrom(const QSettings &store)
{
    return {.regions = namesFrom(store.value(regionsKey)),
            .endpoint =
                store.value("connection/endpoint"_L1).toString().trimmed().left(longestAddress),
            .useVpc = flagFrom(store.value("connection/vpc"_L1), false),
            .leftOut = namesFrom(store.value(leftOutKey)),
            .teamDatabase = store.value(teamDatabaseKey).toString().trimmed().left(longestAddress)};
}

void putConnection(const ConnectionPreferences &connection, QVariantMap &values)
{
    values[regionsKey] = connection.regions;
    values[u"connection/endpoint"_s] = connection.endpoint;
    values[u"connection/vpc"_s] = connection.useVpc;
    values[leftOutKey] = connection.leftOut;
    values[teamDatabaseKey] = connection.teamDatabase;
}

Looks looksFrom(const QSettings &store)
{
    return {
        .density =
            valueOf(densityNames, store.value("look/rows"_L1).toString()).value_or(Looks{}.density),
        .textSize = valueOf(textSizeNames, store.value("look/text"_L1).toString())
                        .value_or(Looks{}.textSize)};
}

/// A zone that is not known stays: another computer may know it, and the window says so.
TimeChoice timesFrom(const QSettings &store)
{
    return {.zoneId = store.value("look/timeZone"_L1).toString().trimmed().left(longestSettingName),
            .style = valueOf(timeStyleNames, store.value("look/times"_L1).toString())
                         .value_or(TimeChoice{}.style)};
}

Preferences preferencesFrom(const QSettings &store)
{
    const Preferences usual;
    const StoredSilences silences = silencesFromStore(store.value(silencesKey).toStringList());
    return {.historyDays =
                static_cast<int>(numberFrom(store.value("history/days"_L1), Preferences::fewestDays,
                                            Preferences::mostDays, usual.historyDays)),
            .historyMegabytes = static_cast<int>(
                numberFrom(store.value("history/megabytes"_L1), Preferences::fewestMegabytes,
                           Preferences::mostMegabytes, usual.historyMegabytes)),
            .restRequests = static_cast<int>(
                numberFrom(store.value("requests/perMinute"_L1), Preferences::fewestRequests,
                           Preferences::mostRequests, usual.restRequests)),
            .stuckFactor = numberFrom(store.value("stuck/factor"_L1), Preferences::leastFactor,
                                      Preferences::largestFactor, usual.stuckFactor),
            .watch = watchRuleFrom(store),
            .looks = looksFrom(store),
            .times = timesFrom(store),
            .proxy = store.value("network/proxy"_L1).toString().trimmed().left(longestAddress),
            .caFile = store.value("network/caFile"_L1).toString().left(longestAddress),
            .closesToTray = flagFrom(store.value("window/closesToTray"_L1), usual.closesToTray),
            .silences = silences.silences,
            .unusableSilences = silences.unusable,
            .connection = connectionFrom(store)};
}

constexpr auto keysGroup = "keys/"_L1;
constexpr qsizetype mostKeyChoices = 500;

/// Of actions that are not known too: a later version may know them.
void takeKeys(const QSettings &store, Preferences &preferences)
{
    for (const QString &entry : store.allKeys()) {
        if (!entry.startsWith(keysGroup))
            continue;
        const QString name = entry.sliced(keysGroup.size());
        const QString keys = store.value(entry).toString();
        if (name.size() <= longestSettingName && preferences.keys.size() < mostKeyChoices &&
            keysFromText(keys))
            preferences.keys.insert(name, keys);
        else
            ++preferences.unusableKeys;
    }
}

/// No pause is longer than until the next morning but one.
QDateTime pauseFrom(const QVariant &value, const QDateTime &now)
{
    const QDateTime until = QDateTime::fromString(value.toString(), Qt::ISODate);
    return until.isValid() && until < now.addDays(2) ? until : QDateTime();
}

QString noteNameFrom(const QVariant &value)
{
    const QString name = value.toString();
    return faultOfNote(name, {}) ? QString() : name;
}

/// Empty values have no entry: an empty list would be read as one empty name.
QVariantMap valuesOf(const Settings &settings)
{
    QVariantMap values{
        {u"window/geometry"_s, settings.geometry},
        {u"window/layout"_s, settings.layout},
        {u"window/columns"_s, settings.columns},
        {u"connection/profiles"_s, settings.profiles},
        {u"connection/allProfiles"_s, settings.allProfiles},
        {writableKey, settings.writableProfiles},
        {u"view/instance"_s, settings.instanceId},
        {u"view/chartRange"_s, nameOf(settings.chartRange)},
        {u"view/refreshSeconds"_s, static_cast<int>(settings.refreshInterval.count())},
        {u"look/theme"_s, nameOf(themeNames, settings.theme)},
        {u"look/language"_s, settings.language},
        {u"look/rows"_s, nameOf(densityNames, settings.preferences.looks.density)},
        {u"look/text"_s, nameOf(textSizeNames, settings.preferences.looks.textSize)},
        {u"look/timeZone"_s, settings.preferences.times.zoneId},
        {u"look/times"_s, nameOf(timeStyleNames, settings.preferences.times.style)},
        {u"history/days"_s, settings.preferences.historyDays},
        {u"history/megabytes"_s, settings.preferences.historyMegabytes},
        {u"requests/perMinute"_s, settings.preferences.restRequests},
        {u"stuck/factor"_s, settings.preferences.stuckFactor},
        {u"network/proxy"_s, settings.preferences.proxy},
        {u"network/caFile"_s, settings.preferences.caFile},
        {u"window/closesToTray"_s, settings.preferences.closesToTray}};
    putWatchRule(settings.preferences.watch, values);
    const KeyChoices &keys = settings.preferences.keys;
    for (auto key = keys.cbegin(); key != keys.cend(); ++key)
        values[keysGroup + key.key()] = *key;
    putConnection(settings.preferences.connection, values);
    values[silencesKey] = silencesToStore(settings.preferences.silences);
    if (settings.notificationsPausedUntil.isValid())
        values[u"notifications/pausedUntil"_s] =
            settings.notificationsPausedUntil.toUTC().toString(Qt::ISODate);
    if (!settings.noteName.isEmpty())
        values[u"team/name"_s] = settings.noteName;
    for (const QString &key : {u"connection/profiles"_s, QString(writableKey), QString(regionsKey),
                               QString(leftOutKey), QString(silencesKey)}) {
        if (values.value(key).toStringList().isEmpty())
            values.remove(key);
    }
    return values;
}

/// \p stored with what \p wanted has more than \p former, and without what it has less.
QStringList merged(QStringList stored, const QStringList &former, const QStringList &wanted)
{
    stored.removeIf(
        [&](const QString &name) { return former.contains(name) && !wanted.contains(name); });
    for (const QString &name : wanted) {
        if (!stored.contains(name) && !former.contains(name))
            stored << name;
    }
    return stored;
}

} // namespace

QString nameOf(ChartRange range)
{
    return nameOf(rangeNames, range);
}

std::optional<ThemeChoice> themeNamed(const QString &name)
{
    return valueOf(themeNames, name);
}

std::optional<ChartRange> chartRangeNamed(const QString &name)
{
    return valueOf(rangeNames, name);
}

Settings loadSettings(const QSettings &store, const QDateTime &now)
{
    Settings settings{
        .geometry = store.value("window/geometry"_L1).toByteArray(),
        .layout = store.value("window/layout"_L1).toByteArray(),
        .columns = store.value("window/columns"_L1).toByteArray(),
        .profiles = namesFrom(store.value("connection/profiles"_L1)),
        .allProfiles = flagFrom(store.value("connection/allProfiles"_L1), false),
        .writableProfiles = namesFrom(store.value(writableKey)),
        .instanceId = store.value("view/instance"_L1).toString().left(longestSettingName),
        .chartRange = chartRangeNamed(store.value("view/chartRange"_L1).toString())
                          .value_or(Settings{}.chartRange),
        .refreshInterval = intervalFrom(store.value("view/refreshSeconds"_L1)),
        .theme = themeNamed(store.value("look/theme"_L1).toString()).value_or(Settings{}.theme),
        .language = oneOf(store.value("look/language"_L1).toString(), {u"en"_s, u"zh_CN"_s}),
        .preferences = preferencesFrom(store),
        .notificationsPausedUntil = pauseFrom(store.value("notifications/pausedUntil"_L1), now),
        .noteName = noteNameFrom(store.value("team/name"_L1))};
    takeKeys(store, settings.preferences);
    return settings;
}

void saveChanges(const Settings &former, const Settings &settings, QSettings &store)
{
    const QVariantMap before = valuesOf(former);
    QVariantMap after = valuesOf(settings);
    if (before.value(writableKey) != after.value(writableKey))
        after[writableKey] = merged(namesFrom(store.value(writableKey)), former.writableProfiles,
                                    settings.writableProfiles);
    for (auto value = after.cbegin(); value != after.cend(); ++value) {
        if (before.value(value.key()) == value.value())
            continue;
        const bool isEmptyList =
            value->typeId() == QMetaType::QStringList && value->toStringList().isEmpty();
        if (isEmptyList)
            store.remove(value.key());
        else
            store.setValue(value.key(), value.value());
    }
    for (auto value = before.cbegin(); value != before.cend(); ++value) {
        if (!after.contains(value.key()))
            store.remove(value.key());
    }
}
