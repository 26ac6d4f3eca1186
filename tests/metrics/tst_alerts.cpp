#include "alertstates.h"
#include "metricstable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime start(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

MetricFamily family(Metric metric, std::vector<MetricSample> samples)
{
    MetricFamily family = emptyFamily(metric, 10);
    family.samples = std::move(samples);
    return family;
}

MetricFamily stuck(double tasks)
{
    return family(Metric::RouteStuckTasks,
                  {{.labels = {u"cn-hangzhou"_s, u"eu-central-1"_s}, .value = tasks},
                   {.labels = {u"cn-hangzhou"_s, u"us-west-1"_s}, .value = 0}});
}

/// The names of the alerts that hold for \p families.
QStringList namesFor(const std::vector<MetricFamily> &families)
{
    QStringList names;
    for (const AlertCondition &condition : alertConditions(families))
        names << condition.labels.at(u"alertname"_s);
    return names;
}

std::vector<Alert> told(AlertStates &states, const std::vector<MetricFamily> &families,
                        std::chrono::minutes after)
{
    return states.update(alertConditions(families), start.addSecs(after.count() * 60), 4min);
}

} // namespace

/// Which alerts are told of what was measured, and how long.
class TestAlerts final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachRuleSpeaksOfItsNumbers_data();
    void eachRuleSpeaksOfItsNumbers();
    void anAlertSaysWhatItIsAbout();
    void whatIsNotMeasuredIsNotTold();
    void anAlertIsToldWhenItHasHeldForLong();
    void whatWasOverMeanwhileBeginsAnew();
    void anEndIsToldOnce();
    void eachThingHasAnAlertOfItsOwn();
    void whatIsForgottenIsNotToldToBeOver();
    void aClockThatIsSetBackStartsAnew();
    void anAlertIsWrittenAsTheApiTakesIt();
};

void TestAlerts::eachRuleSpeaksOfItsNumbers_data()
{
    QTest::addColumn<MetricFamily>("numbers");
    QTest::addColumn<QStringList>("names");
    const auto health = [](const QString &state) {
        return family(Metric::Health,
                      {{.labels = {u"failing"_s}, .value = state == u"failing" ? 1.0 : 0.0},
                       {.labels = {u"healthy"_s}, .value = state == u"healthy" ? 1.0 : 0.0}});
    };
    const auto list = [](const QString &state) {
        return family(Metric::ListState,
                      {{.labels = {u"prod"_s, u"cn-hangzhou"_s, u"cri-1"_s, state}, .value = 1},
                       {.labels = {u"prod"_s, u"cn-hangzhou"_s, u"cri-1"_s, u"other"_s}}});
    };
    const auto rule = [](double silent) {
        return family(Metric::RuleSilent,
                      {{.labels = {u"crsr-1"_s, u"prod-eu"_s}, .value = silent}});
    };
    const auto reading = [](double complete) {
        return family(Metric::ReadingComplete, {{.value = complete}});
    };
    QTest::newRow("failing") << health(u"failing"_s) << QStringList{u"ImageSyncFailing"_s};
    QTest::newRow("healthy") << health(u"healthy"_s) << QStringList{};
    QTest::newRow("stuck") << stuck(2) << QStringList{u"ImageSyncStuck"_s};
    QTest::newRow("not stuck") << stuck(0) << QStringList{};
    QTest::newRow("silent") << rule(1) << QStringList{u"ImageSyncRuleSilent"_s};
    QTest::newRow("not silent") << rule(0) << QStringList{};
    QTest::newRow("refused") << list(u"refused"_s) << QStringList{u"ImageSyncListUnread"_s};
    QTest::newRow("current") << list(u"current"_s) << QStringList{};
    QTest::newRow("incomplete") << reading(0) << QStringList{u"ImageSyncReadingIncomplete"_s};
    QTest::newRow("complete") << reading(1) << QStringList{};
}

void TestAlerts::eachRuleSpeaksOfItsNumbers()
{
    QFETCH(MetricFamily, numbers);
    QFETCH(QStringList, names);
    QCOMPARE(namesFor({numbers}), names);
}

void TestAlerts::anAlertSaysWhatItIsAbout()
{
    const AlertCondition condition = alertConditions(std::vector{stuck(3)}).front();
    QCOMPARE(condition.labels, (AlertTexts{{u"alertname"_s, u"ImageSyncStuck"_s},
                                           {u"severity"_s, u"warning"_s},
                                           {u"from"_s, u"cn-hangzhou"_s},
                                           {u"to"_s, u"eu-central-1"_s}}));
    const AlertTexts annotations = condition.annotations();
    QCOMPARE(annotations.at(u"summary"_s),
             u"Image synchronization is stuck from cn-hangzhou to eu-central-1"_s);
    QVERIFY(annotations.at(u"description"_s).startsWith(u"3 tasks run or wait"_s));
    // A label without a text is none.
    const AlertCondition region =
        alertConditions(
            std::vector{
                family(Metric::ListState,
                       {{.labels = {u""_s, u"cn-beijing"_s, u""_s, u"refused"_s}, .value = 1}})})
            .front();
    QVERIFY(!region.labels.contains(u"account"_s));
    QVERIFY(!region.labels.contains(u"instance_id"_s));
    QCOMPARE(region.labels.at(u"region"_s), u"cn-beijing"_s);
}

