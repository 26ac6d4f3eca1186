#include "metricsformat.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

MetricFamily gauge(double value)
{
    return {.name = "x_seconds",
            .unit = "seconds",
            .help = u"How long."_s,
            .samples = {{.value = value}}};
}

MetricFamily labelled(const QString &value)
{
    return {.name = "x",
            .help = u"X."_s,
            .labelNames = {"a", "b"},
            .samples = {{.labels = {value, u"2"_s}, .value = 1}}};
}

QByteArray lastLine(const QByteArray &text)
{
    return text.trimmed().split('\n').last();
}

QByteArray asText(const MetricFamily &family)
{
    return writeMetrics(std::vector{family}, MetricsFormat::Text);
}

QByteArray asOpenMetrics(const MetricFamily &family)
{
    return writeMetrics(std::vector{family}, MetricsFormat::OpenMetrics);
}

} // namespace

class TestMetricsFormat final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachTypeIsWrittenAsItsFormatWantsIt_data();
    void eachTypeIsWrittenAsItsFormatWantsIt();
    void numbersAreReadAsTheyWere_data();
    void numbersAreReadAsTheyWere();
    void labelsAreEscaped_data();
    void labelsAreEscaped();
    void quotesInHelpAreEscapedForOpenMetricsAlone();
    void whatIsThereTwiceIsWrittenOnce();
    void withoutNumbersThereIsNoFamily();
    void aCallerGetsWhatItAsksFor_data();
    void aCallerGetsWhatItAsksFor();
};

void TestMetricsFormat::eachTypeIsWrittenAsItsFormatWantsIt_data()
{
    QTest::addColumn<MetricFamily>("family");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("openMetrics");
    const auto row = [](const char *name, const MetricFamily &family, const QByteArray &text,
                        const QByteArray &openMetrics) {
        QTest::newRow(name) << family << text << openMetrics;
    };
    row("gauge", gauge(1.5), "# HELP x_seconds How long.\n# TYPE x_seconds gauge\nx_seconds 1.5\n",
        "# HELP x_seconds How long.\n# TYPE x_seconds gauge\n# UNIT x_seconds seconds\n"
        "x_seconds 1.5\n# EOF\n");
    row("counter",
        {.name = "x",
         .type = MetricType::Counter,
         .help = u"Xs."_s,
         .labelNames = {"a"},
         .samples = {{.labels = {u"1"_s}, .value = 3}}},
        "# HELP x_total Xs.\n# TYPE x_total counter\nx_total{a=\"1\"} 3\n",
        "# HELP x Xs.\n# TYPE x counter\nx_total{a=\"1\"} 3\n# EOF\n");
    row("info",
        {.name = "x",
         .type = MetricType::Info,
         .help = u"Xs."_s,
         .labelNames = {"v"},
         .samples = {{.labels = {u"1"_s}, .value = 1}}},
        "# HELP x_info Xs.\n# TYPE x_info gauge\nx_info{v=\"1\"} 1\n",
        "# HELP x Xs.\n# TYPE x info\nx_info{v=\"1\"} 1\n# EOF\n");
    const QByteArray spread = "x_bucket{a=\"1\",le=\"0.5\"} 1\nx_bucket{a=\"1\",le=\"60.0\"} 3\n"
                              "x_bucket{a=\"1\",le=\"+Inf\"} 6\nx_sum{a=\"1\"} 99.5\n"
                              "x_count{a=\"1\"} 6\n";
    const QByteArray head = "# HELP x Xs.\n# TYPE x histogram\n";
    row("histogram",
        {.name = "x",
         .type = MetricType::Histogram,
         .help = u"Xs."_s,
         .labelNames = {"a"},
         .bounds = {0.5, 60},
         .spreads = {{.labels = {u"1"_s}, .counts = {1, 2, 3}, .sum = 99.5}}},
        head + spread, head + spread + "# EOF\n");
    row("nothing", {}, "", "# EOF\n");
}

void TestMetricsFormat::eachTypeIsWrittenAsItsFormatWantsIt()
{
    QFETCH(MetricFamily, family);
    QTEST(asText(family), "text");
    QTEST(asOpenMetrics(family), "openMetrics");
}

void TestMetricsFormat::numbersAreReadAsTheyWere_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
    QTest::newRow("a million") << 1e6 << QByteArray("1000000");
    QTest::newRow("below zero") << -3.0 << QByteArray("-3");
    QTest::newRow("a time") << 1'795'000'000.125 << QByteArray("1795000000.125");
    QTest::newRow("a third") << 1.0 / 3 << QByteArray("0.3333333333333333");
    QTest::newRow("huge") << 1e300 << QByteArray("1e+300");
    QTest::newRow("none") << std::nan("") << QByteArray("NaN");
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << QByteArray("+Inf");
    QTest::newRow("less than all")
        << -std::numeric_limits<double>::infinity() << QByteArray("-Inf");
}

