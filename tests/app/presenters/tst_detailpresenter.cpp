#include "busyclock.h"
#include "detailpresenter.h"
#include "fakeregistry.h"
#include "sampletasks.h"
#include "taskdetailpane.h"

#include <QAbstractButton>
#include <QAction>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTextEdit>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString instanceId = u"cri-hangzhou"_s;

/// The presenter with a pane that is seen, over tasks that a test answers by hand.
struct Fixture {
    Fixture()
    {
        directory.restore({{.id = instanceId, .name = u"hub"_s, .regionId = u"cn-hangzhou"_s}}, {});
        pane.resize(388, 800);
        pane.show();
        presenter.connectTo(registry, directory);
        presenter.setVisible(true);
        QObject::connect(&presenter, &DetailPresenter::detailArrived, &presenter,
                         [this](const QString &instance, const SyncTaskDetail &detail) {
                             store.mergeDetail(instance, detail);
                             presenter.update();
                         });
    }

    TaskRow add(const SyncTask &task)
    {
        store.merge(instanceId, std::vector{task});
        presenter.update();
        return *store.find(instanceId, task.id);
    }
    void open(TaskRow row)
    {
        presenter.showTask(row);
        clock.advance(1s);
    }
    /// The registry tells about the task that is open.
    void answerDetail(const SyncTask &task, qint64 synced = 1024)
    {
        registry.detailCalls.back().answer(SyncTaskDetail{
            .task = task,
            .layers = {{.digest = u"sha256:a1"_s, .size = 4096, .syncedSize = synced}}});
    }
    [[nodiscard]] int openDetailCalls()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // dropped calls
        return static_cast<int>(std::ranges::count_if(
            registry.detailCalls, [](const auto &call) { return call.isOpen(); }));
    }
    [[nodiscard]] QString text(const QString &name)
    {
        return pane.findChild<QTextEdit *>(name)->toPlainText();
    }

    ManualClock clock;
    BusyClock busyClock{clock};
    TaskStore store;
    FakeRegistry registry;
    RegistryDirectory directory{registry};
    TaskDetailPane pane;
    DetailPresenter presenter{store, busyClock, pane};
};

/// Counts what would be seen as flicker: parts that come, go or move.
class FlickerWatch final : public QObject {
public:
    explicit FlickerWatch(QWidget &pane)
    {
        const QList<QWidget *> parts = pane.findChildren<QWidget *>();
        for (QWidget *part : parts)
            part->installEventFilter(this);
    }
    QStringList seen{};

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        for (const QEvent::Type type : {QEvent::Hide, QEvent::Show, QEvent::Move, QEvent::Resize}) {
            if (event->type() == type)
                seen << watched->objectName() + u' ' + QString::number(type);
        }
        return false;
    }
};

/// In the place of a browser.
class UrlCatcher final : public QObject {
    Q_OBJECT

public:
    QList<QUrl> urls{};

public Q_SLOTS:
    void take(const QUrl &url) { urls << url; }
};

} // namespace

class TestDetailPresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstFactsAreThereBeforeAnyAnswer();
    void layersComeWithinOneRoundTrip();
    void digestsAreAskedOnceAndAfterTheLayers();
    void digestsAreAskedAgainWhenTheTaskHasEnded();
    void digestsAreAskedAgainWhenALaterTaskCopiedTheImage();
    void theEndThatTheListTellsBringsTheLastLayersOnce();
    void whatFailedIsAskedAgainWhenTheListComes_data();
    void whatFailedIsAskedAgainWhenTheListComes();
    void anAnswerFromBeforeTheEndIsNotTheLastOne();
    void whatArrivesMayBringAnotherTaskIntoThePane();
    void aHiddenPaneAsksNothing();
    void progressIsReadNowAndThenWithinTheBudget();
    void anotherTaskDropsWhatWasAskedForTheFormer();
    void hundredOpeningsLeaveNothingBehind();
    void aRefreshDoesNotFlicker();
    void openingKeepsTheDigestsPlace();
    void earlierResultsAndPushComeFromTheStore();
    void whoStepsThroughTasksIsNotHeldUp();
    void theSpeedIsSaidWhenBytesMove();
    void theSpeedIsThatOfTheShownTask();
    void theConsoleOpensInTheBrowser();
};

