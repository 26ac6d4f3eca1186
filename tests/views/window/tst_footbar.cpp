#include "displaytext.h"
#include "footbar.h"
#include "instancestatuspanel.h"
#include "region.h"
#include "theme.h"

#include <QApplication>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 24, 51), Qt::UTC);

FeedState partlyLoaded()
{
    return {.phase = FeedState::Phase::Idle,
            .loaded = 300,
            .total = 36204,
            .completeSince = now.addDays(-7),
            .asOf = now,
            .nextRefresh = now.addSecs(8)};
}

QString coverage(const FootBar &bar)
{
    return bar.findChild<QLabel *>(u"coverage"_s)->text();
}

QPushButton *link(const FootBar &bar, const QString &name)
{
    return bar.findChild<QPushButton *>(name);
}

QString place(const FootBar &bar)
{
    return bar.findChild<QAbstractButton *>(u"place"_s)->text();
}

/// What a tool tip lets one read.
QString asShown(const QString &tip)
{
    return Qt::mightBeRichText(tip) ? QTextDocumentFragment::fromHtml(tip).toPlainText() : tip;
}

QString placeTip(const FootBar &bar)
{
    return bar.findChild<QAbstractButton *>(u"place"_s)->toolTip();
}

ListStatus listOf(const QString &name, ListStatus::State state, const FeedState &feed)
{
    return {.state = state,
            .instance = {.regionId = u"cn-hangzhou"_s, .instanceId = name},
            .name = name,
            .asOf = feed.asOf,
            .feed = feed};
}

void showLists(FootBar &bar, const std::vector<ListStatus> &lists)
{
    bar.showLists(lists, freshnessOf(lists), lists, now);
}

} // namespace

