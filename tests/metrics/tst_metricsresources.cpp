#include "alertrules.h"
#include "metricstable.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString resource(const QString &name)
{
    return QStringLiteral(RESOURCES_DIR) + u'/' + name;
}

QSet<QString> exportedNames()
{
    QSet<QString> names;
    for (const MetricDefinition &definition : metricDefinitions()) {
        for (const QByteArray &name : seriesNames(definition))
            names.insert(QString::fromLatin1(name));
    }
    return names;
}

QSet<QString> exportedLabels()
{
    QSet<QString> labels{u"le"_s, u"job"_s, u"instance"_s}; // of histograms, and of a scrape
    for (const MetricDefinition &definition : metricDefinitions()) {
        for (const QByteArray &label : QByteArray(definition.labels).split(','))
            labels.insert(QString::fromLatin1(label));
    }
    return labels;
}

QSet<QString> namesIn(const QString &text)
{
    static const QRegularExpression name(u"syncdashboard_[a-z_]*[a-z]"_s);
    QSet<QString> names;
    for (auto match = name.globalMatch(text); match.hasNext();)
        names.insert(match.next().captured());
    return names;
}

/// What stands in braces before a sign of comparison, and in "by (...)".
QSet<QString> labelsIn(const QString &query)
{
    static const QRegularExpression matched(u"[{,]\\s*([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\""_s);
    static const QRegularExpression grouped(u"\\b(?:by|on|without)\\s*\\(([^)]*)\\)"_s);
    QSet<QString> labels;
    for (auto match = matched.globalMatch(query); match.hasNext();)
        labels.insert(match.next().captured(1));
    for (auto match = grouped.globalMatch(query); match.hasNext();) {
        for (const QString &label : match.next().captured(1).split(u','))
            labels.insert(label.trimmed());
    }
    return labels;
}

/// Each query of a dashboard.
QStringList queriesIn(const QJsonValue &value)
{
    QStringList queries;
    if (value.isArray()) {
        for (const QJsonValue &each : value.toArray())
            queries << queriesIn(each);
    }
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key() == "expr"_L1 || member.key() == "definition"_L1)
            queries << member.value().toString();
        queries << queriesIn(member.value());
    }
    return queries;
}

QJsonObject dashboard()
{
    return QJsonDocument::fromJson(textOf(resource(u"grafana/sync-dashboard.json"_s)).toUtf8())
        .object();
}

} // namespace

class TestMetricsResources final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatIsExportedIsAskedFor_data();
    void onlyWhatIsExportedIsAskedFor();
    void everyQueryOfTheDashboardAsksForAMetric();
    void labelsThatAreAskedForAreThere();
    void panelsAndAlertsAreToldApart();
    void whatIsSentByItselfIsWhatTheRulesSay();
};

void TestMetricsResources::onlyWhatIsExportedIsAskedFor_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("namesAll");
    QTest::newRow("alerts") << resource(u"prometheus/alerts.yml"_s) << false;
    QTest::newRow("tests of alerts") << QStringLiteral(ALERT_TESTS) << false;
    QTest::newRow("dashboard") << resource(u"grafana/sync-dashboard.json"_s) << false;
    QTest::newRow("manual") << resource(u"manual/en/metrics.md"_s) << true;
    QTest::newRow("manual in Chinese") << resource(u"manual/zh_CN/metrics.md"_s) << true;
}

void TestMetricsResources::onlyWhatIsExportedIsAskedFor()
{
    QFETCH(QString, path);
    QFETCH(bool, namesAll);
    const QSet<QString> names = namesIn(textOf(path));
    QVERIFY2(!names.isEmpty(), qPrintable(path));
    const QSet<QString> unknown = names - exportedNames();
    QVERIFY2(unknown.isEmpty(), qPrintable(QStringList(unknown.values()).join(u' ')));
    for (const MetricDefinition &definition : metricDefinitions()) {
        bool isNamed = false;
        for (const QByteArray &name : seriesNames(definition))
            isNamed = isNamed || names.contains(QString::fromLatin1(name));
        QVERIFY2(isNamed || !namesAll, definition.name);
    }
}

void TestMetricsResources::everyQueryOfTheDashboardAsksForAMetric()
{
    const QStringList queries = queriesIn(dashboard());
    QVERIFY(queries.size() > 10);
    for (const QString &query : queries)
        QVERIFY2(!namesIn(query).isEmpty(), qPrintable(query));
}

void TestMetricsResources::labelsThatAreAskedForAreThere()
{
    QStringList queries = queriesIn(dashboard());
    const QString alerts = textOf(resource(u"prometheus/alerts.yml"_s));
    queries << alerts;
    static const QRegularExpression told(u"\\$labels\\.([a-z_]+)"_s);
    QSet<QString> labels;
    for (const QString &query : std::as_const(queries))
        labels.unite(labelsIn(query));
    for (auto match = told.globalMatch(alerts); match.hasNext();)
        labels.insert(match.next().captured(1));
    QVERIFY(labels.size() > 5);
    const QSet<QString> unknown = labels - exportedLabels();
    QVERIFY2(unknown.isEmpty(), qPrintable(QStringList(unknown.values()).join(u' ')));
}

void TestMetricsResources::panelsAndAlertsAreToldApart()
{
    QSet<int> ids;
    const QJsonArray panels = dashboard().value("panels"_L1).toArray();
    for (const QJsonValue &panel : panels)
        ids.insert(panel.toObject().value("id"_L1).toInt());
    QCOMPARE(ids.size(), panels.size());
    QVERIFY(!ids.contains(0));
    static const QRegularExpression alert(u"^ *- alert: (\\S+)$"_s,
                                          QRegularExpression::MultilineOption);
    const QString alerts = textOf(resource(u"prometheus/alerts.yml"_s));
    const QString tests = textOf(QStringLiteral(ALERT_TESTS));
    int count = 0;
    for (auto match = alert.globalMatch(alerts); match.hasNext(); ++count) {
        const QString name = match.next().captured(1);
        QVERIFY2(tests.contains(u"alertname: "_s + name), qPrintable(name));
    }
    QVERIFY(count >= 4);
}

void TestMetricsResources::whatIsSentByItselfIsWhatTheRulesSay()
{
    const QString alerts = textOf(resource(u"prometheus/alerts.yml"_s));
    for (const AlertRule &rule : alertRules()) {
        const QString begin = u"- alert: "_s + QLatin1StringView(rule.name) + u'\n';
        const qsizetype from = alerts.indexOf(begin);
        QVERIFY2(from >= 0, rule.name);
        const qsizetype next = alerts.indexOf("- alert: "_L1, from + begin.size());
        const QString text = alerts.mid(from, next < 0 ? -1 : next - from);
        const auto minutes = rule.holdsFor.count();
        const QString time = minutes % 60 == 0 ? u"%1h"_s.arg(minutes / 60) : u"%1m"_s.arg(minutes);
        QVERIFY2(text.contains(u" for: "_s + time + u'\n'), rule.name);
        QVERIFY2(text.contains(u" severity: "_s + QLatin1StringView(rule.severity) + u'\n'),
                 rule.name);
        QVERIFY2(text.contains(QLatin1StringView(rule.summary)), rule.name);
    }
}

QTEST_GUILESS_MAIN(TestMetricsResources)
#include "tst_metricsresources.moc"