void TestDetailPresenter::firstFactsAreThereBeforeAnyAnswer()
{
    Fixture program;
    program.presenter.showTask(program.add(sampleTask(1)));
    QCOMPARE(program.text(u"detailTitle"_s), u"team/app:1"_s);
    QCOMPARE(program.registry.detailCalls.size(), std::size_t{0});
}

void TestDetailPresenter::layersComeWithinOneRoundTrip()
{
    Fixture program;
    program.open(program.add(sampleTask(1)));
    QCOMPARE(program.registry.detailCalls.size(), std::size_t{1});
    program.answerDetail(sampleTask(1));
    QVERIFY(program.pane.findChild<QWidget *>(u"layerList"_s)->isVisible());
}

void TestDetailPresenter::digestsAreAskedOnceAndAfterTheLayers()
{
    Fixture program;
    program.open(program.add(sampleTask(1)));
    QCOMPARE(program.registry.repositoryCalls.size(), std::size_t{0});
    program.answerDetail(sampleTask(1));
    QCOMPARE(program.registry.repositoryCalls.size(), std::size_t{2});
    for (int i = 0; i < 3; ++i) {
        program.presenter.update();
        program.presenter.refresh();
    }
    QCOMPARE(program.registry.repositoryCalls.size(), std::size_t{2});
}

void TestDetailPresenter::digestsAreAskedAgainWhenTheTaskHasEnded()
{
    Fixture program;
    program.open(program.add(sampleTask(1, SyncTaskStatus::Synchronizing)));
    program.answerDetail(sampleTask(1, SyncTaskStatus::Synchronizing));
    program.registry.repositoryCalls[0].answer(Repository{.id = u"crr-1"_s});
    program.registry.tagCalls[0].answer(RepositoryTag{.digest = u"ab12"_s});
    program.registry.repositoryCalls[1].answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::NotFound}));
    QCOMPARE(program.text(u"digestVerdict"_s), u"Not at the destination yet"_s);
    program.add(sampleTask(1));
    program.answerDetail(sampleTask(1)); // again the layers come first
    QCOMPARE(program.registry.repositoryCalls.size(), std::size_t{4});
    program.presenter.update();
    QCOMPARE(program.registry.repositoryCalls.size(), std::size_t{4});
}

void TestDetailPresenter::digestsAreAskedAgainWhenALaterTaskCopiedTheImage()
{
    Fixture program;
    const SyncTask failed = sampleTask(1, SyncTaskStatus::Error);
    program.open(program.add(failed));
    program.answerDetail(failed);
    program.registry.repositoryCalls[0].answer(Repository{.id = u"crr-1"_s});
    program.registry.tagCalls[0].answer(RepositoryTag{.digest = u"ab12"_s});
    program.registry.repositoryCalls[1].answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::NotFound}));
    QCOMPARE(program.text(u"digestVerdict"_s), u"Missing at the destination"_s);

    const auto copy = [&failed](SyncTaskStatus status, int number = 5) {
        SyncTask task = sampleTask(number, status);
        task.imageFrom = failed.imageFrom;
        task.imageTo = failed.imageTo;
        return task;
    };
    program.add(copy(SyncTaskStatus::Success, -5)); // of the past, read later
    program.add(copy(SyncTaskStatus::Synchronizing));
    QCOMPARE(program.registry.repositoryCalls.size(), std::size_t{2});
    program.add(copy(SyncTaskStatus::Success));
    QCOMPARE(program.registry.repositoryCalls.size(), std::size_t{4});
    for (std::size_t end = 0; end < 2; ++end) {
        program.registry.repositoryCalls[2 + end].answer(Repository{.id = u"crr-1"_s});
        program.registry.tagCalls[1 + end].answer(RepositoryTag{.digest = u"ab12"_s});
    }
    QCOMPARE(program.text(u"digestVerdict"_s), u"Same digest"_s);
    program.presenter.update();
    QCOMPARE(program.registry.repositoryCalls.size(), std::size_t{4});
}