void TestMetricsFormat::numbersAreReadAsTheyWere()
{
    QFETCH(double, value);
    QFETCH(QByteArray, text);
    QCOMPARE(lastLine(asText(gauge(value))), "x_seconds " + text);
    if (std::isfinite(value))
        QCOMPARE(text.toDouble(), value);
}

void TestMetricsFormat::labelsAreEscaped_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << u"v"_s << QByteArray("v");
    QTest::newRow("empty") << QString() << QByteArray("");
    QTest::newRow("quotes") << u"a\"b"_s << QByteArray("a\\\"b");
    QTest::newRow("backslash") << u"a\\nb"_s << QByteArray("a\\\\nb");
    QTest::newRow("line break") << u"a\nb"_s << QByteArray("a\\nb");
    QTest::newRow("Chinese") << u"镜像"_s << QByteArray("镜像");
    QTest::newRow("NUL") << QString(QChar(0)) << QByteArray("\xef\xbf\xbd");
    QTest::newRow("braces") << u"},{"_s << QByteArray("},{");
}

void TestMetricsFormat::labelsAreEscaped()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, text);
    QCOMPARE(lastLine(asText(labelled(value))), "x{a=\"" + text + "\",b=\"2\"} 1");
    QVERIFY(
        asOpenMetrics(labelled(value)).contains(QByteArray("x{a=\"" + text + "\",b=\"2\"} 1\n")));
}

void TestMetricsFormat::quotesInHelpAreEscapedForOpenMetricsAlone()
{
    MetricFamily family = gauge(1);
    family.help = u"a \"b\" \\ c\nd"_s;
    QVERIFY(asText(family).startsWith("# HELP x_seconds a \"b\" \\\\ c\\nd\n"));
    QVERIFY(asOpenMetrics(family).startsWith("# HELP x_seconds a \\\"b\\\" \\\\ c\\nd\n"));
}

void TestMetricsFormat::whatIsThereTwiceIsWrittenOnce()
{
    MetricFamily family = labelled(u"v"_s);
    family.samples.push_back({.labels = {u"v"_s, u"2"_s}, .value = 7});
    family.samples.push_back({.labels = {u"w"_s, u"2"_s}, .value = 8});
    QCOMPARE(asText(family).count("} "), 2);
    QVERIFY(!asText(family).contains("} 7"));
    const std::vector twice{family, family};
    QCOMPARE(writeMetrics(twice, MetricsFormat::Text), asText(family));
}

void TestMetricsFormat::withoutNumbersThereIsNoFamily()
{
    MetricFamily family = labelled(u"v"_s);
    family.samples.clear();
    QCOMPARE(asText(family), "");
    QCOMPARE(asOpenMetrics(family), "# EOF\n");
}

void TestMetricsFormat::aCallerGetsWhatItAsksFor_data()
{
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<bool>("isOpenMetrics");
    const auto row = [](const char *name, const QByteArray &accept, bool isOpenMetrics) {
        QTest::newRow(name) << accept << isOpenMetrics;
    };
    row("nothing", "", false);
    row("anything", "*/*", false);
    row("a browser", "text/html,application/xhtml+xml,*/*;q=0.8", false);
    row("text", "text/plain;version=0.0.4", false);
    row("Prometheus 2.42",
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
        "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        true);
    row("Prometheus 2.20", "application/openmetrics-text; version=0.0.1,text/plain;q=0.5", true);
    row("spelt otherwise", "Application/OpenMetrics-Text ; Version=\"1.0.0\" ; Q=1", true);
    row("without a version", "application/openmetrics-text", true);
    row("a version to come", "application/openmetrics-text;version=2.0.0", false);
    row("text wanted more", "application/openmetrics-text;q=0.2,text/plain;q=0.9", false);
    row("not wanted", "application/openmetrics-text;q=0", false);
    row("no weight", "application/openmetrics-text;q=much", false);
    row("nonsense", ";;,=,;q", false);
}

void TestMetricsFormat::aCallerGetsWhatItAsksFor()
{
    QFETCH(QByteArray, accept);
    QFETCH(bool, isOpenMetrics);
    const MetricsFormat format = formatFor(accept);
    QCOMPARE(format == MetricsFormat::OpenMetrics, isOpenMetrics);
    QCOMPARE(contentTypeOf(format).startsWith("application/openmetrics-text; version=1.0.0"),
             isOpenMetrics);
}

QTEST_GUILESS_MAIN(TestMetricsFormat)
#include "tst_metricsformat.moc"
