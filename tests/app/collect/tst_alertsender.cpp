#include "alertsender.h"
#include "callcontext.h"
#include "httpserver.h"
#include "manualclock.h"
#include "metricstable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QProcessEnvironment>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ServedReply emptyReply(int httpStatus, const QByteArray & /*reason*/)
{
    return {
        .httpStatus = httpStatus, .contentType = "application/json", .headers = {}, .body = "{}"};
}

/// An Alertmanager as far as it is asked, and who sends to it.
struct Sending {
    explicit Sending(bool isThere = true)
    {
        const Result<quint16> port = server.openOn(QHostAddress(QHostAddress::LocalHost), 0);
        url.setScheme(u"http"_s);
        url.setHost(u"127.0.0.1"_s);
        url.setPort(isThere && port ? *port : 1);
        sender = std::make_unique<AlertSender>(
            clock, AlertSender::Options{.server = url,
                                        .network = systemNetwork(QProcessEnvironment()),
                                        .measure = [this] { return measured(); },
                                        .isKnown = [this] { return hasRead; }});
        sender->start();
    }

    std::optional<std::vector<MetricFamily>> measured() const
    {
        if (!isElected)
            return std::nullopt;
        MetricFamily stuck = emptyFamily(Metric::RouteStuckTasks, 10);
        stuck.samples = {{.labels = {u"cn-hangzhou"_s, u"eu-central-1"_s}, .value = stuckTasks}};
        return std::vector{stuck};
    }
    ServedReply reply(const ReceivedRequest &request)
    {
        requests.push_back(request);
        return emptyReply(status, {});
    }
    /// The alerts of the newest request, which is the one with this number.
    [[nodiscard]] QJsonArray alertsOf(std::size_t number) const
    {
        if (!QTest::qWaitFor([&] { return requests.size() >= number && !sender->isSending(); }))
            return {};
        return QJsonDocument::fromJson(requests.back().body).array();
    }
    void passMinute() { clock.advance(AlertSender::interval); }

    bool isElected = true;
    bool hasRead = true;
    double stuckTasks = 0;
    int status = 200;
    std::vector<ReceivedRequest> requests{};
    ManualClock clock{};
    SystemClock clockOfServer{};
    HttpServer server{{.reply = [this](const ReceivedRequest &request) { return reply(request); },
                       .refusal = &emptyReply,
                       .clock = clockOfServer}};
    QUrl url{};
    std::unique_ptr<AlertSender> sender{};
};

} // namespace

/// What an Alertmanager is sent, over a real socket, in the test's own time.
class TestAlertSender final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyListShowsThatTheAddressIsRight();
    void anAlertIsSentAgainWhileItLastsAndOnceWhenItIsOver();
    void whatIsNotReadYetIsNotOver();
    void whoStandsByIsSilent();
    void aRefusalIsToldUntilItIsOver();
    void aServerThatIsNotThereIsTold();
    void aServerThatDoesNotAnswerIsTold();
    void itMayEndInTheMiddle();
};

void TestAlertSender::anEmptyListShowsThatTheAddressIsRight()
{
    Sending sending;
    QVERIFY(sending.alertsOf(1).isEmpty());
    const ReceivedRequest &request = sending.requests.front();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, "/api/v2/alerts");
    QCOMPARE(request.header("content-type"), "application/json");
    QCOMPARE(request.body, "[]");
    QVERIFY(sending.sender->fault().isEmpty());
}

