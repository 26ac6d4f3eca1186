#include "dashboardlink.h"
#include "manualclock.h"
#include "singlewindow.h"

#include <QFile>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Outcome = SingleWindow::Outcome;

class TestSingleWindow final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstStartIsTheFirst();
    void aLaterStartHandsOverWhatItWasAskedFor();
    void whatACrashLeftBehindIsInNobodysWay();
    void aWindowThatIsStillStartingIsWaitedFor();
    void aWindowThatHangsIsNotWaitedForForEver();
    void aWindowThatEndsMeanwhileLeavesItsPlace();
    void aWindowOfAnotherVersionSaysSo();
    void anotherWindowCanBeOpenedBesideIt();
    void aPlaceThatCannotBeUsedIsTold();
    void onlyTheUserCanOpenTheSocket();
    void whoeverSendsNoRequestGetsNothing_data();
    void whoeverSendsNoRequestGetsNothing();
    void whoeverSaysNothingIsHungUpOn();
    void onlySoManyAreListenedTo();
    void eachPlaceOfSettingsDisplayAndKeyHasItsOwn();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"window"_s); }
    [[nodiscard]] QString socket() const { return path() + u".socket"_s; }
    /// A start of the program in another process: here, in another thread.
    struct Start {
        std::unique_ptr<QThread> thread{};
        Outcome outcome = Outcome::Unknown;
    };
    [[nodiscard]] std::unique_ptr<Start> begin(const WindowRequest &request,
                                               std::chrono::milliseconds patience) const;
    [[nodiscard]] static Outcome endOf(const Start &start);
    [[nodiscard]] Outcome startAgain(const WindowRequest &request,
                                     std::chrono::milliseconds patience = 10s) const
    {
        return endOf(*begin(request, patience));
    }

    QTemporaryDir m_folder;
    ManualClock m_clock;
};

std::unique_ptr<TestSingleWindow::Start>
TestSingleWindow::begin(const WindowRequest &request, std::chrono::milliseconds patience) const
{
    auto start = std::make_unique<Start>();
    Outcome &outcome = start->outcome;
    start->thread.reset(QThread::create([where = path(), request, patience, &outcome] {
        ManualClock clock;
        SingleWindow later(where, clock);
        outcome = later.claimOrHandOver(request, patience);
    }));
    start->thread->start();
    return start;
}

Outcome TestSingleWindow::endOf(const Start &start)
{
    while (!start.thread->wait(1))
        QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    return start.outcome;
}

void TestSingleWindow::theFirstStartIsTheFirst()
{
    SingleWindow first(path(), m_clock);
    QCOMPARE(first.claimOrHandOver({}), Outcome::First);
    QVERIFY(first.isFirst());
    QVERIFY(first.listen());
}

void TestSingleWindow::aLaterStartHandsOverWhatItWasAskedFor()
{
    SingleWindow first(path(), m_clock);
    QCOMPARE(first.claim(), Outcome::First);
    QVERIFY(first.listen());
    std::vector<WindowRequest> requests;
    connect(&first, &SingleWindow::requested, this,
            [&requests](const WindowRequest &request) { requests.push_back(request); });
    const WindowRequest request{.link = writeLink(LinkedQuery{.query = u"镜像 \"a\""_s}),
                                .activation = "token"};
    QCOMPARE(startAgain(request), Outcome::HandedOver);
    QCOMPARE(startAgain({.staysHidden = true}), Outcome::HandedOver);
    QCOMPARE(requests.size(), 2U);
    QVERIFY(requests[0] == request);
    QVERIFY(requests[1].staysHidden);
}

void TestSingleWindow::whatACrashLeftBehindIsInNobodysWay()
{
    for (const QString &left : {socket(), QString(path() + u".lock"_s)}) {
        QFile file(left);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("process 1 on elsewhere\n");
    }
    SingleWindow first(path(), m_clock);
    QCOMPARE(first.claimOrHandOver({}), Outcome::First);
    QVERIFY2(first.listen(), qPrintable(first.error()));
    QCOMPARE(startAgain({}), Outcome::HandedOver);
}

void TestSingleWindow::aWindowThatIsStillStartingIsWaitedFor()
{
    SingleWindow first(path(), m_clock);
    QCOMPARE(first.claim(), Outcome::First);
    const auto start = begin({}, 10s);
    QTest::qWait(20);
    QVERIFY(first.listen());
    QCOMPARE(endOf(*start), Outcome::HandedOver);
}

void TestSingleWindow::aWindowThatHangsIsNotWaitedForForEver()
{
    SingleWindow first(path(), m_clock);
    QCOMPARE(first.claim(), Outcome::First);
    QCOMPARE(startAgain({}, 100ms), Outcome::NoAnswer); // nobody listens
    QVERIFY(first.listen());
    // It listens, and does not come to read.
    ManualClock clock;
    SingleWindow later(path(), clock);
    QCOMPARE(later.claimOrHandOver({}, 100ms), Outcome::NoAnswer);
}

void TestSingleWindow::aWindowThatEndsMeanwhileLeavesItsPlace()
{
    auto first = std::make_unique<SingleWindow>(path(), m_clock);
    QCOMPARE(first->claim(), Outcome::First);
    const auto start = begin({}, 200ms);
    QTest::qWait(20);
    first.reset();
    QCOMPARE(endOf(*start), Outcome::First);
}

