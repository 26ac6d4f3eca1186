#include "freshness.h"
#include "liststatus.h"
#include "liststatustext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
using State = Freshness::State;
using ListState = ListStatus::State;

/// Seen so long ago; what its last call failed with.
InstanceFeed list(std::optional<std::chrono::seconds> age, std::optional<ApiError::Kind> error = {})
{
    InstanceFeed feed{.instance = {.instanceId = u"cri-1"_s}};
    if (age)
        feed.state.asOf = now.addSecs(-age->count());
    if (error) {
        feed.state.error = ApiError{.kind = *error};
        feed.state.failingSince = now.addSecs(-3);
    }
    return feed;
}

UnlistedRegion unlisted(std::optional<ApiError::Kind> error = {})
{
    UnlistedRegion region{.place = {.account = u"prod"_s, .regionId = u"eu-central-1"_s}};
    if (error)
        region.error = ApiError{.kind = *error};
    return region;
}

Freshness freshness(const std::vector<InstanceFeed> &lists,
                    const std::vector<UnlistedRegion> &regions = {}, ReadingRule rule = {10s})
{
    return freshnessOf(listStatuses(lists, regions, rule, now));
}

ReadingRule readBefore(const QDateTime &time)
{
    return {.interval = 10s, .before = {{u"cri-1"_s, time}}};
}

} // namespace