void TestDetailPresenter::theEndThatTheListTellsBringsTheLastLayersOnce()
{
    Fixture program;
    const SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
    program.open(program.add(task));
    program.answerDetail(task, 1024);
    program.clock.advance(2s);
    program.presenter.refresh();
    program.answerDetail(task, 3072);
    QVERIFY(!program.text(u"layersPace"_s).isEmpty());
    const std::size_t asked = program.registry.detailCalls.size();

    program.add(sampleTask(1)); // as the list has it
    QCOMPARE(program.text(u"layersPace"_s), QString());
    QCOMPARE(program.registry.detailCalls.size(), asked + 1);
    program.answerDetail(sampleTask(1), 4096);
    program.presenter.update();
    program.presenter.refresh();
    QCOMPARE(program.registry.detailCalls.size(), asked + 1);
}

void TestDetailPresenter::whatFailedIsAskedAgainWhenTheListComes_data()
{
    QTest::addColumn<SyncTaskStatus>("status");
    QTest::addColumn<ApiError::Kind>("kind");
    QTest::addColumn<std::size_t>("calls");
    QTest::newRow("of a task that runs")
        << SyncTaskStatus::Synchronizing << ApiError::Kind::Server << std::size_t{2};
    QTest::newRow("of a task that has ended")
        << SyncTaskStatus::Error << ApiError::Kind::Server << std::size_t{2};
    QTest::newRow("of a task that has ended, for good")
        << SyncTaskStatus::Error << ApiError::Kind::NotFound << std::size_t{1};
}

void TestDetailPresenter::whatFailedIsAskedAgainWhenTheListComes()
{
    QFETCH(SyncTaskStatus, status);
    QFETCH(ApiError::Kind, kind);
    QFETCH(std::size_t, calls);
    Fixture program;
    program.presenter.setMayRefresh([](const QString &) { return true; });
    const SyncTask task = sampleTask(1, status);
    program.open(program.add(task));
    program.registry.detailCalls.back().answer(tl::unexpected(ApiError{.kind = kind}));
    const auto &retry = *program.pane.findChild<QWidget *>(u"retryDetail"_s);
    QVERIFY(retry.isVisible());
    program.presenter.refresh(); // too soon
    QCOMPARE(program.registry.detailCalls.size(), std::size_t{1});
    program.clock.advance(10s);
    program.presenter.refresh();
    QCOMPARE(program.registry.detailCalls.size(), calls);
    if (calls == 1)
        return;
    program.answerDetail(task);
    QVERIFY(!retry.isVisible());
    QVERIFY(program.pane.findChild<QWidget *>(u"layerList"_s)->isVisible());
    if (status != SyncTaskStatus::Error)
        return;
    program.clock.advance(10s);
    program.presenter.refresh(); // nothing changes any more
    QCOMPARE(program.registry.detailCalls.size(), std::size_t{2});
}

void TestDetailPresenter::anAnswerFromBeforeTheEndIsNotTheLastOne()
{
    Fixture program;
    const SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
    program.open(program.add(task));
    program.add(sampleTask(1)); // the list has the end while the detail is on its way
    QCOMPARE(program.registry.detailCalls.size(), std::size_t{1});
    program.answerDetail(task);
    QCOMPARE(program.registry.detailCalls.size(), std::size_t{2});
    program.answerDetail(task); // a server that goes on saying so is not asked for ever
    QCOMPARE(program.registry.detailCalls.size(), std::size_t{2});
}

