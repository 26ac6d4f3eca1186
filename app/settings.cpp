#include "settings.h"

#include "toolbar.h"

#include <QSettings>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView timeFormat = u"HH:mm";

template<typename Value, std::size_t count>
using Names = std::array<std::pair<Value, QStringView>, count>;

constexpr Names<ChartRange, 5> rangeNames = {{
    {ChartRange::Hour, u"hour"},
    {ChartRange::Day, u"day"},
    {ChartRange::Week, u"week"},
    {ChartRange::Month, u"month"},
    {ChartRange::All, u"all"},
}};

constexpr Names<ThemeChoice, 3> themeNames = {{
    {ThemeChoice::System, u"system"},
    {ThemeChoice::Light, u"light"},
    {ThemeChoice::Dark, u"dark"},
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

void saveWatchRule(const WatchRule &rule, QSettings &store)
{
    store.setValue("notifications/on"_L1, rule.isOn);
    store.setValue("notifications/stuck"_L1, rule.tellsStuck);
    store.setValue("notifications/lost"_L1, rule.tellsLost);
    store.setValue("notifications/lostMinutes"_L1, static_cast<int>(rule.lostAfter.count()));
    store.setValue("notifications/quiet"_L1, rule.hasQuietHours);
    store.setValue("notifications/quietFrom"_L1, rule.quietFrom.toString(timeFormat));
    store.setValue("notifications/quietTo"_L1, rule.quietTo.toString(timeFormat));
}

Preferences preferencesFrom(const QSettings &store)
{
    const Preferences usual;
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
            .watch = watchRuleFrom(store)};
}

/// An empty list would be read as one empty name.
void saveNames(const QStringList &names, const QString &key, QSettings &store)
{
    if (names.isEmpty())
        store.remove(key);
    else
        store.setValue(key, names);
}

} // namespace

QString nameOf(ChartRange range)
{
    return nameOf(rangeNames, range);
}

std::optional<ChartRange> chartRangeNamed(const QString &name)
{
    return valueOf(rangeNames, name);
}

Settings loadSettings(const QSettings &store)
{
    return {
        .geometry = store.value("window/geometry"_L1).toByteArray(),
        .layout = store.value("window/layout"_L1).toByteArray(),
        .columns = store.value("window/columns"_L1).toByteArray(),
        .profiles = store.value("connection/profiles"_L1).toStringList(),
        .writableProfiles = store.value("connection/writable"_L1).toStringList(),
        .instanceId = store.value("view/instance"_L1).toString(),
        .chartRange = chartRangeNamed(store.value("view/chartRange"_L1).toString())
                          .value_or(Settings{}.chartRange),
        .refreshInterval = intervalFrom(store.value("view/refreshSeconds"_L1)),
        .theme =
            valueOf(themeNames, store.value("look/theme"_L1).toString()).value_or(Settings{}.theme),
        .language = oneOf(store.value("look/language"_L1).toString(), {u"en"_s, u"zh_CN"_s}),
        .preferences = preferencesFrom(store),
        .notificationsPausedUntil = QDateTime::fromString(
            store.value("notifications/pausedUntil"_L1).toString(), Qt::ISODate)};
}

void saveSettings(const Settings &settings, QSettings &store)
{
    store.setValue("window/geometry"_L1, settings.geometry);
    store.setValue("window/layout"_L1, settings.layout);
    store.setValue("window/columns"_L1, settings.columns);
    saveNames(settings.profiles, u"connection/profiles"_s, store);
    saveNames(settings.writableProfiles, u"connection/writable"_s, store);
    store.setValue("view/instance"_L1, settings.instanceId);
    store.setValue("view/chartRange"_L1, nameOf(settings.chartRange));
    store.setValue("view/refreshSeconds"_L1, static_cast<int>(settings.refreshInterval.count()));
    store.setValue("look/theme"_L1, nameOf(themeNames, settings.theme));
    store.setValue("look/language"_L1, settings.language);
    store.setValue("history/days"_L1, settings.preferences.historyDays);
    store.setValue("history/megabytes"_L1, settings.preferences.historyMegabytes);
    store.setValue("requests/perMinute"_L1, settings.preferences.restRequests);
    store.setValue("stuck/factor"_L1, settings.preferences.stuckFactor);
    saveWatchRule(settings.preferences.watch, store);
    if (settings.notificationsPausedUntil.isValid())
        store.setValue("notifications/pausedUntil"_L1,
                       settings.notificationsPausedUntil.toUTC().toString(Qt::ISODate));
    else
        store.remove("notifications/pausedUntil"_L1);
}
