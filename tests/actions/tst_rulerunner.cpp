#include "fakeregistry.h"
#include "rulerunner.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

using State = ActionOutcome::State;

namespace {

CreateSyncRule wanted()
{
    return {.instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s},
            .name = u"mine"_s,
            .namespaceName = u"web"_s,
            .tagFilter = u"^v"_s,
            .target = {.instanceId = u"cri-2"_s,
                       .regionId = u"eu-central-1"_s,
                       .namespaceName = u"web"_s}};
}

/// As the registry lists what was wanted.
SyncRule madeAs(const QString &id)
{
    const CreateSyncRule rule = wanted();
    return {.id = id,
            .name = rule.name,
            .direction = syncDirectionFromWire(u"FROM"_s),
            .scope = syncScopeFromWire(u"NAMESPACE"_s),
            .trigger = taskTriggerFromWire(u"PASSIVE"_s),
            .tagFilter = rule.tagFilter,
            .repoNameFilter = u".*"_s,
            .local = {.instanceId = u"cri-1"_s,
                      .regionId = u"cn-hangzhou"_s,
                      .namespaceName = u"web"_s},
            .target = rule.target};
}

RuleRemoval removal()
{
    return {.instance = wanted().instance, .rule = madeAs(u"crsr-1"_s)};
}

ApiError lostAnswer(ApiError::Kind kind = ApiError::Kind::Timeout)
{
    return {.kind = kind, .isOutcomeInDoubt = true};
}

} // namespace