/// A filter for running tasks hides one that has ended, and the table goes to another.
void TestDetailPresenter::whatArrivesMayBringAnotherTaskIntoThePane()
{
    Fixture program;
    const SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
    const TaskRow other = program.add(sampleTask(2));
    program.open(program.add(task));
    std::optional<TaskRow> next = other;
    connect(&program.presenter, &DetailPresenter::detailArrived, &program.presenter,
            [presenter = &program.presenter, shown = &next] { presenter->showTask(*shown); });
    program.answerDetail(sampleTask(1));
    QCOMPARE(program.text(u"detailTitle"_s), u"team/app:2"_s);
    QVERIFY(!program.pane.findChild<QWidget *>(u"layerList"_s)->isVisible());

    program.clock.advance(1s);
    next.reset(); // no row is left
    program.answerDetail(sampleTask(2));
    QVERIFY(!program.presenter.isLoading());
}

void TestDetailPresenter::progressIsReadNowAndThenWithinTheBudget()
{
    Fixture program;
    bool isAllowed = true;
    program.presenter.setMayRefresh([&isAllowed](const QString &) { return isAllowed; });
    const SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
    program.open(program.add(task));
    program.answerDetail(task);
    for (int second = 0; second < 60; ++second) { // a list arrives each second
        program.clock.advance(1s);
        program.presenter.refresh();
        program.answerDetail(task);
    }
    const std::size_t asked = program.registry.detailCalls.size();
    QVERIFY2(asked >= 6 && asked <= 8, qPrintable(QString::number(asked)));
    isAllowed = false;
    program.clock.advance(1min);
    program.presenter.refresh();
    QCOMPARE(program.registry.detailCalls.size(), asked);
}

void TestDetailPresenter::aHiddenPaneAsksNothing()
{
    Fixture program;
    program.presenter.setVisible(false);
    program.open(program.add(sampleTask(1)));
    program.presenter.update();
    QCOMPARE(program.registry.detailCalls.size(), std::size_t{0});
    program.presenter.setVisible(true);
    program.clock.advance(1s);
    program.presenter.setVisible(false);
    program.answerDetail(sampleTask(1)); // it was on its way
    QCOMPARE(program.registry.repositoryCalls.size(), std::size_t{0});
    program.presenter.setVisible(true);
    QCOMPARE(program.registry.repositoryCalls.size(), std::size_t{2});
}

void TestDetailPresenter::anotherTaskDropsWhatWasAskedForTheFormer()
{
    Fixture program;
    const TaskRow first = program.add(sampleTask(1));
    const TaskRow second = program.add(sampleTask(2));
    program.open(first);
    program.answerDetail(sampleTask(1));
    QCOMPARE(program.registry.openRepositoryCalls(), 2);
    program.presenter.showTask(second);
    QCOMPARE(program.registry.openRepositoryCalls(), 0);
    program.clock.advance(1s);
    QCOMPARE(program.openDetailCalls(), 1);
    program.presenter.showTask({});
    QCOMPARE(program.openDetailCalls(), 0);
    QVERIFY(!program.presenter.isLoading());
}

void TestDetailPresenter::hundredOpeningsLeaveNothingBehind()
{
    Fixture program;
    std::vector<TaskRow> rows;
    for (int i = 0; i < 100; ++i)
        rows.push_back(program.add(sampleTask(i)));
    qsizetype parts = 0;
    for (int i = 0; i < 100; ++i) {
        program.open(rows[static_cast<std::size_t>(i)]);
        if (i % 3 != 0) // some are left before the registry answers
            program.answerDetail(sampleTask(i));
        if (i % 3 == 1)
            program.registry.repositoryCalls.back().answer(Repository{.id = u"crr-1"_s});
        QVERIFY(program.openDetailCalls() <= 1);
        QVERIFY(program.registry.openRepositoryCalls() <= 2);
        QVERIFY(program.clock.waiting() <= 1);
        if (i == 1)
            parts = program.pane.findChildren<QObject *>().size();
    }
    QCOMPARE(program.pane.findChildren<QObject *>().size(), parts);
    program.presenter.showTask({});
    QCOMPARE(program.openDetailCalls(), 0);
    QCOMPARE(program.registry.openRepositoryCalls(), 0);
    QCOMPARE(program.clock.waiting(), 0);
}