class TestFootBar final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }

    void whatCouldNotBeReadIsShownAsItWasSent()
    {
        FootBar bar;
        FeedState state = partlyLoaded();
        state.unread = {.rows = 1,
                        .values = 1,
                        .examples = {{.path = u"SyncTasks[3]"_s,
                                      .problem = u"has no usable id"_s,
                                      .raw = u"{\"a\":\"<b>\u202E\"}"_s}}};
        bar.showState(state, 0, now);
        const QString tip = asShown(bar.findChild<QLabel *>(u"coverage"_s)->toolTip());
        QVERIFY2(tip.contains(u"SyncTasks[3] has no usable id: {\"a\":\"<b><U+202E>\"}"_s),
                 qPrintable(tip));
        QVERIFY(tip.contains(u"and 1 more"_s));
        bar.showState(partlyLoaded(), 0, now);
        QVERIFY(bar.findChild<QLabel *>(u"coverage"_s)->toolTip().isEmpty());
    }

    void instancesAndRulesThatCouldNotBeReadAreShownToo()
    {
        FootBar bar;
        FeedState state = partlyLoaded();
        state.unread = {.values = 1};
        bar.showUnreadDirectory({.rows = 2,
                                 .values = 3,
                                 .examples = {{.path = u"SyncRules[0]"_s,
                                               .problem = u"has no usable id"_s,
                                               .raw = u"{\"SyncRuleId\":{}}"_s}}});
        bar.showState(state, 0, now);
        const auto *coverage = bar.findChild<QLabel *>(u"coverage"_s);
        QVERIFY2(coverage->text().contains(u"2 instance(s) or rule(s) could not be read"),
                 qPrintable(coverage->text()));
        QVERIFY(coverage->text().contains(u"4 value(s) left empty"));
        QVERIFY(coverage->toolTip().contains(u"SyncRules[0] has no usable id"));
    }

    void whatIsKnownIsSaid_data()
    {
        QTest::addColumn<FeedState>("state");
        QTest::addColumn<int>("shown");
        QTest::addColumn<QStringList>("facts");

        const QString time = withZone(cellTimeText(now, now), now);
        QTest::newRow("before the first question")
            << FeedState{} << 0 << QStringList{u"Nothing loaded yet"_s};
        QTest::newRow("first page on its way") << FeedState{.phase = FeedState::Phase::LoadingFirst}
                                               << 0 << QStringList{u"Loading the first page"_s};
        QTest::newRow("a part") << partlyLoaded() << 37
                                << QStringList{u"300 of 36,204 tasks loaded"_s,
                                               u"complete since "_s +
                                                   cellTimeText(now.addDays(-7), now),
                                               u"as of "_s + time, u"37 shown"_s};
        FeedState complete = partlyLoaded();
        complete.complete = true;
        complete.loaded = 36204;
        QTest::newRow("everything")
            << complete << 36204 << QStringList{u"All 36,204 tasks loaded"_s, u"as of "_s + time};
        FeedState unread = complete;
        unread.complete = false;
        unread.loaded = 36202;
        unread.completeSince = {};
        unread.unread = {.rows = 2, .values = 1};
        QTest::newRow("not all could be read")
            << unread << 36202
            << QStringList{u"36,202 of 36,204 tasks loaded"_s, u"2 task(s) could not be read"_s,
                           u"as of "_s + time, u"1 value(s) left empty"_s};
        FeedState doubtful = partlyLoaded();
        doubtful.completeSince = {};
        doubtful.doubt =
            PagingDoubt{.reason = PagingDoubt::Reason::PageMissing, .seen = 153, .total = 253};
        QTest::newRow("not proven")
            << doubtful << 300
            << QStringList{u"Not proven complete: 153 of 253 seen"_s, u"as of "_s + time};
        doubtful.doubt->total = 153;
        QTest::newRow("not proven, nothing known to be missing")
            << doubtful << 300
            << QStringList{u"Not proven complete: 153 seen"_s, u"as of "_s + time};
        FeedState offline = partlyLoaded();
        offline.total.reset();
        offline.completeSince = {};
        offline.asOf = now.addSecs(-720);
        offline.error = ApiError{.kind = ApiError::Kind::Network};
        QTest::newRow("old data") << offline << 300
                                  << QStringList{
                                         u"300 tasks loaded"_s,
                                         u"as of "_s +
                                             withZone(cellTimeText(offline.asOf, now), now) +
                                             u", "_s + relativeTimeText(offline.asOf, now)};
    }

    void whatIsKnownIsSaid()
    {
        QFETCH(FeedState, state);
        QFETCH(int, shown);
        QFETCH(QStringList, facts);
        FootBar bar;
        bar.showState(state, shown, now);
        QCOMPARE(coverage(bar).split(u" · "_s), facts);
    }

    void moreIsOfferedWhileSomethingIsMissing()
    {
        FootBar bar;
        bar.resize(1200, Metrics::footHeight);
        bar.show();
        bar.showState(partlyLoaded(), 37, now);
        QVERIFY(link(bar, u"loadMore"_s)->isVisible());
        QVERIFY(link(bar, u"loadAll"_s)->isVisible());
        QVERIFY(!link(bar, u"stopLoading"_s)->isVisible());
        QSignalSpy more(&bar, &FootBar::loadMoreRequested);
        QSignalSpy all(&bar, &FootBar::loadAllRequested);
        link(bar, u"loadMore"_s)->click();
        link(bar, u"loadAll"_s)->click();
        QCOMPARE(more.size(), 1);
        QCOMPARE(all.size(), 1);

        FeedState complete = partlyLoaded();
        complete.complete = true;
        bar.showState(complete, 37, now);
        QVERIFY(!link(bar, u"loadMore"_s)->isVisible());
        QVERIFY(!link(bar, u"loadAll"_s)->isVisible());
    }

    void loadingShowsHowFarAndCanBeStopped()
    {
        FootBar bar;
        bar.resize(1200, Metrics::footHeight);
        bar.show();
        FeedState loading = partlyLoaded();
        loading.phase = FeedState::Phase::LoadingMore;
        loading.loaded = 18102;
        bar.showState(loading, 37, now);
        const auto *progress = bar.findChild<QProgressBar *>(u"loadProgress"_s);
        QVERIFY(progress->isVisible());
        QCOMPARE(progress->value() * 2, progress->maximum());
        QVERIFY(!link(bar, u"loadAll"_s)->isVisible());
        QSignalSpy stop(&bar, &FootBar::stopRequested);
        link(bar, u"stopLoading"_s)->click();
        QCOMPARE(stop.size(), 1);
        loading.total.reset();
        bar.showState(loading, 37, now);
        QVERIFY(!progress->isVisible()); // of how many is not known
    }

    void whatIsCheckedIsNotYetAll()
    {
        FootBar bar;
        bar.resize(1200, Metrics::footHeight);
        bar.show();
        FeedState state = partlyLoaded();
        state.phase = FeedState::Phase::Checking;
        state.loaded = 36204;
        bar.showState(state, 36204, now);
        QVERIFY2(coverage(bar).startsWith(u"36,204 tasks loaded, checking"_s),
                 qPrintable(coverage(bar)));
        QVERIFY(link(bar, u"stopLoading"_s)->isVisible());
    }

    void allIsNeverSaidWhereAListWasNotRead()
    {
        using State = ListStatus::State;
        FootBar bar;
        FeedState complete = partlyLoaded();
        complete.complete = true;
        complete.loaded = 300;
        bar.showState(complete, 300, now);
        showLists(bar, {listOf(u"hub"_s, State::Current, complete)});
        QVERIFY2(coverage(bar).startsWith(u"All 300 tasks"_s), qPrintable(coverage(bar)));
        for (const State state : {State::NeverRead, State::Refused, State::NotAnswering}) {
            showLists(bar,
                      {listOf(u"edge"_s, state, {}), listOf(u"hub"_s, State::Current, complete)});
            QVERIFY2(coverage(bar).startsWith(u"300 tasks loaded"_s), qPrintable(coverage(bar)));
        }
        ListStatus region = listOf({}, State::NotAnswering, {});
        region.isPartlyListed = true;
        showLists(bar, {region, listOf(u"hub"_s, State::Current, complete)});
        QVERIFY2(coverage(bar).startsWith(u"300 tasks loaded"_s), qPrintable(coverage(bar)));
    }

    void theInstanceThatIsNotProvenCompleteIsNamed()
    {
        using State = ListStatus::State;
        FootBar bar;
        FeedState doubtful = partlyLoaded();
        doubtful.doubt =
            PagingDoubt{.reason = PagingDoubt::Reason::PageMissing, .seen = 153, .total = 253};
        bar.showState(doubtful, 453, now);
        showLists(bar, {listOf(u"edge"_s, State::Current, doubtful),
                        listOf(u"hub"_s, State::Current, partlyLoaded())});
        QVERIFY2(coverage(bar).startsWith(u"edge not proven complete: 153 of 253 seen"_s),
                 qPrintable(coverage(bar)));
        const QString tip = bar.findChild<QLabel *>(u"coverage"_s)->toolTip();
        QVERIFY2(tip.startsWith(u"edge: 153 of 253 seen. The registry sent a page"_s),
                 qPrintable(tip));
        // A narrower query has doubts of its own.
        FeedState narrow = doubtful;
        narrow.doubt->seen = 12;
        narrow.doubt->total = 14;
        bar.showState(narrow, 12, now);
        QVERIFY2(coverage(bar).startsWith(u"Not proven complete: 12 of 14 seen"_s),
                 qPrintable(coverage(bar)));
        QVERIFY(!bar.findChild<QLabel *>(u"coverage"_s)->toolTip().contains(u"edge"_s));
    }

    void thePlaceSaysHowTheRegistryAnswers()
    {
        using State = ListStatus::State;
        FootBar bar;
        bar.showPlace(u"cn-hangzhou"_s);
        bar.showState(partlyLoaded(), 37, now);
        showLists(bar, {listOf(u"hub"_s, State::Current, partlyLoaded())});
        QCOMPARE(place(bar), placeName(u"cn-hangzhou"_s));
        QVERIFY(placeTip(bar).contains(u"cn-hangzhou"_s));
        QVERIFY(placeTip(bar).contains(u"Answering"_s));
        // Three words for three things.
        showLists(bar, {listOf(u"hub"_s, State::NotAnswering, partlyLoaded())});
        QVERIFY(place(bar).contains(u"Not answering"_s));
        showLists(bar, {listOf(u"hub"_s, State::Refused, partlyLoaded())});
        QVERIFY(place(bar).contains(u"Refused"_s));
        showLists(bar, {listOf(u"hub"_s, State::NeverRead, {})});
        QVERIFY(place(bar).contains(u"Never read"_s));
    }

    void theNextRefreshIsAnnounced()
    {
        FootBar bar;
        bar.showState(partlyLoaded(), 37, now);
        const auto *next = bar.findChild<QLabel *>(u"nextRefresh"_s);
        QVERIFY(next->text().contains(relativeTimeText(now.addSecs(8), now)));
        FeedState byHand = partlyLoaded();
        byHand.nextRefresh = {};
        bar.showState(byHand, 37, now);
        QCOMPARE(next->text(), QString());
    }

    void itFitsIntoANarrowWindow()
    {
        FootBar bar;
        bar.showPlace(u"cn-hangzhou"_s);
        bar.showState(partlyLoaded(), 37, now);
        QCOMPARE_LE(bar.minimumSizeHint().width(), 640);
        bar.resize(640, Metrics::footHeight);
        bar.show();
        for (const QString &name : {u"loadMore"_s, u"loadAll"_s}) {
            const QPushButton *shown = link(bar, name);
            QVERIFY(!shown->isVisible() || (shown->geometry().right() <= 640 &&
                                            shown->width() >= shown->sizeHint().width()));
        }
    }

    /// What is asked, and what can be loaded, leave before it.
    void theStatementAboutCompletenessIsTheLastToLeave()
    {
        FootBar bar;
        bar.showRequests(12);
        bar.showState(partlyLoaded(), 37, now);
        const auto *label = bar.findChild<QLabel *>(u"coverage"_s);
        const QString kept = label->text().section(u" · "_s, 0, 1);
        QVERIFY(kept.contains(u"complete since"_s));
        const int needed = label->fontMetrics().horizontalAdvance(kept);
        bool wasAnyHidden = false;
        for (int width = 1200; width >= needed + 60; width -= 10) {
            bar.resize(width, Metrics::footHeight);
            bar.show();
            QCoreApplication::processEvents();
            QVERIFY2(label->width() >= needed, qPrintable(QString::number(width)));
            wasAnyHidden = wasAnyHidden || !link(bar, u"loadMore"_s)->isVisible();
        }
        QVERIFY(wasAnyHidden);
        bar.resize(1200, Metrics::footHeight);
        QVERIFY(link(bar, u"loadMore"_s)->isVisible() && link(bar, u"loadAll"_s)->isVisible());
    }

    void severalInstancesAreToldTogetherAndOneByOne()
    {
        using State = ListStatus::State;
        FootBar bar;
        bar.showState(partlyLoaded(), 300, now);
        showLists(bar, {listOf(u"hub"_s, State::Current, partlyLoaded()),
                        listOf(u"<edge>"_s, State::Current, partlyLoaded())});
        QVERIFY(place(bar).startsWith(u"2 instance"_s));
        showLists(bar, {listOf(u"<edge>"_s, State::Refused, {}),
                        listOf(u"hub"_s, State::Current, partlyLoaded())});
        QCOMPARE(place(bar), u"1 of 2 refused"_s);
        QVERIFY2(placeTip(bar).contains(u"hub: Answering · 300 of 36,204"_s),
                 qPrintable(placeTip(bar)));
        QVERIFY(asShown(placeTip(bar)).contains(u"<edge>"_s)); // a name is never markup
        showLists(bar, {listOf(u"a"_s, State::Refused, {}), listOf(u"b"_s, State::NotAnswering, {}),
                        listOf(u"c"_s, State::NeverRead, {}),
                        listOf(u"hub"_s, State::Current, partlyLoaded())});
        QCOMPARE(place(bar), u"3 of 4 not read: 1 refused, 1 not answering, 1 never read"_s);
        bar.showPlace(u"cn-hangzhou"_s); // one place says more than a number
        QVERIFY(place(bar).contains(u"Hangzhou"_s));
    }

    void theInstancesOpenByClickAndByKey()
    {
        using State = ListStatus::State;
        QWidget window;
        window.resize(1024, 640);
        FootBar bar(&window);
        bar.setGeometry(0, 640 - Metrics::footHeight, 1024, Metrics::footHeight);
        window.show();
        bar.showState(partlyLoaded(), 300, now);
        showLists(bar, {listOf(u"edge"_s, State::Refused, {}),
                        listOf(u"hub"_s, State::Current, partlyLoaded())});
        auto *button = bar.findChild<QAbstractButton *>(u"place"_s);
        QCOMPARE(button->focusPolicy(), Qt::TabFocus);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(bar.statusPanel().isVisible());
        QVERIFY(!bar.statusPanel().isModal());
        QCOMPARE_LE(bar.statusPanel().width(), window.width());
        QTest::keyClick(&bar.statusPanel(), Qt::Key_Escape);
        QVERIFY(!bar.statusPanel().isVisible());
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY(bar.statusPanel().isVisible());
        bar.statusPanel().close();
    }

    void aLongerIntervalThanWantedIsSaid()
    {
        FootBar bar;
        bar.setWantedInterval(std::chrono::seconds(10));
        FeedState state = partlyLoaded();
        state.refreshInterval = std::chrono::seconds(10);
        bar.showState(state, 300, now);
        const auto said = [&bar] { return bar.findChild<QLabel *>(u"nextRefresh"_s)->text(); };
        QCOMPARE(said(), u"refresh in 8 s"_s);
        state.refreshInterval = std::chrono::seconds(40);
        bar.showState(state, 300, now);
        QCOMPARE(said(), u"every 40 s · refresh in 8 s"_s);
    }

    void whatIsAskedOfTheAccountIsShown()
    {
        FootBar bar;
        bar.showState(partlyLoaded(), 300, now);
        const auto said = [&bar] { return bar.findChild<QLabel *>(u"nextRefresh"_s)->text(); };
        bar.showRequests(18);
        QVERIFY2(said().contains(u"18 request"_s) && said().contains(u"8 s"_s), qPrintable(said()));
        bar.showRequests(
            18, {{.reason = PauseReason::AskedToWait, .nextTry = now.addSecs(5), .subjects = {}}});
        QCOMPARE(said(), u"Paused: asked to wait, next try in 5 s"_s);
    }

    void callsThatWaitDoNotHideWhatIsPlanned()
    {
        FootBar bar;
        bar.showState(partlyLoaded(), 300, now);
        bar.showRequests(18, {{.reason = PauseReason::NoAnswer,
                               .nextTry = now.addSecs(1),
                               .subjects = {},
                               .isOfCalls = true}});
        const QString said = bar.findChild<QLabel *>(u"nextRefresh"_s)->text();
        QVERIFY2(said.startsWith(u"Next try in 1 s · 18 request"_s), qPrintable(said));
        QVERIFY2(said.endsWith(u"refresh in 8 s"_s), qPrintable(said));
    }

    void aPauseCountsWithTheClock()
    {
        FootBar bar;
        bar.showRequests(
            0, {{.reason = PauseReason::NoAnswer, .nextTry = now.addSecs(8), .subjects = {}}});
        const auto said = [&bar] { return bar.findChild<QLabel *>(u"nextRefresh"_s)->text(); };
        FeedState state = partlyLoaded();
        state.nextRefresh = now.addSecs(8);
        bar.showState(state, 300, now);
        QCOMPARE(said(), u"Next try in 8 s"_s);
        bar.showState(state, 300, now.addSecs(3));
        QCOMPARE(said(), u"Next try in 5 s"_s);
        bar.showState(state, 300, now.addSecs(8)); // it is under way
        QCOMPARE(said(), u"No answer"_s);
        bar.showRequests(0);
        QCOMPARE(said(), QString());
    }

    void ofSeveralAccountsThePausedOneIsNamed()
    {
        FootBar bar;
        bar.showState(partlyLoaded(), 300, now);
        const auto said = [&bar] { return bar.findChild<QLabel *>(u"nextRefresh"_s)->text(); };
        bar.showRequests(18, {{.reason = PauseReason::KeyExpired,
                               .nextTry = now.addSecs(300),
                               .subjects = {u"prod"_s}}});
        QVERIFY2(said().startsWith(u"prod paused: key expired, next try in 5 m · 18 request"_s),
                 qPrintable(said()));
        QVERIFY2(said().endsWith(u"refresh in 8 s"_s), qPrintable(said())); // of the others
    }
};

QTEST_MAIN(TestFootBar)
#include "tst_footbar.moc"
