#include "writestate.h"

#include <QTest>

using namespace Qt::StringLiterals;

using State = ActionOutcome::State;
using Evidence = WriteState::Evidence;

namespace {

const ActionReceipt accepted{.createdId = u"rst-new"_s, .requestId = u"request-1"_s};

ApiError failure(ApiError::Kind kind, bool isOutcomeInDoubt)
{
    return {.kind = kind, .code = u"CODE"_s, .isOutcomeInDoubt = isOutcomeInDoubt};
}

WriteState sent()
{
    WriteState write;
    write.lookUp();
    write.prepare();
    write.leave();
    return write;
}

WriteState lost(ApiError::Kind kind = ApiError::Kind::Timeout)
{
    WriteState write = sent();
    write.answer(tl::unexpected(failure(kind, true)));
    return write;
}

} // namespace

class TestWriteState final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWriteIsLookedUpSentAndAnswered()
    {
        WriteState write;
        QCOMPARE(write.outcome(), ActionOutcome{.state = State::Waiting});
        QVERIFY(write.lookUp());
        QCOMPARE(write.outcome().state, State::LookingUp);
        QVERIFY(write.prepare());
        QCOMPARE(write.outcome().state, State::Sending);
        QVERIFY(write.leave());
        QCOMPARE(write.outcome().state, State::Sending);
        QVERIFY(!write.outcome().isSettled());
        QVERIFY(write.answer(accepted));
        QCOMPARE(write.outcome(), (ActionOutcome{.state = State::Done,
                                                 .createdId = u"rst-new"_s,
                                                 .requestId = u"request-1"_s}));
        QVERIFY(write.outcome().isSettled());
    }

    void whatNeedsNoLookIsSentAtOnce()
    {
        WriteState write;
        QVERIFY(write.prepare());
        QVERIFY(write.leave());
    }

    void itLeavesOnceAndNotBeforeItIsPrepared()
    {
        WriteState write;
        QVERIFY(!write.leave());
        write.lookUp();
        QVERIFY(!write.leave());
        write.prepare();
        QVERIFY(!write.prepare());
        QVERIFY(write.leave());
        QVERIFY(!write.leave());
    }

    void whatIsThereIsNotSent()
    {
        WriteState write;
        QVERIFY(!write.supersede(u"rst-other"_s)); // nobody has looked yet
        write.lookUp();
        QVERIFY(write.supersede(u"rst-other"_s));
        QCOMPARE(write.outcome(),
                 (ActionOutcome{.state = State::Superseded, .createdId = u"rst-other"_s}));
        QVERIFY(!write.prepare());
        QVERIFY(!write.leave());
    }

    void nothingIsSentWhereNobodyCouldLook()
    {
        WriteState write;
        write.lookUp();
        const ApiError error = failure(ApiError::Kind::Permission, false);
        QVERIFY(write.failLookUp(error));
        QCOMPARE(write.outcome(), (ActionOutcome{.state = State::Refused, .error = error}));
        QVERIFY(!write.isForbidden()); // reading is, not the write
        QVERIFY(!write.prepare());
    }

    void aRefusalIsFinal_data()
    {
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::addColumn<bool>("isForbidden");
        QTest::newRow("request") << ApiError::Kind::Request << false;
        QTest::newRow("network") << ApiError::Kind::Network << false; // it did not leave
        QTest::newRow("permission") << ApiError::Kind::Permission << true;
    }

    void aRefusalIsFinal()
    {
        QFETCH(ApiError::Kind, kind);
        QFETCH(bool, isForbidden);
        WriteState write = sent();
        QVERIFY(write.answer(tl::unexpected(failure(kind, false))));
        QCOMPARE(write.outcome(),
                 (ActionOutcome{.state = State::Refused, .error = failure(kind, false)}));
        QCOMPARE(write.isForbidden(), isForbidden);
    }

    void aLostAnswerIsInDoubtWhateverItsKind_data()
    {
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::newRow("network") << ApiError::Kind::Network;
        QTest::newRow("timeout") << ApiError::Kind::Timeout;
        QTest::newRow("server") << ApiError::Kind::Server;
        QTest::newRow("protocol") << ApiError::Kind::Protocol;
        QTest::newRow("permission") << ApiError::Kind::Permission;
    }

    void aLostAnswerIsInDoubtWhateverItsKind()
    {
        QFETCH(ApiError::Kind, kind);
        const WriteState write = lost(kind);
        QVERIFY(write.isChecking());
        QVERIFY(!write.outcome().isSettled());
        QVERIFY(!write.isForbidden());

        WriteState seen = write;
        QVERIFY(seen.conclude(Evidence::Seen, u"rst-new"_s));
        QCOMPARE(seen.outcome(),
                 (ActionOutcome{.state = State::DoneAfterAll, .createdId = u"rst-new"_s}));
        WriteState notSeen = write;
        QVERIFY(notSeen.conclude(Evidence::NotSeen));
        QCOMPARE(notSeen.outcome(),
                 (ActionOutcome{.state = State::NotSeen, .error = failure(kind, true)}));
        WriteState unreadable = write;
        QVERIFY(unreadable.conclude(Evidence::Unreadable));
        QCOMPARE(unreadable.outcome(),
                 (ActionOutcome{.state = State::InDoubt, .error = failure(kind, true)}));
    }

    void aLostWriteNeverLeavesAgain()
    {
        WriteState write = lost();
        QVERIFY(!write.lookUp());
        QVERIFY(!write.prepare());
        QVERIFY(!write.leave());
        write.conclude(Evidence::NotSeen);
        QVERIFY(!write.prepare());
        QVERIFY(!write.leave());
    }

    void ofTwoAnswersTheFirstCounts()
    {
        WriteState write = sent();
        QVERIFY(write.answer(accepted));
        const ActionOutcome outcome = write.outcome();
        QVERIFY(!write.answer(tl::unexpected(failure(ApiError::Kind::Server, false))));
        QVERIFY(!write.answer(tl::unexpected(failure(ApiError::Kind::Timeout, true))));
        QVERIFY(!write.conclude(Evidence::NotSeen));
        QCOMPARE(write.outcome(), outcome);

        write = lost();
        QVERIFY(!write.answer(accepted));
        QVERIFY(write.conclude(Evidence::Seen, u"rst-1"_s));
        QVERIFY(!write.conclude(Evidence::NotSeen));
        QCOMPARE(write.outcome().state, State::DoneAfterAll);

        write = WriteState();
        write.lookUp();
        QVERIFY(write.supersede(u"rst-1"_s));
        QVERIFY(!write.supersede(u"rst-2"_s));
        QVERIFY(!write.failLookUp(failure(ApiError::Kind::Network, false)));
        QCOMPARE(write.outcome().createdId, u"rst-1"_s);
    }

    void noAnswerComesBeforeItLeft()
    {
        WriteState write;
        QVERIFY(!write.answer(accepted));
        write.prepare();
        QVERIFY(!write.answer(accepted));
        QCOMPARE(write.outcome().state, State::Sending);
    }

    void onlyWhatWasNotSentIsStopped()
    {
        WriteState waiting;
        QVERIFY(waiting.stop());
        QCOMPARE(waiting.outcome(), ActionOutcome{});
        QVERIFY(!waiting.lookUp());
        WriteState looking;
        looking.lookUp();
        QVERIFY(looking.stop());
        QVERIFY(!looking.supersede(u"rst-1"_s)); // the answer comes too late
        QCOMPARE(looking.outcome().state, State::NotSent);
        WriteState preparing;
        preparing.prepare();
        for (WriteState write : {preparing, sent(), lost()}) {
            const ActionOutcome outcome = write.outcome();
            QVERIFY(!write.stop());
            QCOMPARE(write.outcome(), outcome);
        }
    }

    void whoWritesItDownLateOrTwiceSendsItOnce()
    {
        int calls = 0;
        auto write = std::make_shared<WriteState>();
        const std::function<void()> send = sendingOnce(write, [&calls] { ++calls; });
        send();
        QCOMPARE(calls, 0); // is not prepared
        write->prepare();
        send();
        send();
        QCOMPARE(calls, 1);
        write = std::make_shared<WriteState>();
        write->prepare();
        send();
        QCOMPARE(calls, 1);
        write.reset();
        send();
        QCOMPARE(calls, 1);
    }
};

QTEST_GUILESS_MAIN(TestWriteState)
#include "tst_writestate.moc"