void TestDetailPresenter::aRefreshDoesNotFlicker()
{
    Fixture program;
    const SyncTask task = sampleTask(2, SyncTaskStatus::Synchronizing);
    SyncTask before = sampleTask(1);
    before.imageFrom = task.imageFrom;
    before.imageTo = task.imageTo;
    program.add(before);
    program.open(program.add(task));
    program.answerDetail(task);
    program.registry.repositoryCalls[0].answer(Repository{.id = u"crr-1"_s});
    program.registry.tagCalls[0].answer(RepositoryTag{.digest = u"ab12"_s});
    program.registry.repositoryCalls[1].answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::NotFound}));
    QTest::qWait(0); // the layout is settled
    QCoreApplication::processEvents();
    auto *bar = program.pane.findChild<QScrollArea *>(u"detailScroll"_s)->verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    const int scrolledTo = bar->value();
    QCoreApplication::processEvents();

    const FlickerWatch watch(program.pane);
    for (int i = 0; i < 3; ++i) {
        program.presenter.update();
        program.presenter.refresh();
        QCoreApplication::processEvents();
        program.answerDetail(task);
        QCoreApplication::processEvents();
    }
    QVERIFY2(watch.seen.isEmpty(), qPrintable(watch.seen.join(u'\n')));
    QCOMPARE(bar->value(), scrolledTo);
}

void TestDetailPresenter::openingKeepsTheDigestsPlace()
{
    Fixture program;
    program.open(program.add(sampleTask(1)));
    QVERIFY(program.pane.findChild<QWidget *>(u"sourceDigest"_s)->isVisible());
    program.answerDetail(sampleTask(1));
    QCoreApplication::processEvents();
    auto *verdict = program.pane.findChild<QTextEdit *>(u"digestVerdict"_s);
    const QRect place = verdict->geometry();
    for (int end = 0; end < 2; ++end) {
        const auto call = static_cast<std::size_t>(end);
        program.registry.repositoryCalls[call].answer(Repository{.id = u"crr-1"_s});
        program.registry.tagCalls[call].answer(RepositoryTag{.digest = u"ab12"_s});
    }
    QCoreApplication::processEvents();
    QCOMPARE(verdict->toPlainText(), u"Same digest"_s);
    QCOMPARE(verdict->geometry(), place);
}

void TestDetailPresenter::earlierResultsAndPushComeFromTheStore()
{
    Fixture program;
    const auto attempt = [](int number, SyncTaskStatus status) {
        SyncTask task = sampleTask(number, status);
        task.imageFrom.imageTag = u"latest"_s;
        task.imageTo.imageTag = u"latest"_s;
        return task;
    };
    SyncTask failed = attempt(2, SyncTaskStatus::Error);
    SyncTask sibling = sampleTask(9);
    sibling.batchId = failed.batchId;
    sibling.imageTo.regionId = u"ap-southeast-1"_s;
    program.add(attempt(1, SyncTaskStatus::Error));
    program.add(sibling);
    program.open(program.add(failed));
    auto *earlier = program.pane.findChild<QAbstractButton *>(u"earlier0"_s);
    QCOMPARE(earlier->text(), u"Failed, Network"_s);
    QVERIFY(earlier->accessibleName().contains(u"ago, 30 s"_s));
    auto *push = program.pane.findChild<QAbstractButton *>(u"push0"_s);
    QVERIFY2(push->text().endsWith(u"Singapore"_s), qPrintable(push->text()));
    QVERIFY(program.pane.findChild<QAbstractButton *>(u"repairedBy0"_s) == nullptr);

    program.add(attempt(5, SyncTaskStatus::Success)); // comes while the pane is open
    auto *repair = program.pane.findChild<QAbstractButton *>(u"repairedBy0"_s);
    QVERIFY(repair->isVisible());
    QCOMPARE(repair->text(), u"Repaired at 00:05:30 by a later copy"_s);
}