class TestFreshness final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aListIsFreshForAFewRefreshes()
    {
        QCOMPARE(longestFreshness(10s), std::chrono::milliseconds(1min));
        QCOMPARE(longestFreshness(5min), std::chrono::milliseconds(15min));
        QCOMPARE(longestFreshness(0s), std::chrono::milliseconds(5min));
        QCOMPARE(freshness({list(60s)}).state, State::Fresh);
        QCOMPARE(freshness({list(61s)}).state, State::Outdated);
        QCOMPARE(freshness({list(61s)}).asOf, now.addSecs(-61));
        // One that is read less often, as many share the requests, is not late for that.
        InstanceFeed seldom = list(140s);
        seldom.state.refreshInterval = 60s;
        QCOMPARE(freshness({seldom}).state, State::Fresh);
    }

    void aCallWithoutAnAnswerIsShownAfterFiveSeconds_data()
    {
        QTest::addColumn<int>("interval"); // all in seconds
        QTest::addColumn<int>("age");
        QTest::addColumn<std::optional<int>>("silence"); // empty: no call is open
        QTest::addColumn<State>("state");
        const auto row = [](const char *name, int interval, int age, std::optional<int> silence,
                            State state) {
            QTest::newRow(name) << interval << age << silence << state;
        };
        row("just sent", 10, 10, 0, State::Fresh);
        row("not yet", 10, 14, 4, State::Fresh);
        row("silent", 10, 15, 5, State::Outdated);
        row("silent, by hand", 0, 30, 5, State::Outdated);
        row("silent, seldom read", 300, 305, 5, State::Outdated);
        row("seldom read, nothing asked", 300, 299, {}, State::Fresh);
        row("a slow page of many", 10, 30, 3, State::Fresh);
    }

    void aCallWithoutAnAnswerIsShownAfterFiveSeconds()
    {
        QFETCH(int, interval);
        QFETCH(int, age);
        QFETCH(std::optional<int>, silence);
        InstanceFeed feed = list(std::chrono::seconds(age));
        if (silence)
            feed.state.unansweredSince = now.addSecs(-*silence);
        QTEST(freshness({feed}, {}, {std::chrono::seconds(interval)}).state, "state");
    }

    /// And of instances that no list reads.
    void listsThatAreBehindSayWhenTheyWereRead()
    {
        InstanceFeed silent = list(10s);
        silent.instance.instanceId = u"cri-silent"_s;
        silent.state.unansweredSince = now.addSecs(-5);
        InstanceFeed current = list(3s);
        current.instance.instanceId = u"cri-current"_s;
        InstanceFeed failing = list(4s);
        failing.instance.instanceId = u"cri-failing"_s;
        failing.state.error = ApiError{.kind = ApiError::Kind::Network};
        const QHash<QString, QDateTime> before{{u"cri-current"_s, now.addDays(-1)},
                                               {u"cri-past"_s, now.addDays(-2)}};
        const auto lists =
            listStatuses(std::vector{silent, current, failing}, {}, {.interval = 10s}, now);
        QCOMPARE(lastReadings(lists, before),
                 (QHash<QString, QDateTime>{{u"cri-silent"_s, now.addSecs(-10)},
                                            {u"cri-failing"_s, now.addSecs(-4)},
                                            {u"cri-past"_s, now.addDays(-2)}}));
    }

    /// How many instances they have nobody knows.
    void regionsAreNotCountedAsInstances_data()
    {
        QTest::addColumn<std::vector<InstanceFeed>>("lists");
        QTest::addColumn<std::vector<UnlistedRegion>>("regions");
        QTest::addColumn<QString>("text");
        const auto permission = ApiError::Kind::Permission;
        const auto network = ApiError::Kind::Network;
        const auto row = [](const char *name, const std::vector<InstanceFeed> &lists,
                            const std::vector<UnlistedRegion> &regions, const QString &text) {
            QTest::newRow(name) << lists << regions << text;
        };
        row("instances alone", {list(1s, permission), list(1s)}, {}, u"1 of 2 refused"_s);
        row("a region alone", {list(1s), list(1s)}, {unlisted(permission)},
            u"Refused: 1 region(s) or profile(s)"_s);
        row("both", {list(1s, permission), list(1s, permission)},
            {unlisted(permission), unlisted(permission)},
            u"Refused: 2 of 2 instance(s) and 2 region(s) or profile(s)"_s);
        row("not answering", {list(1s, network)}, {unlisted(network)},
            u"Not answering: 1 of 1 instance(s) and 1 region(s) or profile(s)"_s);
        row("never read", {list({})}, {unlisted()},
            u"Never read: 1 of 1 instance(s) and 1 region(s) or profile(s)"_s);
        row("for several reasons", {list(1s, network), list(1s)}, {unlisted(permission)},
            u"Not read: 1 of 2 instance(s) and 1 region(s) or profile(s) (1 refused, 1 not answering)"_s);
    }

    void regionsAreNotCountedAsInstances()
    {
        QFETCH(const std::vector<InstanceFeed>, lists);
        QFETCH(const std::vector<UnlistedRegion>, regions);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const Freshness told = freshness(lists, regions);
        QTEST(behindText(told), "text");
        QCOMPARE(told.instances(), static_cast<int>(lists.size()));
    }

    void eachFailureHasItsWord_data()
    {
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::addColumn<ListState>("word");
        QTest::addColumn<State>("state");
        QTest::newRow("network") << ApiError::Kind::Network << ListState::NotAnswering
                                 << State::Lost;
        QTest::newRow("timeout") << ApiError::Kind::Timeout << ListState::NotAnswering
                                 << State::Lost;
        QTest::newRow("server") << ApiError::Kind::Server << ListState::NotAnswering << State::Lost;
        QTest::newRow("no answer of the API")
            << ApiError::Kind::Protocol << ListState::NotAnswering << State::Lost;
        QTest::newRow("permission")
            << ApiError::Kind::Permission << ListState::Refused << State::Refused;
        QTest::newRow("credential")
            << ApiError::Kind::Credential << ListState::Refused << State::Refused;
        QTest::newRow("set-up") << ApiError::Kind::Configuration << ListState::Refused
                                << State::Refused;
        QTest::newRow("deleted") << ApiError::Kind::NotFound << ListState::Refused
                                 << State::Refused;
        QTest::newRow("stopped") << ApiError::Kind::Request << ListState::Refused << State::Refused;
        // What it told a moment ago still holds.
        QTest::newRow("throttled")
            << ApiError::Kind::Throttled << ListState::Current << State::Fresh;
    }

    void eachFailureHasItsWord()
    {
        QFETCH(const ApiError::Kind, kind);
        QFETCH(const ListState, word);
        QFETCH(const State, state);
        const std::vector<InstanceFeed> lists{list(5s, kind)};
        QCOMPARE(listStatuses(lists, {}, {10s}, now).front().state, word);
        QCOMPARE(freshness(lists).state, state);
        QCOMPARE(freshness({list(5min, kind)}).state,
                 state == State::Fresh ? State::Outdated : state);
        // Never read before: whatever the reason, nothing is known.
        QCOMPARE(freshness({list(5s), list({}, kind)}).state, State::Partly);
        QCOMPARE(freshness({list(5s), list({}, kind)}).unread, 1);
    }

    void whatAllAreRefusedForIsTheReason()
    {
        InstanceFeed expired = list(5min, ApiError::Kind::Credential);
        expired.state.error->code = u"InvalidSecurityToken.Expired"_s;
        QCOMPARE(freshness({expired}).refusal, PauseReason::KeyExpired);
        QCOMPARE(freshness({expired, expired, list(5s)}).refusal, PauseReason::KeyExpired);
        const InstanceFeed wrong = list(5min, ApiError::Kind::Credential);
        QCOMPARE(freshness({expired, wrong}).refusal, PauseReason::Refused);
        QCOMPARE(freshness({expired, wrong, expired}).refusal, PauseReason::Refused);
        QCOMPARE(freshness({expired, wrong}).refused, 2);
        expired.state.error->code = u"InvalidTimeStamp.Expired"_s; // that is the clock
        QCOMPARE(freshness({expired}).refusal, PauseReason::ClockWrong);
    }

    void aRegionThatIsPartlyListedIsNotProven()
    {
        UnlistedRegion late = unlisted(ApiError::Kind::Timeout);
        late.isPartlyListed = true;
        const Freshness all = freshness({list(5s)}, {late});
        QCOMPARE(all.state, State::Fresh); // what is known is
        QCOMPARE(all.behind, 0);
        QCOMPARE(all.unread, 0);
        QCOMPARE(all.unproven, 1);
        QCOMPARE(all.partlyListed, 1);
        QCOMPARE(all.missing, 0); // there may be no other instance
        UnlistedRegion incomplete = late;
        incomplete.error =
            incompleteList({.seen = 1, .total = 2}, u"instances"_s, u"ListInstance"_s, u"prod"_s);
        QCOMPARE(freshness({list(5s)}, {incomplete}).missing, 1);
        // None of the lists is current: that one is not proven is no list that is.
        QCOMPARE(freshness({list(2min, ApiError::Kind::Network)}, {late}).state, State::Lost);
        QCOMPARE(freshness({list(3min)}, {late}).state, State::Outdated);
    }

    void someOfSeveralAreCounted()
    {
        const Freshness some =
            freshness({list(5s), list(2min, ApiError::Kind::Network), list(3min)});
        QCOMPARE(some.state, State::Partly);
        QCOMPARE(some.behind, 2);
        QCOMPARE(some.all, 3);
        QCOMPARE(some.notAnswering, 1);
        QCOMPARE(some.outdated, 1);
        QCOMPARE(some.unread, 0);
        QCOMPARE(some.asOf, now.addSecs(-180));
        QCOMPARE(some.since, now.addSecs(-3));
    }

    void whatWasNeverReadIsMissing()
    {
        QCOMPARE(freshness({}).state, State::Fresh);
        QCOMPARE(freshness({list({})}).state, State::Unread); // on its way
        const Freshness some = freshness({list(5s), list({})});
        QCOMPARE(some.state, State::Partly);
        QCOMPARE(some.neverRead, 1);
        QCOMPARE(some.unread, 1);
        QCOMPARE(freshness({list(5s), list({}, ApiError::Kind::Permission)}).refused, 1);
    }

    void thePastIsAsOldAsItWasSeen()
    {
        const ReadingRule rule = readBefore(now.addDays(-1));
        QCOMPARE(freshness({list({})}, {}, rule).state, State::Outdated);
        QCOMPARE(freshness({list({})}, {}, rule).asOf, now.addDays(-1));
        QCOMPARE(freshness({list(5s)}, {}, rule).state, State::Fresh);
        QCOMPARE(freshness({list({})}, {}, readBefore(now.addSecs(-20))).state, State::Fresh);
        // Refused now: what the history knows is that old, and it was read.
        const Freshness refused = freshness({list({}, ApiError::Kind::Permission)}, {}, rule);
        QCOMPARE(refused.state, State::Refused);
        QCOMPARE(refused.asOf, now.addDays(-1));
        QCOMPARE(refused.unread, 0);
        // The past of one instance is not another's.
        InstanceFeed other = list({});
        other.instance.instanceId = u"cri-2"_s;
        QCOMPARE(freshness({list(5s), other}, {}, rule).unread, 1);
    }

    void whatListsNothingIsMissing_data()
    {
        QTest::addColumn<std::optional<ApiError::Kind>>("error");
        QTest::addColumn<State>("alone");
        QTest::newRow("network") << std::optional(ApiError::Kind::Network) << State::Lost;
        QTest::newRow("wrong key") << std::optional(ApiError::Kind::Credential) << State::Refused;
        QTest::newRow("may not list")
            << std::optional(ApiError::Kind::Permission) << State::Refused;
        QTest::newRow("no answer yet") << std::optional<ApiError::Kind>() << State::Unread;
    }

    void whatListsNothingIsMissing()
    {
        QFETCH(const std::optional<ApiError::Kind>, error);
        QFETCH(const State, alone);
        const Freshness beside = freshness({list(5s)}, {unlisted(error)});
        QCOMPARE(beside.state, State::Partly);
        QCOMPARE(beside.behind, 1);
        QCOMPARE(beside.all, 2);
        QCOMPARE(beside.unread, 1);
        QCOMPARE(freshness({}, {unlisted(error)}).state, alone);
    }

    void theWorstComesFirst()
    {
        const std::vector<InstanceFeed> lists{list(5s), list({}), list(5s, ApiError::Kind::Timeout),
                                              list(5s, ApiError::Kind::Permission), list(5min)};
        QStringList words;
        for (const ListStatus &status : listStatuses(lists, {}, {10s}, now))
            words << displayName(status.state);
        QCOMPARE(words, (QStringList{u"Refused"_s, u"Not answering"_s, u"Never read"_s,
                                     u"Out of date"_s, u"Answering"_s}));
    }
};

QTEST_GUILESS_MAIN(TestFreshness)
#include "tst_freshness.moc"