void TestSingleWindow::aWindowOfAnotherVersionSaysSo()
{
    SingleWindow holder(path(), m_clock);
    QCOMPARE(holder.claim(), Outcome::First);
    QLocalServer other;
    QVERIFY(other.listen(socket()));
    connect(&other, &QLocalServer::newConnection, this, [&other] {
        QLocalSocket *peer = other.nextPendingConnection();
        peer->write(writeReply({.isOtherVersion = true}));
        peer->flush();
    });
    QCOMPARE(startAgain({}), Outcome::OtherVersion);
}

void TestSingleWindow::anotherWindowCanBeOpenedBesideIt()
{
    SingleWindow first(path(), m_clock);
    QCOMPARE(first.claim(), Outcome::First);
    QVERIFY(first.listen());
    const QSignalSpy requests(&first, &SingleWindow::requested);
    ManualClock clock;
    SingleWindow beside(path(), clock);
    QVERIFY(beside.claim() != Outcome::First);
    QVERIFY(!beside.isFirst());
    QCoreApplication::processEvents();
    QCOMPARE(requests.size(), 0);
}

void TestSingleWindow::aPlaceThatCannotBeUsedIsTold()
{
    QFile file(m_folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    SingleWindow window(m_folder.filePath(u"file/window"_s), m_clock);
    QCOMPARE(window.claimOrHandOver({}), Outcome::Unknown);
    QVERIFY(!window.error().isEmpty());

    // Longer than the name of a socket may be.
    SingleWindow deep(m_folder.filePath(QString(120, u'a')), m_clock);
    QCOMPARE(deep.claim(), Outcome::First);
    QVERIFY(!deep.listen());
    QVERIFY(!deep.error().isEmpty());
}

void TestSingleWindow::onlyTheUserCanOpenTheSocket()
{
    SingleWindow first(m_folder.filePath(u"own/window"_s), m_clock);
    QCOMPARE(first.claim(), Outcome::First);
    QVERIFY(first.listen());
    const auto othersMay = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                           QFileDevice::ExeGroup | QFileDevice::ReadOther |
                           QFileDevice::WriteOther | QFileDevice::ExeOther;
    for (const QString &name : {u"own"_s, u"own/window.socket"_s}) {
        const QFileInfo info(m_folder.filePath(name));
        QVERIFY2(info.exists(), qPrintable(name));
        QVERIFY2((info.permissions() & othersMay) == 0, qPrintable(name));
    }
}

void TestSingleWindow::whoeverSendsNoRequestGetsNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nonsense") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    QTest::newRow("too much without an end") << QByteArray(longestWindowMessage + 10, 'a');
    QTest::newRow("a longer line") << QByteArray(longestWindowMessage + 10, ' ') + '\n';
}

void TestSingleWindow::whoeverSendsNoRequestGetsNothing()
{
    QFETCH(QByteArray, bytes);
    WindowServer server(m_clock);
    QVERIFY(server.listen(socket()));
    const QSignalSpy requests(&server, &WindowServer::requested);
    QLocalSocket peer;
    peer.connectToServer(socket());
    peer.write(bytes);
    QByteArray reply;
    connect(&peer, &QLocalSocket::readyRead, this, [&] { reply += peer.readAll(); });
    QTRY_COMPARE(peer.state(), QLocalSocket::UnconnectedState);
    QVERIFY(readReply(reply) == WindowReply{});
    QCOMPARE(requests.size(), 0);
    QTRY_COMPARE(server.peers(), 0);
}

void TestSingleWindow::whoeverSaysNothingIsHungUpOn()
{
    WindowServer server(m_clock);
    QVERIFY(server.listen(socket()));
    QLocalSocket peer;
    peer.connectToServer(socket());
    QTRY_COMPARE(server.peers(), 1);
    peer.write("{\"proto");
    m_clock.advance(WindowServer::patience);
    QCOMPARE(server.peers(), 0);
    QTRY_COMPARE(peer.state(), QLocalSocket::UnconnectedState);
}

void TestSingleWindow::onlySoManyAreListenedTo()
{
    WindowServer server(m_clock);
    QVERIFY(server.listen(socket()));
    std::vector<std::unique_ptr<QLocalSocket>> peers;
    for (int i = 0; i <= WindowServer::mostPeers; ++i) {
        peers.push_back(std::make_unique<QLocalSocket>());
        peers.back()->connectToServer(socket());
        QVERIFY(peers.back()->waitForConnected(5'000));
        QTRY_COMPARE(server.peers(), std::min(i + 1, WindowServer::mostPeers));
    }
    QTRY_COMPARE(peers.back()->state(), QLocalSocket::UnconnectedState);
    peers.front()->abort();
    QTRY_COMPARE(server.peers(), WindowServer::mostPeers - 1);
}

void TestSingleWindow::eachPlaceOfSettingsDisplayAndKeyHasItsOwn()
{
    QProcessEnvironment environment;
    environment.insert(u"DISPLAY"_s, u":0"_s);
    const QString settings = m_folder.filePath(u"a/settings.ini"_s);
    const QString usual = windowSocketPath(settings, environment);
    QVERIFY(usual.startsWith(m_folder.filePath(u"a/"_s))); // there is no runtime directory
    QCOMPARE(windowSocketPath(settings, environment), usual);
    QVERIFY(windowSocketPath(m_folder.filePath(u"a/other.ini"_s), environment) != usual);
    for (const QString &name : {u"DISPLAY"_s, u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s}) {
        QProcessEnvironment other = environment;
        other.insert(name, u"another"_s);
        QVERIFY2(windowSocketPath(settings, other) != usual, qPrintable(name));
    }
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"secret"_s);
    QCOMPARE(windowSocketPath(settings, environment), usual);
}

QTEST_GUILESS_MAIN(TestSingleWindow)
#include "tst_singlewindow.moc"
