#include "fakeregistry.h"
#include "sampletasks.h"
#include "taskdetailloader.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const InstanceRef instance{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-hangzhou"_s};

void letDroppedCallsGo()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

class TestTaskDetailLoader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void openingAsksAndTheAnswerArrives()
    {
        FakeRegistry source;
        TaskDetailLoader loader(source);
        QSignalSpy arrived(&loader, &TaskDetailLoader::arrived);
        loader.open(instance, u"rst-1"_s);
        QVERIFY(loader.isLoading());
        QCOMPARE(source.detailCalls[0].question.syncTaskId, u"rst-1"_s);
        source.detailCalls[0].answer(SyncTaskDetail{.task = sampleTask(1)});
        QVERIFY(!loader.isLoading());
        QCOMPARE(arrived.size(), 1);
        QVERIFY(arrived[0][0].value<InstanceRef>() == instance);
        QCOMPARE(arrived[0][1].value<SyncTaskDetail>().task.id, u"rst-1"_s);
    }

    void aLateAnswerToAnEarlierQuestionIsDropped()
    {
        FakeRegistry source;
        TaskDetailLoader loader(source);
        QSignalSpy arrived(&loader, &TaskDetailLoader::arrived);
        loader.open(instance, u"rst-1"_s);
        loader.open(instance, u"rst-2"_s);
        letDroppedCallsGo();
        QVERIFY(!source.detailCalls[0].isOpen());
        source.detailCalls[0].answer(SyncTaskDetail{.task = sampleTask(1)});
        QCOMPARE(arrived.size(), 0);
        QVERIFY(loader.isLoading());
    }

    void aFailureIsTold()
    {
        FakeRegistry source;
        TaskDetailLoader loader(source);
        QSignalSpy failed(&loader, &TaskDetailLoader::failed);
        loader.open(instance, u"rst-1"_s);
        const ApiError error{.kind = ApiError::Kind::NotFound, .code = u"SYNC_TASK_NOT_EXIST"_s};
        source.detailCalls[0].answer(tl::make_unexpected(error));
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].value<ApiError>() == error);
        QVERIFY(!loader.isLoading());
    }

    void refreshAsksAgainForTheOpenTask()
    {
        FakeRegistry source;
        TaskDetailLoader loader(source);
        loader.refresh();
        QCOMPARE(source.detailCalls.size(), std::size_t{0});
        loader.open(instance, u"rst-1"_s);
        loader.refresh(); // a call is under way
        QCOMPARE(source.detailCalls.size(), std::size_t{1});
        source.detailCalls[0].answer(SyncTaskDetail{.task = sampleTask(1)});
        loader.refresh();
        QCOMPARE(source.detailCalls.size(), std::size_t{2});
    }

    void closingDropsTheCall()
    {
        FakeRegistry source;
        TaskDetailLoader loader(source);
        loader.open(instance, u"rst-1"_s);
        loader.close();
        letDroppedCallsGo();
        QVERIFY(!loader.isLoading());
        QVERIFY(!source.detailCalls[0].isOpen());
        loader.refresh();
        QCOMPARE(source.detailCalls.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestTaskDetailLoader)
#include "tst_taskdetailloader.moc"