class TestRuleRunner final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fakes = std::make_unique<Fakes>(); }

    void aRuleIsMadeAfterALookAtWhatIsThere()
    {
        const QSignalSpy finished(&runner(), &RuleRunner::finished);
        runner().start(wanted());
        QCOMPARE(state(), State::LookingUp);
        answerList({madeAs(u"crsr-other"_s)}, u"another"_s);
        QCOMPARE(state(), State::Sending);
        QCOMPARE(creations()[0].question, wanted());
        creations()[0].answer(ActionReceipt{.createdId = u"crsr-new"_s});
        QCOMPARE(state(), State::Done);
        QCOMPARE(runner().outcome().createdId, u"crsr-new"_s);
        QCOMPARE(finished.size(), 1);
    }

    void aListThatLeavesOutTheRegionIsUnderstood()
    {
        runner().start(wanted());
        SyncRule listed = madeAs(u"crsr-1"_s);
        listed.target.regionId.clear();
        answerList({listed});
        QCOMPARE(state(), State::Superseded);
        QVERIFY(creations().empty());
    }

    void whatIsThereAlreadyIsNotMadeAgain()
    {
        runner().start(wanted());
        answerList({madeAs(u"crsr-1"_s)});
        QCOMPARE(state(), State::Superseded);
        QCOMPARE(runner().outcome().createdId, u"crsr-1"_s);
        QVERIFY(creations().empty());
    }

    void aRuleThatIsStartedOtherwiseIsAnotherOne()
    {
        CreateSyncRule byHand = wanted();
        byHand.trigger = TaskTrigger::Initiative;
        runner().start(byHand);
        answerList({madeAs(u"crsr-1"_s)});
        QCOMPARE(state(), State::Sending);
    }

    void nothingIsSentWhereTheListCannotBeRead()
    {
        runner().start(wanted());
        lists().back().answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
        QCOMPARE(state(), State::Refused);
        QVERIFY(creations().empty());
    }

    void aLostAnswerIsReadNotRepeated_data()
    {
        QTest::addColumn<bool>("isListed");
        QTest::newRow("it took place") << true;
        QTest::newRow("nothing is seen of it") << false;
    }

    void aLostAnswerIsReadNotRepeated()
    {
        QFETCH(bool, isListed);
        runner().start(wanted());
        answerList({madeAs(u"crsr-old"_s)}, u"another"_s);
        creations()[0].answer(tl::unexpected(lostAnswer()));
        QCOMPARE(state(), State::Checking);
        answerList(isListed ? std::vector{madeAs(u"crsr-new"_s)} : std::vector<SyncRule>());
        QCOMPARE(state(), isListed ? State::DoneAfterAll : State::NotSeen);
        QCOMPARE(runner().outcome().createdId, isListed ? u"crsr-new"_s : QString());
        QCOMPARE(creations().size(), std::size_t{1});
    }

    void whatCannotBeReadStaysInDoubt()
    {
        runner().start(wanted());
        answerList({});
        creations()[0].answer(tl::unexpected(lostAnswer()));
        lists().back().answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
        QCOMPARE(state(), State::InDoubt);
        QCOMPARE(creations().size(), std::size_t{1});
    }

    void aRuleThatCannotBeReadMayBeTheOne()
    {
        runner().start(removal());
        removals()[0].answer(tl::unexpected(lostAnswer()));
        for (int i = 0; i < 100 && state() == State::Checking; ++i) {
            SyncRulePage page{.pageSize = 100, .totalCount = 1};
            const auto open =
                std::ranges::find_if(lists(), [](auto &call) { return call.isOpen(); });
            QVERIFY(open != lists().end());
            QVERIFY(open->question.mustBeCurrent);
            if (open->question.pageNo == 1)
                page.issues.rows.push_back({});
            open->answer(page);
        }
        QCOMPARE(state(), State::InDoubt);
    }

    void aRefusalForWantOfPermissionIsTold()
    {
        const QSignalSpy forbidden(&runner(), &RuleRunner::forbidden);
        runner().start(removal());
        removals()[0].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
        QCOMPARE(state(), State::Refused);
        QCOMPARE(forbidden[0][1].toString(), u"DeleteRepoSyncRule"_s);
    }

    void aRemovalIsSentAndItsLossRead_data()
    {
        QTest::addColumn<bool>("isListed");
        QTest::newRow("it took place") << false;
        QTest::newRow("the rule is there") << true;
    }

    void aRemovalIsSentAndItsLossRead()
    {
        QFETCH(bool, isListed);
        runner().start(removal());
        QCOMPARE(removals()[0].question.syncRuleId, u"crsr-1"_s);
        removals()[0].answer(tl::unexpected(lostAnswer()));
        answerList(isListed ? std::vector{madeAs(u"crsr-1"_s)} : std::vector<SyncRule>());
        QCOMPARE(state(), isListed ? State::NotSeen : State::DoneAfterAll);
        QCOMPARE(removals().size(), std::size_t{1});
    }

    void stoppingSendsNothingMore()
    {
        const QSignalSpy finished(&runner(), &RuleRunner::finished);
        runner().start(wanted());
        runner().stop();
        QCOMPARE(state(), State::NotSent);
        QCOMPARE(finished.size(), 1);
        QTRY_VERIFY(!lists().back().isOpen());
        QVERIFY(creations().empty());
    }

    void whatWasSentIsFollowedToItsEnd()
    {
        runner().start(removal());
        runner().stop();
        QCOMPARE(state(), State::Sending);
        removals()[0].answer(ActionReceipt{});
        QCOMPARE(state(), State::Done);
    }

    void doubtIsDoubtWhateverTheKind_data()
    {
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::newRow("timeout") << ApiError::Kind::Timeout;
        QTest::newRow("network") << ApiError::Kind::Network;
        QTest::newRow("server") << ApiError::Kind::Server;
        QTest::newRow("protocol") << ApiError::Kind::Protocol;
    }

    void doubtIsDoubtWhateverTheKind()
    {
        QFETCH(ApiError::Kind, kind);
        runner().start(removal());
        removals()[0].answer(tl::unexpected(lostAnswer(kind)));
        QCOMPARE(state(), State::Checking);
        answerList({madeAs(u"crsr-1"_s)});
        QCOMPARE(state(), State::NotSeen);
        QCOMPARE(runner().outcome().error, lostAnswer(kind));
        QCOMPARE(removals().size(), std::size_t{1});
    }

    void nothingLeavesBeforeItIsWrittenDownAndThenOnce()
    {
        std::vector<std::function<void()>> written;
        runner().setBeforeSending(
            [&written](const std::function<void()> &send) { written.push_back(send); });
        runner().start(removal());
        QVERIFY(removals().empty());
        written.at(0)();
        written.at(0)();
        QCOMPARE(removals().size(), std::size_t{1});
        removals()[0].answer(ActionReceipt{});
        runner().start(removal());
        written.at(0)(); // is of the change before
        QCOMPARE(removals().size(), std::size_t{1});
        const auto late = written.at(1);
        m_fakes = std::make_unique<Fakes>();
        late();
        QVERIFY(removals().empty());
    }

    void nothingIsKeptOfTheChangeBefore()
    {
        const QSignalSpy finished(&runner(), &RuleRunner::finished);
        runner().start(wanted());
        answerList({madeAs(u"crsr-1"_s)}, u"another"_s);
        creations()[0].answer(tl::unexpected(lostAnswer()));
        lists().back().answer(tl::unexpected(lostAnswer()));
        QCOMPARE(state(), State::InDoubt);

        runner().start(wanted());
        QCOMPARE(runner().outcome(), ActionOutcome{.state = State::LookingUp});
        answerList({});
        creations().at(1).answer(tl::unexpected(lostAnswer()));
        answerList({madeAs(u"crsr-1"_s)}); // was not listed before this change
        QCOMPARE(runner().outcome(),
                 (ActionOutcome{.state = State::DoneAfterAll, .createdId = u"crsr-1"_s}));
        QCOMPARE(finished.size(), 2);
    }

    void anotherChangeEndsTheOneUnderWay()
    {
        runner().start(removal());
        runner().start(wanted());
        QTRY_VERIFY(!removals()[0].isOpen()); // its answer would be the other change's
        QCOMPARE(state(), State::LookingUp);
    }

private:
    struct Fakes {
        FakeRegistry registry;
        RuleRunner runner{registry};
    };

    [[nodiscard]] RuleRunner &runner() { return m_fakes->runner; }
    [[nodiscard]] State state() { return runner().outcome().state; }
    [[nodiscard]] decltype(FakeRegistry::ruleCalls) &lists() { return m_fakes->registry.ruleCalls; }
    [[nodiscard]] decltype(FakeRegistry::createRuleCalls) &creations()
    {
        return m_fakes->registry.createRuleCalls;
    }
    [[nodiscard]] decltype(FakeRegistry::deleteRuleCalls) &removals()
    {
        return m_fakes->registry.deleteRuleCalls;
    }
    /// With another \p name where one is given.
    void answerList(std::vector<SyncRule> rules, const QString &name = {})
    {
        for (SyncRule &rule : rules) {
            if (!name.isEmpty())
                rule.name = name;
        }
        const auto total = std::ssize(rules);
        lists().back().answer(
            SyncRulePage{.items = std::move(rules), .pageSize = 100, .totalCount = total});
    }

    std::unique_ptr<Fakes> m_fakes;
};

QTEST_GUILESS_MAIN(TestRuleRunner)
#include "tst_rulerunner.moc"
