#include "freshness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
using State = Freshness::State;

/// Seen so long ago; what its last call failed with.
InstanceFeed list(std::optional<std::chrono::seconds> age, std::optional<ApiError::Kind> error = {})
{
    InstanceFeed feed{.instance = {.instanceId = u"cri-1"_s}};
    if (age)
        feed.state.asOf = now.addSecs(-age->count());
    if (error)
        feed.state.error = ApiError{.kind = *error};
    return feed;
}

Freshness freshness(const std::vector<InstanceFeed> &lists,
                    const std::vector<ApiError> &unlisted = {}, FreshnessRule rule = {10s, {}})
{
    return freshnessOf(lists, unlisted, rule, now);
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
    }

    void aLostConnectionIsToldAtOnce_data()
    {
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::addColumn<State>("state");
        QTest::newRow("network") << ApiError::Kind::Network << State::Lost;
        QTest::newRow("timeout") << ApiError::Kind::Timeout << State::Lost;
        QTest::newRow("server") << ApiError::Kind::Server << State::Lost;
        // These answer: what they told a moment ago still holds.
        QTest::newRow("throttled") << ApiError::Kind::Throttled << State::Fresh;
        QTest::newRow("permission") << ApiError::Kind::Permission << State::Fresh;
        QTest::newRow("credential") << ApiError::Kind::Credential << State::Fresh;
    }

    void aLostConnectionIsToldAtOnce()
    {
        QFETCH(const ApiError::Kind, kind);
        QFETCH(const State, state);
        QCOMPARE(freshness({list(5s, kind)}).state, state);
        QCOMPARE(freshness({list(5min, kind)}).state,
                 state == State::Fresh ? State::Outdated : state);
    }

    void someOfSeveralAreCounted()
    {
        const Freshness some =
            freshness({list(5s), list(2min, ApiError::Kind::Network), list(3min)});
        QCOMPARE(some.state, State::Partly);
        QCOMPARE(some.behind, 2);
        QCOMPARE(some.all, 3);
        QCOMPARE(some.asOf, now.addSecs(-180));
    }

    void whatWasNeverToldIsNotMissing()
    {
        QCOMPARE(freshness({}).state, State::Fresh);
        QCOMPARE(freshness({list({})}).state, State::Fresh); // on its way
        QCOMPARE(freshness({list(5s), list({}, ApiError::Kind::Permission)}).state, State::Fresh);
    }

    void thePastIsAsOldAsItWasSeen()
    {
        const FreshnessRule rule{10s, now.addDays(-1)};
        QCOMPARE(freshness({list({})}, {}, rule).state, State::Outdated);
        QCOMPARE(freshness({list({})}, {}, rule).asOf, now.addDays(-1));
        QCOMPARE(freshness({list(5s)}, {}, rule).state, State::Fresh);
        QCOMPARE(freshness({list({})}, {}, {10s, now.addSecs(-20)}).state, State::Fresh);
    }

    void anAccountThatListsNothingIsMissing()
    {
        const auto with = [](ApiError::Kind kind) {
            return freshness({list(5s)}, {ApiError{.kind = kind}});
        };
        QCOMPARE(with(ApiError::Kind::Network).state, State::Partly);
        QCOMPARE(with(ApiError::Kind::Credential).behind, 1);
        QCOMPARE(with(ApiError::Kind::Permission).state, State::Fresh);
        QCOMPARE(freshness({}, {ApiError{.kind = ApiError::Kind::Network}}).state, State::Lost);
        // At the first start there is nothing that could be old.
        QCOMPARE(freshness({}, {ApiError{.kind = ApiError::Kind::Credential}}).state, State::Fresh);
    }
};

QTEST_GUILESS_MAIN(TestFreshness)
#include "tst_freshness.moc"
