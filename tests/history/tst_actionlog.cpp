#include "actionlog.h"
#include "historymigrations.h"
#include "manualclock.h"
#include "taskhistory.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime sentTime(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

/// Each field has a value of its own.
SentAction sampleAction(const QString &id = u"1"_s)
{
    return {
        .id = id,
        .sentAt = sentTime,
        .profile = u"prod"_s,
        .kind = SentKind::Copy,
        .operation = u"CreateRepoSyncTask"_s,
        .instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s},
        .taskId = u"rst-1"_s,
        .imageFrom = {.instanceId = u"cri-1"_s,
                      .regionId = u"cn-hangzhou"_s,
                      .repoNamespaceName = u"team"_s,
                      .repoName = u"app"_s,
                      .imageTag = u"1.0"_s},
        .imageTo = {.instanceId = u"cri-2"_s,
                    .regionId = u"eu-central-1"_s,
                    .repoNamespaceName = u"mirror"_s,
                    .repoName = u"app2"_s,
                    .imageTag = u"1.1"_s},
        .ruleId = u"crsr-1"_s,
        .ruleName = u"nightly"_s,
        .parameters = u"Override=true"_s,
        .outcome = SentOutcome::Refused,
        .requestId = u"7640819A"_s,
        .errorCode = u"NoPrivilege"_s,
        .errorMessage = u"not allowed"_s,
        .createdId = u"rst-2"_s,
        .progress = SentProgress::Failed,
        .progressCause = u"TAG_CONFLICT"_s,
        .progressedAt = sentTime.addSecs(60),
    };
}

struct OpenLog {
    OpenLog()
    {
        (void)database.open(u":memory:"_s);
        (void)migrate(database, historyMigrations());
    }

    SqliteDatabase database;
    ActionLog log{database};
};

} // namespace

class TestActionLog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead();
    void moreThatIsKnownTakesThePlace();
    void aWordOfALaterVersionIsNotKnown();
    void whatIsOldOrTooMuchIsForgotten();
    void anEntryOutlivesTheProgram();
};

void TestActionLog::whatIsWrittenIsRead()
{
    OpenLog open;
    SentAction plain{.id = u"2"_s, .sentAt = sentTime.addSecs(1)};
    open.log.write(plain);
    open.log.write(sampleAction());
    open.log.write({}); // without an id nothing could be said of it later
    QCOMPARE(open.log.read(), (std::vector{sampleAction(), plain}));
    QVERIFY(!open.database.hasFailed());
}

void TestActionLog::moreThatIsKnownTakesThePlace()
{
    OpenLog open;
    SentAction action = sampleAction();
    action.outcome = SentOutcome::Sending;
    open.log.write(action);
    action.outcome = SentOutcome::Accepted;
    open.log.write(action);
    QCOMPARE(open.log.read(), std::vector{action});
}

void TestActionLog::aWordOfALaterVersionIsNotKnown()
{
    OpenLog open;
    open.log.write(sampleAction());
    QVERIFY(open.database.run("UPDATE sent_actions SET outcome = 'dreamt', progress = 'paused'"));
    const std::vector<SentAction> actions = open.log.read();
    QCOMPARE(actions.at(0).outcome, SentOutcome::NotKnown);
    QCOMPARE(actions.at(0).progress, SentProgress::NotKnown);
}

void TestActionLog::whatIsOldOrTooMuchIsForgotten()
{
    OpenLog open;
    SqliteTransaction transaction(open.database);
    for (int number = 0; number < ActionLog::maxCount + 5; ++number) {
        SentAction action = sampleAction(u"a"_s + QString::number(number));
        action.sentAt = sentTime.addSecs(number);
        open.log.write(action);
    }
    SentAction old = sampleAction(u"old"_s);
    old.sentAt = sentTime.addDays(-400);
    open.log.write(old);
    open.log.forget(sentTime);
    const std::vector<SentAction> kept = open.log.read();
    QCOMPARE(static_cast<qint64>(kept.size()), ActionLog::maxCount);
    QCOMPARE(kept.front().id, u"a5"_s); // the newest stay
    QVERIFY(transaction.commit());
}

void TestActionLog::anEntryOutlivesTheProgram()
{
    const QTemporaryDir folder;
    const HistoryOptions options{.file = folder.filePath(u"history.sqlite"_s)};
    ManualClock clock;
    {
        TaskHistory history(clock);
        quint64 recorded = 0;
        QObject::connect(&history, &TaskHistory::recorded,
                         [&recorded](quint64 number) { recorded = number; });
        history.open(options);
        const quint64 number = history.recordSentAction(sampleAction());
        QVERIFY(number > 0);
        QTRY_COMPARE(recorded, number);
    }
    TaskHistory history(clock);
    std::vector<SentAction> loaded;
    QObject::connect(&history, &TaskHistory::sentActionsLoaded,
                     [&loaded](const std::vector<SentAction> &actions) { loaded = actions; });
    history.open(options);
    history.load();
    QTRY_COMPARE(loaded, std::vector{sampleAction()});
}

QTEST_GUILESS_MAIN(TestActionLog)
#include "tst_actionlog.moc"