void TestAlertSender::anAlertIsSentAgainWhileItLastsAndOnceWhenItIsOver()
{
    Sending sending;
    sending.stuckTasks = 2;
    QVERIFY(sending.alertsOf(1).isEmpty());
    std::size_t number = 1;
    for (int minute = 1; minute <= 10; ++minute) {
        sending.passMinute();
        QVERIFY(sending.alertsOf(++number).isEmpty()); // it holds since the first of them
    }
    for (int again = 0; again < 3; ++again) {
        sending.passMinute();
        const QJsonArray alerts = sending.alertsOf(++number);
        QCOMPARE(alerts.size(), 1);
        const QJsonObject alert = alerts.at(0).toObject();
        QCOMPARE(alert.value("labels"_L1).toObject().value("alertname"_L1).toString(),
                 u"ImageSyncStuck"_s);
        const QDateTime endsAt =
            QDateTime::fromString(alert.value("endsAt"_L1).toString(), Qt::ISODateWithMs);
        QCOMPARE(sending.clock.now().secsTo(endsAt), AlertSender::validFor.count());
    }
    sending.stuckTasks = 0;
    sending.passMinute();
    const QJsonArray over = sending.alertsOf(++number);
    QCOMPARE(over.size(), 1);
    QCOMPARE(QDateTime::fromString(over.at(0).toObject().value("endsAt"_L1).toString(),
                                   Qt::ISODateWithMs),
             sending.clock.now());
    sending.passMinute();
    QVERIFY(sending.alertsOf(++number).isEmpty());
}

void TestAlertSender::whatIsNotReadYetIsNotOver()
{
    Sending sending;
    sending.stuckTasks = 2;
    std::size_t number = 1;
    QVERIFY(sending.alertsOf(number).isEmpty());
    for (int minute = 1; minute <= 11; ++minute) {
        sending.passMinute();
        (void)sending.alertsOf(++number);
    }
    sending.hasRead = false; // the collection has begun anew, and knows nothing
    sending.stuckTasks = 0;
    sending.passMinute();
    const QJsonArray alerts = sending.alertsOf(++number);
    QCOMPARE(alerts.size(), 1);
    QVERIFY(QDateTime::fromString(alerts.at(0).toObject().value("endsAt"_L1).toString(),
                                  Qt::ISODateWithMs) > sending.clock.now());
    sending.hasRead = true;
    sending.passMinute();
    QCOMPARE(sending.alertsOf(++number).size(), 1); // now it is over
}

void TestAlertSender::whoStandsByIsSilent()
{
    Sending sending;
    QVERIFY(sending.alertsOf(1).isEmpty());
    sending.isElected = false;
    sending.passMinute();
    sending.passMinute();
    sending.isElected = true;
    sending.passMinute();
    QVERIFY(sending.alertsOf(2).isEmpty());
    QCOMPARE(sending.requests.size(), std::size_t{2});
}

void TestAlertSender::aRefusalIsToldUntilItIsOver()
{
    Sending sending;
    QSignalSpy changed(sending.sender.get(), &AlertSender::faultChanged);
    sending.status = 404;
    QTRY_COMPARE(sending.sender->fault(), u"it answers with HTTP 404"_s);
    sending.passMinute();
    QTRY_VERIFY(sending.requests.size() == 2 && !sending.sender->isSending());
    sending.status = 200;
    sending.passMinute();
    QTRY_COMPARE(sending.sender->fault(), QString());
    QCOMPARE(changed.size(), 2);
}

void TestAlertSender::aServerThatIsNotThereIsTold()
{
    const Sending sending(false);
    QTRY_VERIFY(!sending.sender->fault().isEmpty());
}

void TestAlertSender::aServerThatDoesNotAnswerIsTold()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    ManualClock clock;
    QUrl url(u"http://127.0.0.1"_s);
    url.setPort(silent.serverPort());
    AlertSender sender(clock, {.server = url,
                               .network = systemNetwork(QProcessEnvironment()),
                               .measure = [] { return std::vector<MetricFamily>(); }});
    sender.start();
    QTRY_VERIFY(silent.hasPendingConnections());
    clock.advance(AlertSender::answersWithin);
    QCOMPARE(sender.fault(), u"there was no answer in time"_s);
}

void TestAlertSender::itMayEndInTheMiddle()
{
    Sending sending;
    sending.sender.reset();
    QCoreApplication::processEvents();
    QVERIFY(sending.requests.empty());
}

QTEST_GUILESS_MAIN(TestAlertSender)
#include "tst_alertsender.moc"