void TestAlerts::whatIsNotMeasuredIsNotTold()
{
    QCOMPARE(namesFor({}), QStringList());
    QCOMPARE(namesFor({family(Metric::ReadingComplete, {}), family(Metric::ListState, {})}),
             QStringList());
}

void TestAlerts::anAlertIsToldWhenItHasHeldForLong()
{
    AlertStates states;
    QVERIFY(told(states, {stuck(1)}, 0min).empty());
    QVERIFY(told(states, {stuck(1)}, 9min).empty());
    std::vector<Alert> alerts = told(states, {stuck(1)}, 10min);
    QCOMPARE(alerts.size(), std::size_t{1});
    QCOMPARE(alerts.front().startsAt, start.addSecs(600));
    QCOMPARE(alerts.front().endsAt, start.addSecs(840));
    // Again and again, with its beginning and what is so now.
    alerts = told(states, {stuck(5)}, 11min);
    QCOMPARE(alerts.size(), std::size_t{1});
    QCOMPARE(alerts.front().startsAt, start.addSecs(600));
    QCOMPARE(alerts.front().endsAt, start.addSecs(900));
    QVERIFY(alerts.front().annotations.at(u"description"_s).startsWith(u"5 tasks"_s));
}

void TestAlerts::whatWasOverMeanwhileBeginsAnew()
{
    AlertStates states;
    QVERIFY(told(states, {stuck(1)}, 0min).empty());
    QVERIFY(told(states, {stuck(0)}, 9min).empty());
    QVERIFY(told(states, {stuck(1)}, 10min).empty());
    QVERIFY(told(states, {stuck(1)}, 19min).empty());
    QCOMPARE(told(states, {stuck(1)}, 20min).size(), std::size_t{1});
}

void TestAlerts::anEndIsToldOnce()
{
    AlertStates states;
    told(states, {stuck(1)}, 0min);
    const std::vector<Alert> begun = told(states, {stuck(1)}, 10min);
    const std::vector<Alert> ended = told(states, {stuck(0)}, 12min);
    QCOMPARE(ended.size(), std::size_t{1});
    QCOMPARE(ended.front().labels, begun.front().labels);
    QCOMPARE(ended.front().startsAt, begun.front().startsAt);
    QCOMPARE(ended.front().endsAt, start.addSecs(720));
    QVERIFY(told(states, {stuck(0)}, 13min).empty());
}

void TestAlerts::eachThingHasAnAlertOfItsOwn()
{
    const MetricFamily rules =
        family(Metric::RuleSilent, {{.labels = {u"crsr-1"_s, u"eu"_s}, .value = 1},
                                    {.labels = {u"crsr-2"_s, u"us"_s}, .value = 1}});
    AlertStates states;
    told(states, {rules, stuck(1)}, 0min);
    QCOMPARE(told(states, {rules, stuck(1)}, 10min).size(), std::size_t{1});
    QCOMPARE(told(states, {rules, stuck(1)}, 15min).size(), std::size_t{3});
}

void TestAlerts::whatIsForgottenIsNotToldToBeOver()
{
    AlertStates states;
    told(states, {stuck(1)}, 0min);
    QCOMPARE(told(states, {stuck(1)}, 10min).size(), std::size_t{1});
    states.clear();
    QVERIFY(told(states, {}, 11min).empty());
    QVERIFY(told(states, {stuck(1)}, 12min).empty());
}

void TestAlerts::aClockThatIsSetBackStartsAnew()
{
    AlertStates states;
    told(states, {stuck(1)}, 60min);
    QVERIFY(told(states, {stuck(1)}, 0min).empty());
    QCOMPARE(told(states, {stuck(1)}, 10min).size(), std::size_t{1});
}

void TestAlerts::anAlertIsWrittenAsTheApiTakesIt()
{
    QCOMPARE(alertsJson({}), "[]");
    const std::vector<Alert> alerts{{.labels = {{u"alertname"_s, u"A"_s}, {u"rule"_s, u"\"é\""_s}},
                                     .annotations = {{u"summary"_s, u"s"_s}},
                                     .startsAt = start,
                                     .endsAt = start.addMSecs(1'500)}};
    const QJsonObject written =
        QJsonDocument::fromJson(alertsJson(alerts)).array().at(0).toObject();
    QCOMPARE(written.value("labels"_L1).toObject(),
             (QJsonObject{{u"alertname"_s, u"A"_s}, {u"rule"_s, u"\"é\""_s}}));
    QCOMPARE(written.value("annotations"_L1).toObject(), (QJsonObject{{u"summary"_s, u"s"_s}}));
    QCOMPARE(written.value("startsAt"_L1).toString(), u"2026-11-24T14:00:00.000Z"_s);
    QCOMPARE(written.value("endsAt"_L1).toString(), u"2026-11-24T14:00:01.500Z"_s);
    QCOMPARE(written.size(), 4);
}

QTEST_GUILESS_MAIN(TestAlerts)
#include "tst_alerts.moc"
