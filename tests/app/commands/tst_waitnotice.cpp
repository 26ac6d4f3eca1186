#include "manualclock.h"
#include "waitnotice.h"

#include <QBuffer>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What a command says while it waits.
struct Waiting {
    Waiting() { said.open(QIODevice::WriteOnly); }

    void waitFor(PauseReason reason, std::chrono::seconds time, const QStringList &subjects = {})
    {
        pauses = {
            {.reason = reason, .nextTry = clock.now().addSecs(time.count()), .subjects = subjects}};
    }
    [[nodiscard]] QByteArrayList lines() const
    {
        QByteArrayList lines = said.data().split('\n');
        lines.removeAll(QByteArray());
        return lines;
    }

    ManualClock clock{};
    QBuffer said{};
    std::vector<ReadingPause> pauses{};
    WaitNotice notice{[this] { return pauses; }, clock, said};
};

} // namespace

class TestWaitNotice final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWaitIsToldOnceWithItsReasonAndItsEnd_data()
    {
        QTest::addColumn<PauseReason>("reason");
        QTest::addColumn<QStringList>("subjects");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("throttled") << PauseReason::AskedToWait << QStringList()
                                   << QByteArray("sync-dashboard: Paused: asked to wait, next "
                                                 "try in 8 s");
        QTest::newRow("of an account") << PauseReason::AskedToWait << QStringList{u"prod"_s}
                                       << QByteArray("sync-dashboard: prod paused: asked to wait, "
                                                     "next try in 8 s");
        QTest::newRow("no answer") << PauseReason::NoAnswer << QStringList()
                                   << QByteArray("sync-dashboard: Next try in 8 s");
    }

    void aWaitIsToldOnceWithItsReasonAndItsEnd()
    {
        QFETCH(const PauseReason, reason);
        QFETCH(const QStringList, subjects);
        QFETCH(const QByteArray, line);
        Waiting waiting;
        waiting.clock.advance(5s);
        QVERIFY(waiting.lines().isEmpty());
        waiting.waitFor(reason, 8s, subjects);
        waiting.clock.advance(WaitNotice::lookInterval);
        waiting.clock.advance(6s);
        QCOMPARE(waiting.lines().size(), 1);
        waiting.pauses.clear();
        waiting.clock.advance(5s);
        waiting.waitFor(reason, 8s, subjects); // another one
        waiting.clock.advance(1s);
        QCOMPARE(waiting.lines().size(), 2);
        QVERIFY2(waiting.lines().front().startsWith(line.left(line.size() - 4)),
                 waiting.lines().front().constData());
    }

    void shortWaitsAreNotTold()
    {
        Waiting waiting;
        waiting.waitFor(PauseReason::NoAnswer, 1s);
        waiting.clock.advance(5s);
        QVERIFY(waiting.lines().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestWaitNotice)
#include "tst_waitnotice.moc"
