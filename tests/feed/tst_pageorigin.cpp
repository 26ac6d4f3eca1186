#include "fakeregistry.h"
#include "liststatus.h"
#include "manualclock.h"
#include "sampletasks.h"
#include "taskfeed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const InstanceRef instance{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-hangzhou"_s};

/// A feed whose pages come from somebody who asks the registry for it.
struct OriginFeed {
    FakeRegistry source{};
    ManualClock clock{};
    TaskStore store{};
    TaskFeed feed{source, clock, store};

    OriginFeed()
    {
        feed.setRefreshInterval(10s);
        feed.setQuery(instance, {});
    }
    /// Two tasks are all there are.
    void answerAll(const PageOrigin &origin)
    {
        for (std::size_t i = 0; i < source.taskCalls.size(); ++i) {
            if (!source.taskCalls[i].isOpen())
                continue;
            const int pageNo = source.taskCalls[i].question.pageNo;
            std::vector<SyncTask> tasks;
            if (pageNo == 1)
                tasks = {sampleTask(2), sampleTask(1)};
            SyncTaskPage page = samplePage(tasks, 2, pageNo);
            page.origin = origin;
            source.taskCalls[i].answer(page);
        }
    }
    [[nodiscard]] ListStatus status() const
    {
        return listStatuses(std::vector{InstanceFeed{.instance = instance, .state = feed.state()}},
                            {}, {.interval = 10s}, clock.now(), {})
            .front();
    }
};

} // namespace

/// Pages of which somebody else says how old and how complete they are.
class TestPageOrigin final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aListIsAsOldAsItsOriginSays()
    {
        OriginFeed f;
        const QDateTime asOf = f.clock.now().addSecs(-40);
        f.answerAll({.asOf = asOf, .interval = 30s});
        QCOMPARE(f.feed.state().asOf, asOf);
        QVERIFY(f.feed.state().complete);
        QCOMPARE(f.status().state, ListStatus::State::Current);
    }

    void anOriginThatReadsSeldomIsNotOutdatedSooner()
    {
        OriginFeed f;
        f.answerAll({.asOf = f.clock.now().addSecs(-100), .interval = 40s});
        QCOMPARE(f.feed.state().refreshInterval, std::chrono::milliseconds(40s));
        QCOMPARE(f.status().state, ListStatus::State::Current);
    }

    void anOriginThatHasStoppedIsOutdatedThoughItAnswers()
    {
        OriginFeed f;
        const QDateTime asOf = f.clock.now();
        f.answerAll({.asOf = asOf, .interval = 10s});
        for (int i = 0; i < 7; ++i) {
            f.clock.advance(10s);
            f.answerAll({.asOf = asOf, .interval = 10s});
        }
        QCOMPARE(f.feed.state().asOf, asOf);
        QCOMPARE(f.status().state, ListStatus::State::Outdated);
    }

    void whatWasNeverReadInFullIsNeverComplete()
    {
        OriginFeed f;
        f.answerAll({.interval = 10s});
        QCOMPARE(f.feed.state().loaded, 2);
        QVERIFY(!f.feed.state().asOf.isValid());
        QVERIFY(!f.feed.state().complete);
        QVERIFY(!f.feed.state().completeSince.isValid());
        QVERIFY(!f.feed.state().doubt);
        QCOMPARE(f.status().state, ListStatus::State::NeverRead);
        f.clock.advance(10s); // it is asked again all the same
        f.answerAll({.asOf = f.clock.now(), .interval = 10s});
        QVERIFY(f.feed.state().complete);
    }

    void whyTheOriginCannotReadIsTold()
    {
        OriginFeed f;
        const ApiError denied{.kind = ApiError::Kind::Permission, .code = u"NoPermission"_s};
        const QDateTime since = f.clock.now().addSecs(-300);
        f.answerAll({.asOf = since, .interval = 10s, .error = denied, .failingSince = since});
        QCOMPARE(f.feed.state().error, denied);
        QCOMPARE(f.feed.state().failingSince, since);
        QCOMPARE(f.status().state, ListStatus::State::Refused);
        f.clock.advance(10s); // the error is not the feed's own: it goes on asking
        f.answerAll({.asOf = f.clock.now(), .interval = 10s});
        QVERIFY(!f.feed.state().error);
        QCOMPARE(f.status().state, ListStatus::State::Current);
    }

    void itsOwnErrorComesFirst()
    {
        OriginFeed f;
        f.answerAll({.asOf = f.clock.now(),
                     .interval = 10s,
                     .error = ApiError{.kind = ApiError::Kind::Permission}});
        f.clock.advance(10s);
        const ApiError own{.kind = ApiError::Kind::Network, .code = u"TeamDatabaseUnreachable"_s};
        for (auto &call : f.source.taskCalls) {
            if (call.isOpen())
                call.answer(tl::unexpected(own));
        }
        QCOMPARE(f.feed.state().error, own);
    }
};

QTEST_GUILESS_MAIN(TestPageOrigin)
#include "tst_pageorigin.moc"
