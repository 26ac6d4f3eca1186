#include "handed.h"

#include <QCoreApplication>
#include <QTest>
#include <QThread>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

/// Another thread, and an object that lives in it.
class OtherThread final {
public:
    OtherThread()
    {
        m_inside.moveToThread(&m_thread);
        m_thread.start();
    }
    ~OtherThread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(OtherThread)

    QObject &inside() { return m_inside; }
    [[nodiscard]] const QThread *thread() const { return &m_thread; }

private:
    QThread m_thread;
    QObject m_inside;
};

} // namespace

class SayingObject final : public QObject {
    Q_OBJECT

Q_SIGNALS:
    void says(const Handed<std::vector<QString>> &words);
};

class tst_Handed final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFunctionRunsInTheThreadOfItsContext();
    void functionsRunInTheOrderInWhichTheyWerePosted();
    void nothingRunsBeforeThePosterReturns();
    void aFunctionIsDroppedWithItsContext();
    void aValueArrivesWhole();
};

void tst_Handed::aFunctionRunsInTheThreadOfItsContext()
{
    OtherThread other;
    const QThread *ranIn = nullptr;
    runIn(other.inside(), [&ranIn] { ranIn = QThread::currentThread(); });
    QCOMPARE(ranIn, other.thread());
}

void tst_Handed::functionsRunInTheOrderInWhichTheyWerePosted()
{
    OtherThread other;
    std::vector<int> ran;
    std::vector<int> wanted;
    for (int i = 0; i < 1'000; ++i) {
        postTo(other.inside(), [&ran, i] { ran.push_back(i); });
        wanted.push_back(i);
    }
    runIn(other.inside(), [] {});
    QCOMPARE(ran, wanted);
}

void tst_Handed::nothingRunsBeforeThePosterReturns()
{
    QObject here;
    bool hasRun = false;
    postTo(here, [&hasRun] { hasRun = true; });
    QVERIFY(!hasRun);
    QCoreApplication::processEvents();
    QVERIFY(hasRun);
}

void tst_Handed::aFunctionIsDroppedWithItsContext()
{
    auto here = std::make_unique<QObject>();
    const auto held = std::make_shared<bool>(false);
    postTo(*here, [held] { *held = true; });
    QCOMPARE(held.use_count(), 2L);
    here.reset();
    QCoreApplication::processEvents();
    QVERIFY(!*held);
    QCOMPARE(held.use_count(), 1L);
}

void tst_Handed::aValueArrivesWhole()
{
    OtherThread other;
    SayingObject saying;
    saying.moveToThread(other.inside().thread());
    QObject here;
    std::vector<QString> heard;
    connect(&saying, &SayingObject::says, &here,
            [&heard](const Handed<std::vector<QString>> &words) { heard = *words; });
    postTo(other.inside(), [&saying] { Q_EMIT saying.says(std::vector{u"one"_s, u"two"_s}); });
    QTRY_COMPARE(heard, (std::vector{u"one"_s, u"two"_s}));
    runIn(other.inside(), [&saying, home = thread()] { saying.moveToThread(home); });
}

QTEST_GUILESS_MAIN(tst_Handed)
#include "tst_handed.moc"
