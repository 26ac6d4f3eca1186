#include "queryparts.h"
#include "sampletasks.h"
#include "savedbar.h"
#include "sentpresenter.h"
#include "sentview.h"

#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <vector>

using namespace Qt::StringLiterals;

class TestSentPresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRequestWaitsUntilItIsWrittenDown();
    void aDiskThatDoesNotAnswerHoldsNothingUpForLong();
    void eachRequestHasAnIdOfItsOwn();
    void anAnswerIsWrittenDown();
    void whatWasNotAnsweredBeforeStaysInDoubt();
    void ownRequestsAreNotReplacedByTheHistory();
    void aRowOpensTheTaskThatWasMeant();
};

namespace {

struct Sent : QueryParts {
    QString begin()
    {
        return sent.begin(retry, [this] { ++sends; });
    }

    SentView view{};
    SavedBar savedBar{};
    SentPresenter sent{store, clock, queries, view, savedBar};
    QSignalSpy changed{&sent, &SentPresenter::changed};
    SentAction retry{.instance = {.instanceId = u"cri-1"_s}, .taskId = u"rst-1"_s};
    int sends = 0;
};

} // namespace

void TestSentPresenter::aRequestWaitsUntilItIsWrittenDown()
{
    Sent it;
    const QString id = it.begin();
    QCOMPARE(it.changed.size(), 1);
    const auto announced = it.changed.front().front().value<SentAction>();
    QCOMPARE(announced.id, id);
    QCOMPARE(announced.sentAt, it.clock.now());
    QCOMPARE(announced.outcome, SentOutcome::Sending);
    QCOMPARE(it.sends, 0);
    it.sent.noteKept(id);
    QCOMPARE(it.sends, 1);
    it.sent.noteKept(id); // the history may say so twice
    it.clock.advance(SentPresenter::writingTime);
    QCOMPARE(it.sends, 1);
}

void TestSentPresenter::aDiskThatDoesNotAnswerHoldsNothingUpForLong()
{
    Sent it;
    const QString id = it.begin();
    it.clock.advance(SentPresenter::writingTime - std::chrono::milliseconds(1));
    QCOMPARE(it.sends, 0);
    it.clock.advance(std::chrono::milliseconds(1));
    QCOMPARE(it.sends, 1);
    it.sent.noteKept(id);
    QCOMPARE(it.sends, 1);
}

void TestSentPresenter::eachRequestHasAnIdOfItsOwn()
{
    Sent it;
    const QString first = it.begin();
    const QString second = it.begin();
    QVERIFY(first != second);
    it.sent.noteKept(second);
    QCOMPARE(it.sends, 1);
}

void TestSentPresenter::anAnswerIsWrittenDown()
{
    Sent it;
    const QString id = it.begin();
    it.sent.settle(id, {.state = ActionOutcome::State::Sending}); // no answer yet
    QCOMPARE(it.changed.size(), 1);
    it.sent.settle(id, {.state = ActionOutcome::State::Done});
    QCOMPARE(it.changed.size(), 2);
    QVERIFY(it.sent.find(id)->outcome != SentOutcome::Sending);
    it.sent.settle(u"unknown"_s, {.state = ActionOutcome::State::Done});
    QCOMPARE(it.changed.size(), 2);
    QVERIFY(it.sent.find(u"unknown"_s) == nullptr);
}

void TestSentPresenter::whatWasNotAnsweredBeforeStaysInDoubt()
{
    Sent it;
    SentAction asked = it.retry;
    asked.id = u"earlier"_s;
    asked.sentAt = it.clock.now().addDays(-1);
    it.sent.restore({asked});
    QCOMPARE(it.sent.find(asked.id)->outcome, SentOutcome::NotKnown);
}

void TestSentPresenter::ownRequestsAreNotReplacedByTheHistory()
{
    Sent it;
    const QString id = it.begin();
    SentAction kept = *it.sent.find(id);
    kept.operation = u"another"_s;
    it.sent.restore({kept});
    QCOMPARE(it.sent.find(id)->outcome, SentOutcome::Sending);
    QVERIFY(it.sent.find(id)->operation.isEmpty());
}

void TestSentPresenter::aRowOpensTheTaskThatWasMeant()
{
    Sent it;
    it.store.merge(u"cri-1"_s, std::vector{sampleTask(1)});
    it.pages.openPage(it.otherPage);
    it.begin();
    Q_EMIT it.view.shown();
    Q_EMIT it.view.chosen(0, false);
    QVERIFY(it.pages.isOpen(it.table));
    QCOMPARE(it.queries.query().exact(QueryField::Id), u"rst-1"_s);
    // It was created long before the retry was sent.
    QVERIFY(it.queries.query().has(QueryField::Since));
}

QTEST_MAIN(TestSentPresenter)
#include "tst_sentpresenter.moc"