void TestDetailPresenter::whoStepsThroughTasksIsNotHeldUp()
{
    Fixture program;
    SyncTask failed = sampleTask(2, SyncTaskStatus::Error);
    SyncTask repair = sampleTask(5);
    repair.imageFrom = failed.imageFrom;
    repair.imageTo = failed.imageTo;
    SyncTask sibling = sampleTask(9);
    sibling.batchId = failed.batchId;
    SyncTask other = sampleTask(7);
    other.batchId.clear();
    const TaskRow otherRow = program.add(other);
    program.add(repair);
    program.add(sibling);
    const TaskRow row = program.add(failed);
    const auto isShown = [&program](const QString &name) {
        const auto *link = program.pane.findChild<QAbstractButton *>(name);
        return link != nullptr && link->isVisible();
    };
    program.busyClock.msPerLook = 2; // two pieces, and the turn is over
    program.presenter.showTask(row);
    QVERIFY(isShown(u"repairedBy0"_s)); // at once: the pane raises no alarm that it takes back
    QVERIFY(!isShown(u"push0"_s));
    QVERIFY(program.presenter.isLoading());
    program.clock.advance(0ms);
    QVERIFY(isShown(u"repairedBy0"_s) && isShown(u"push0"_s));

    // The next task comes before the look for the former has ended.
    program.presenter.showTask(otherRow);
    program.presenter.showTask(row);
    program.presenter.showTask(otherRow);
    program.clock.advance(0ms);
    QVERIFY(!isShown(u"repairedBy0"_s) && !isShown(u"push0"_s));
    program.presenter.showTask({});
    program.clock.advance(0ms);
    QCOMPARE(program.clock.waiting(), 0);
}

void TestDetailPresenter::theSpeedIsSaidWhenBytesMove()
{
    Fixture program;
    const SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
    program.open(program.add(task));
    program.answerDetail(task, 1024);
    QCOMPARE(program.text(u"layersPace"_s), QString());
    program.clock.advance(2s);
    program.presenter.refresh();
    program.answerDetail(task, 3072);
    QCOMPARE(program.text(u"layersPace"_s), u"1.0 KiB/s, about 1 s left"_s);
    program.clock.advance(10s);
    program.presenter.refresh();
    program.answerDetail(task, 3072); // it stands still
    QCOMPARE(program.text(u"layersPace"_s), QString());
}

void TestDetailPresenter::theSpeedIsThatOfTheShownTask()
{
    Fixture program;
    const SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
    const SyncTask other = sampleTask(2, SyncTaskStatus::Synchronizing);
    const TaskRow row = program.add(task);
    const TaskRow otherRow = program.add(other);
    program.open(row);
    program.answerDetail(task, 1024);
    program.clock.advance(2s);
    program.presenter.refresh();
    program.answerDetail(task, 2048);
    QVERIFY(!program.text(u"layersPace"_s).isEmpty());
    for (const auto &[nextRow, next] : {std::pair(otherRow, other), std::pair(row, task)}) {
        program.clock.advance(10s);
        program.open(nextRow);
        QCOMPARE(program.text(u"layersPace"_s), QString());
        program.answerDetail(next, 3072); // more than of the task before, and how fast is not known
        QCOMPARE(program.text(u"layersPace"_s), QString());
        program.clock.advance(12s);
        program.presenter.refresh();
        program.answerDetail(next, 3584);
        QVERIFY(!program.text(u"layersPace"_s).isEmpty());
    }
}

void TestDetailPresenter::theConsoleOpensInTheBrowser()
{
    Fixture program;
    program.open(program.add(sampleTask(1)));
    UrlCatcher catcher;
    QDesktopServices::setUrlHandler(u"https"_s, &catcher, "take");
    program.pane.findChild<QAction *>(u"actionOpenSource"_s)->trigger();
    QDesktopServices::unsetUrlHandler(u"https"_s);
    QCOMPARE(catcher.urls.size(), 1);
    QVERIFY(catcher.urls.constFirst().path().endsWith(
        u"/cn-hangzhou/instance/cri-hangzhou/dashboard"_s));
}

QTEST_MAIN(TestDetailPresenter)
#include "tst_detailpresenter.moc"
