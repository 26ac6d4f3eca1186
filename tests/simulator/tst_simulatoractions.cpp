#include "askedworld.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Parameters = AskedWorld::Parameters;

/// The instance 0 with a rule that is run by hand, and what it can be run for.
struct ManualRun {
    Parameters parameters{};
    QString targetInstanceId{};
};

ManualRun manualRun(AskedWorld &world)
{
    for (const QJsonValue &rule :
         world.ask("ListRepoSyncRule", {{"InstanceId", world.instanceId()}})
             .json["SyncRules"_L1]
             .toArray()) {
        if (rule["SyncTrigger"_L1] != u"INITIATIVE"_s || rule["SyncScope"_L1] != u"NAMESPACE"_s)
            continue;
        for (const QJsonValue &task : world.tasks()) {
            const QJsonObject from = task["ImageFrom"_L1].toObject();
            if (from["RepoNamespaceName"_L1] != rule["LocalNamespaceName"_L1])
                continue;
            return {.parameters = {{"InstanceId", world.instanceId()},
                                   {"RepoId", world.repoId(world.instanceId(), from)},
                                   {"Tag", bytes(from["ImageTag"_L1])},
                                   {"SyncRuleId", bytes(rule["SyncRuleId"_L1])}},
                    .targetInstanceId = rule["TargetInstanceId"_L1].toString()};
        }
    }
    return {};
}

Parameters newRule(AskedWorld &world)
{
    const QJsonObject task = world.tasks().first().toObject();
    const QJsonObject to = task["ImageTo"_L1].toObject();
    return {{"InstanceId", world.instanceId()},
            {"SyncRuleName", "mine"},
            {"SyncScope", "NAMESPACE"},
            {"SyncTrigger", "INITIATIVE"},
            {"NamespaceName", bytes(task["ImageFrom"_L1]["RepoNamespaceName"_L1])},
            {"TagFilter", ".*"},
            {"TargetRegionId", bytes(to["RegionId"_L1])},
            {"TargetInstanceId", bytes(to["InstanceId"_L1])},
            {"TargetNamespaceName", bytes(to["RepoNamespaceName"_L1])}};
}

Parameters forRepositories(const Parameters &rule)
{
    return with(with(with(rule, "SyncScope", "REPO"), "RepoName", "app"), "TargetRepoName", "app");
}

/// Parameters with which each action would be good.
Parameters goodParameters(AskedWorld &world, const QByteArray &action)
{
    if (action == "CancelRepoSyncTask") {
        return {{"InstanceId", world.instanceId()},
                {"SyncTaskId", bytes(world.tasks().first()["SyncTaskId"_L1])}};
    }
    if (action == "CreateRepoSyncTask")
        return world.copyOf(world.tasks().first().toObject());
    if (action == "CreateRepoSyncTaskByRule")
        return manualRun(world).parameters;
    if (action == "DeleteRepoSyncRule") {
        return {
            {"InstanceId", world.instanceId()},
            {"SyncRuleId", bytes(world.ask("ListRepoSyncRule", {{"InstanceId", world.instanceId()}})
                                     .json["SyncRules"_L1][0]["SyncRuleId"_L1])}};
    }
    return newRule(world);
}

} // namespace

class SimulatorActionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRunningTaskIsCancelledAtOnce();
    void whatHasEndedStaysAsItIs();
    void aMadeTaskWaitsRunsAndSucceeds();
    void theSameRequestsMakeTheSameWorld();
    void aMadeTaskDoesNotChangeWhatArrives();
    void aTagThatIsNotOverwrittenConflicts();
    void anImmutableTagConflictsEvenWhenOverwritten();
    void latestIsNeverImmutable();
    void aCopyMayHaveAnotherNameAndTag();
    void anotherAccountNeedsItsUserId();
    void aManualRuleIsRunForOneTag();
    void aPassiveRuleCannotBeRun();
    void aMadeRuleIsListedRunAndDeleted();
    void aMadePassiveRuleTakesWhatIsPushed();
    void whatIsMissingIsRefused_data();
    void whatIsMissingIsRefused();
    void whatIsNotOfItsTypeIsRefused_data();
    void whatIsNotOfItsTypeIsRefused();
    void whatDoesNotExistIsRefused();
    void aDeniedPermissionIsRefused_data();
    void aDeniedPermissionIsRefused();
    void aStoppedInstanceDoesNothing();
    void onlyEffectsAreCounted();
};

void SimulatorActionsTest::aRunningTaskIsCancelledAtOnce()
{
    AskedWorld world;
    const QString running = world.taskWith(u"SYNCHRONIZING"_s)["SyncTaskId"_L1].toString();
    const QString waiting =
        world.ask("CreateRepoSyncTask", world.copyOf(world.tasks().first().toObject()))
            .json["SyncTaskId"_L1]
            .toString();
    QCOMPARE(world.task(waiting)["TaskStatus"_L1], u"PENDING"_s);
    for (const QString &id : {running, waiting}) {
        const auto reply = world.ask("CancelRepoSyncTask", {{"InstanceId", world.instanceId()},
                                                            {"SyncTaskId", id.toLatin1()}});
        QVERIFY(reply.isGood());
        QCOMPARE(reply.json.keys().join(u' '), u"Code IsSuccess RequestId"_s);
        QCOMPARE(world.task(id)["TaskStatus"_L1], u"CANCELED"_s);
        world.now = world.now.addDays(3);
        QCOMPARE(world.task(id)["TaskStatus"_L1], u"CANCELED"_s);
        world.now = world.now.addDays(-3);
    }
    QCOMPARE(world.api.effectiveWrites(), 3);
}

void SimulatorActionsTest::whatHasEndedStaysAsItIs()
{
    AskedWorld world;
    const QJsonObject done = world.taskWith(u"SUCCESS"_s);
    const Parameters parameters = {{"InstanceId", world.instanceId()},
                                   {"SyncTaskId", bytes(done["SyncTaskId"_L1])}};
    QVERIFY(world.ask("CancelRepoSyncTask", parameters).isGood());
    QCOMPARE(world.task(done["SyncTaskId"_L1].toString())["TaskStatus"_L1], u"SUCCESS"_s);
    QCOMPARE(world.api.effectiveWrites(), 0);
}

void SimulatorActionsTest::aMadeTaskWaitsRunsAndSucceeds()
{
    AskedWorld world;
    const QJsonObject done = world.taskWith(u"SUCCESS"_s);
    const auto reply =
        world.ask("CreateRepoSyncTask", with(world.copyOf(done), "TargetTag", "a-new-tag"));
    QVERIFY(reply.isGood());
    QCOMPARE(reply.json.keys().join(u' '), u"Code IsSuccess RequestId SyncTaskId"_s);
    const QString id = reply.json["SyncTaskId"_L1].toString();
    const QJsonObject row = world.tasks().first().toObject(); // the newest is first
    QCOMPARE(row["SyncTaskId"_L1], id);
    QCOMPARE(row["TaskTrigger"_L1], u"INITIATIVE"_s);
    QCOMPARE(row["CreateTime"_L1].toInteger(), world.now.toMSecsSinceEpoch());
    QVERIFY(!row.contains("SyncRuleId"_L1));
    QCOMPARE(row["ImageFrom"_L1], done["ImageFrom"_L1]);
    QCOMPARE(row["ImageTo"_L1]["ImageTag"_L1], u"a-new-tag"_s);

    QStringList seen;
    for (int second = 0; second < 4000 && !seen.contains(u"SUCCESS"_s); ++second) {
        const QString status = world.task(id)["TaskStatus"_L1].toString();
        if (seen.isEmpty() || seen.last() != status)
            seen << status;
        world.now = world.now.addSecs(1);
    }
    QCOMPARE(seen.join(u' '), u"PENDING SYNCHRONIZING SUCCESS"_s);
    QVERIFY(!world.task(id)["LayerTasks"_L1].toArray().isEmpty());
    const auto ofBatch =
        world.ask("ListRepoSyncTask", {{"InstanceId", world.instanceId()},
                                       {"SyncRecordId", bytes(row["SyncBatchTaskId"_L1])}});
    QCOMPARE(ofBatch.json["TotalCount"_L1], u"1"_s);
    const auto ofTag =
        world.ask("ListRepoSyncTask", {{"InstanceId", world.instanceId()},
                                       {"Tag", bytes(row["ImageFrom"_L1]["ImageTag"_L1])}});
    QCOMPARE(ofTag.json["SyncTasks"_L1][0]["SyncTaskId"_L1], id);
}

void SimulatorActionsTest::theSameRequestsMakeTheSameWorld()
{
    const auto story = [] {
        AskedWorld world(500, 6);
        world.ask("CreateRepoSyncTask", world.copyOf(world.tasks().first().toObject()));
        world.ask("CreateRepoSyncRule", newRule(world));
        world.now = world.now.addSecs(3600);
        return world.tasks();
    };
    QCOMPARE(story(), story());
}

void SimulatorActionsTest::aMadeTaskDoesNotChangeWhatArrives()
{
    AskedWorld quiet(500, 6);
    AskedWorld busy(500, 6);
    const QString id = busy.ask("CreateRepoSyncTask", busy.copyOf(busy.tasks().first().toObject()))
                           .json["SyncTaskId"_L1]
                           .toString();
    quiet.now = quiet.now.addSecs(1800);
    busy.now = busy.now.addSecs(1800);
    QJsonArray others;
    for (const QJsonValue &row : busy.tasks()) {
        if (row["SyncTaskId"_L1] != id)
            others.append(row);
    }
    QCOMPARE(others, quiet.tasks());
}

void SimulatorActionsTest::aTagThatIsNotOverwrittenConflicts()
{
    AskedWorld world;
    const QJsonObject done = world.taskWith(u"SUCCESS"_s);
    Parameters first = with(world.copyOf(done), "TargetTag", "taken");
    first = with(first, "TargetRepoName", "not-immutable");
    QVERIFY(world.ask("CreateRepoSyncTask", first).isGood());
    world.now = world.now.addDays(1);
    // Another image for the same tag.
    QJsonObject other;
    for (const QJsonValue &row : world.tasks()) {
        if (row["ImageFrom"_L1] != done["ImageFrom"_L1])
            other = row.toObject();
    }
    Parameters second = first;
    second =
        with(second, "RepoId", world.repoId(world.instanceId(), other["ImageFrom"_L1].toObject()));
    second = with(second, "Tag", bytes(other["ImageFrom"_L1]["ImageTag"_L1]));
    const auto outcome = [&world](const Parameters &parameters) {
        const QString id =
            world.ask("CreateRepoSyncTask", parameters).json["SyncTaskId"_L1].toString();
        world.now = world.now.addDays(1);
        const QJsonObject task = world.task(id);
        return QString(task["TaskStatus"_L1].toString() + u' ' + task["TaskIssue"_L1].toString())
            .trimmed();
    };
    QCOMPARE(outcome(second), u"ERROR TAG_CONFLICT"_s);
    QCOMPARE(outcome(with(second, "Override", "false")), u"ERROR TAG_CONFLICT"_s);
    QCOMPARE(outcome(first), u"SUCCESS"_s); // the same content again is none
    QCOMPARE(outcome(with(second, "Override", "true")), u"SUCCESS"_s);
    QCOMPARE(outcome(second), u"SUCCESS"_s);
}

void SimulatorActionsTest::anImmutableTagConflictsEvenWhenOverwritten()
{
    AskedWorld world;
    const QJsonObject done = world.taskWith(u"SUCCESS"_s);
    const QJsonObject to = done["ImageTo"_L1].toObject();
    world.api.setFaults({.immutableRepositories = {bytes(to["RepoNamespaceName"_L1]) + '/' +
                                                   bytes(to["RepoName"_L1])}});
    Parameters copy = with(world.copyOf(done), "Override", "true");
    copy = with(copy, "TargetTag", "once-only");
    QVERIFY(world.ask("CreateRepoSyncTask", copy).isGood());
    world.now = world.now.addDays(1);
    const QString id = world.ask("CreateRepoSyncTask", copy).json["SyncTaskId"_L1].toString();
    QVERIFY(!world.task(id).contains("TaskIssue"_L1)); // it fails when it is tried
    world.now = world.now.addDays(1);
    QCOMPARE(world.task(id)["TaskStatus"_L1], u"ERROR"_s);
    QCOMPARE(world.task(id)["TaskIssue"_L1], u"TAG_CONFLICT"_s);
}

void SimulatorActionsTest::latestIsNeverImmutable()
{
    AskedWorld world;
    const QJsonObject done = world.taskWith(u"SUCCESS"_s);
    const QJsonObject to = done["ImageTo"_L1].toObject();
    world.api.setFaults({.immutableRepositories = {bytes(to["RepoNamespaceName"_L1]) + '/' +
                                                   bytes(to["RepoName"_L1])}});
    const Parameters copy =
        with(with(world.copyOf(done), "Override", "true"), "TargetTag", "latest");
    for (int i = 0; i < 2; ++i) {
        const QString id = world.ask("CreateRepoSyncTask", copy).json["SyncTaskId"_L1].toString();
        world.now = world.now.addDays(1);
        QCOMPARE(world.task(id)["TaskStatus"_L1], u"SUCCESS"_s);
    }
}

void SimulatorActionsTest::aCopyMayHaveAnotherNameAndTag()
{
    AskedWorld world;
    const QJsonObject done = world.taskWith(u"SUCCESS"_s);
    Parameters copy = with(world.copyOf(done), "TargetRepoName", "renamed");
    copy = with(copy, "TargetTag", "v-other");
    const QString id = world.ask("CreateRepoSyncTask", copy).json["SyncTaskId"_L1].toString();
    const QJsonObject task = world.task(id);
    QCOMPARE(task["ImageTo"_L1]["RepoName"_L1], u"renamed"_s);
    QCOMPARE(task["ImageTo"_L1]["ImageTag"_L1], u"v-other"_s);
    QCOMPARE(task["ImageFrom"_L1], done["ImageFrom"_L1]);
}

void SimulatorActionsTest::anotherAccountNeedsItsUserId()
{
    AskedWorld world;
    Parameters copy = world.copyOf(world.taskWith(u"SUCCESS"_s));
    copy = with(copy, "TargetInstanceId", "cri-of-somebody-else");
    copy = with(copy, "TargetNamespace", "theirs");
    QCOMPARE(world.ask("CreateRepoSyncTask", copy).code(), u"INSTANCE_NOT_EXIST"_s);
    copy = with(copy, "TargetUserId", "1234567890");
    const auto reply = world.ask("CreateRepoSyncTask", copy);
    QVERIFY(reply.isGood());
    QCOMPARE(world.task(reply.json["SyncTaskId"_L1].toString())["CrossUser"_L1], true);
    // What is theirs cannot be looked into.
    const auto there = world.ask("GetRepository", {{"InstanceId", "cri-of-somebody-else"},
                                                   {"RepoNamespaceName", "theirs"},
                                                   {"RepoName", "x"}});
    QCOMPARE(there.httpStatus, 403);
    QCOMPARE(there.code(), u"NoPrivilege"_s);
}

void SimulatorActionsTest::aManualRuleIsRunForOneTag()
{
    AskedWorld world;
    const ManualRun run = manualRun(world);
    const auto reply = world.ask("CreateRepoSyncTaskByRule", run.parameters);
    QVERIFY(reply.isGood());
    const QJsonObject task = world.task(reply.json["SyncTaskId"_L1].toString());
    QCOMPARE(bytes(task["SyncRuleId"_L1]), run.parameters[3].second);
    QCOMPARE(task["TaskTrigger"_L1], u"INITIATIVE"_s);
    QCOMPARE(task["Priority"_L1], 3); // the documented one when none is given
    QCOMPARE(task["ImageTo"_L1]["InstanceId"_L1], run.targetInstanceId);
    const auto urgent =
        world.ask("CreateRepoSyncTaskByRule", with(run.parameters, "Priority", "5"));
    QCOMPARE(world.task(urgent.json["SyncTaskId"_L1].toString())["Priority"_L1], 5);
}

void SimulatorActionsTest::aPassiveRuleCannotBeRun()
{
    AskedWorld world;
    const QJsonObject task = world.taskWith(u"SUCCESS"_s);
    QCOMPARE(task["TaskTrigger"_L1], u"PASSIVE"_s);
    const auto reply =
        world.ask("CreateRepoSyncTaskByRule",
                  with(manualRun(world).parameters, "SyncRuleId", bytes(task["SyncRuleId"_L1])));
    QCOMPARE(reply.httpStatus, 400);
    QCOMPARE(reply.code(), u"InvalidSyncRuleId"_s);
}

void SimulatorActionsTest::aMadeRuleIsListedRunAndDeleted()
{
    AskedWorld world;
    const QByteArray name = "镜像 \"1\"";
    const auto reply = world.ask("CreateRepoSyncRule", with(newRule(world), "SyncRuleName", name));
    QVERIFY(reply.isGood());
    QCOMPARE(reply.json.keys().join(u' '), u"Code IsSuccess RequestId SyncRuleId"_s);
    const QByteArray id = bytes(reply.json["SyncRuleId"_L1]);
    const auto listed = [&world] {
        return world.ask("ListRepoSyncRule", {{"InstanceId", world.instanceId()}})
            .json["SyncRules"_L1]
            .toArray();
    };
    const QJsonObject rule = listed().last().toObject();
    QCOMPARE(bytes(rule["SyncRuleId"_L1]), id);
    QCOMPARE(bytes(rule["SyncRuleName"_L1]), name);
    QCOMPARE(rule["SyncScope"_L1], u"NAMESPACE"_s);
    QCOMPARE(rule["CreateTime"_L1].toInteger(), world.now.toMSecsSinceEpoch());

    const QJsonObject from = world.tasks().first()["ImageFrom"_L1].toObject();
    const auto run =
        world.ask("CreateRepoSyncTaskByRule", {{"InstanceId", world.instanceId()},
                                               {"RepoId", world.repoId(world.instanceId(), from)},
                                               {"Tag", bytes(from["ImageTag"_L1])},
                                               {"SyncRuleId", id}});
    QVERIFY(run.isGood());

    const Parameters toDelete = {{"InstanceId", world.instanceId()}, {"SyncRuleId", id}};
    QVERIFY(world.ask("DeleteRepoSyncRule", toDelete).isGood());
    for (const QJsonValue &other : listed())
        QVERIFY(bytes(other["SyncRuleId"_L1]) != id);
    QCOMPARE(world.ask("DeleteRepoSyncRule", toDelete).code(), u"SYNC_RULE_NOT_EXIST"_s);
    QCOMPARE(bytes(world.task(run.json["SyncTaskId"_L1].toString())["SyncRuleId"_L1]), id);
    QCOMPARE(world.api.effectiveWrites(), 3);
}

void SimulatorActionsTest::aMadePassiveRuleTakesWhatIsPushed()
{
    AskedWorld world(500, 20);
    QByteArray versioned;
    for (const QJsonValue &task : world.tasks()) {
        if (task["ImageFrom"_L1]["ImageTag"_L1].toString().startsWith(u'v'))
            versioned = bytes(task["ImageFrom"_L1]["RepoNamespaceName"_L1]);
    }
    Parameters rule = with(with(newRule(world), "SyncTrigger", "PASSIVE"), "TagFilter", "^v");
    rule = with(with(rule, "NamespaceName", versioned), "TargetNamespaceName", versioned);
    const QByteArray id = bytes(world.ask("CreateRepoSyncRule", rule).json["SyncRuleId"_L1]);
    const qint64 madeMs = world.now.toMSecsSinceEpoch();
    world.now = world.now.addSecs(10'800);
    int taken = 0;
    for (const QJsonValue &task : world.tasks()) {
        if (bytes(task["SyncRuleId"_L1]) != id)
            continue;
        ++taken;
        QVERIFY(task["ImageFrom"_L1]["ImageTag"_L1].toString().startsWith(u'v'));
        QCOMPARE_GT(task["CreateTime"_L1].toInteger(), madeMs);
    }
    QCOMPARE_GT(taken, 0);
}

void SimulatorActionsTest::whatIsMissingIsRefused_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("parameter");
    const auto rows = [](const QByteArray &action, const QByteArrayList &parameters) {
        for (const QByteArray &parameter : parameters)
            QTest::addRow("%s %s", action.constData(), parameter.constData())
                << action << parameter;
    };
    rows("CancelRepoSyncTask", {"InstanceId", "SyncTaskId"});
    rows("CreateRepoSyncTask", {"InstanceId", "RepoId", "Tag", "TargetRegionId", "TargetInstanceId",
                                "TargetNamespace", "TargetRepoName", "TargetTag"});
    rows("CreateRepoSyncTaskByRule", {"InstanceId", "RepoId", "Tag", "SyncRuleId"});
    rows("CreateRepoSyncRule",
         {"InstanceId", "SyncRuleName", "SyncScope", "NamespaceName", "TagFilter", "TargetRegionId",
          "TargetInstanceId", "TargetNamespaceName"});
    rows("DeleteRepoSyncRule", {"InstanceId", "SyncRuleId"});
}

void SimulatorActionsTest::whatIsMissingIsRefused()
{
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, parameter);
    AskedWorld world;
    const Parameters good = goodParameters(world, action);
    for (const Parameters &bad : {without(good, parameter), with(good, parameter, "")}) {
        const auto reply = world.ask(action, bad);
        QCOMPARE(reply.httpStatus, 400);
        QCOMPARE(reply.code(), QString::fromLatin1("Missing" + parameter));
    }
    QCOMPARE(world.api.effectiveWrites(), 0);
    QVERIFY(world.ask(action, good).isGood());
}

void SimulatorActionsTest::whatIsNotOfItsTypeIsRefused_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("parameter");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const QByteArray &action, const QByteArray &parameter,
                        const QByteArray &value) {
        QTest::addRow("%s %s %s", action.constData(), parameter.constData(), value.constData())
            << action << parameter << value;
    };
    for (const char *value : {"True", "1", "yes"})
        row("CreateRepoSyncTask", "Override", value);
    for (const char *value : {"0", "6", "1.5", "high", "-1"}) {
        row("CreateRepoSyncTask", "Priority", value);
        row("CreateRepoSyncTaskByRule", "Priority", value);
        row("CreateRepoSyncRule", "Priority", value);
    }
    for (const char *value : {"me", "12-34", "1e5"}) {
        row("CreateRepoSyncTask", "TargetUserId", value);
        row("CreateRepoSyncRule", "TargetUserId", value);
    }
    row("CreateRepoSyncTask", "TargetTag", "a\"b");
    row("CreateRepoSyncTask", "TargetRepoName", "a b");
    row("CreateRepoSyncTask", "TargetTag", QByteArray(129, 'a'));
    row("CreateRepoSyncRule", "SyncScope", "repo");
    row("CreateRepoSyncRule", "SyncScope", "ALL");
    row("CreateRepoSyncRule", "SyncTrigger", "MANUAL");
    row("CreateRepoSyncRule", "TagFilter", "(");
    row("CreateRepoSyncRule", "RepoNameFilter", "[");
    row("CreateRepoSyncRule", "RepoName", "app");       // not for namespaces
    row("CreateRepoSyncRule", "TargetRepoName", "app"); // likewise
}

void SimulatorActionsTest::whatIsNotOfItsTypeIsRefused()
{
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, parameter);
    QFETCH(QByteArray, value);
    AskedWorld world;
    const auto reply = world.ask(action, with(goodParameters(world, action), parameter, value));
    QCOMPARE(reply.httpStatus, 400);
    QCOMPARE(reply.code(), QString::fromLatin1("Invalid" + parameter));
    QCOMPARE(world.api.effectiveWrites(), 0);
}

void SimulatorActionsTest::whatDoesNotExistIsRefused()
{
    AskedWorld world;
    const auto code = [&world](const QByteArray &action, const QByteArray &parameter,
                               const QByteArray &value) {
        return world.ask(action, with(goodParameters(world, action), parameter, value)).code();
    };
    const auto gone = world.ask("CancelRepoSyncTask",
                                {{"InstanceId", world.instanceId()}, {"SyncTaskId", "rst-none"}});
    QCOMPARE(gone.httpStatus, 400); // as documented for this one
    QCOMPARE(gone.code(), u"SYNC_TASK_NOT_EXIST"_s);
    QCOMPARE(code("CreateRepoSyncTask", "RepoId", "crr-1"), u"REPO_NOT_EXIST"_s);
    QCOMPARE(code("CreateRepoSyncTask", "Tag", "no-such"), u"TAG_NOT_EXIST"_s);
    QCOMPARE(code("CreateRepoSyncTask", "TargetInstanceId", "cri-1"), u"INSTANCE_NOT_EXIST"_s);
    QCOMPARE(code("CreateRepoSyncTask", "TargetRegionId", "cn-nowhere"), u"INSTANCE_NOT_EXIST"_s);
    QCOMPARE(code("CreateRepoSyncTask", "TargetNamespace", "none"), u"NAMESPACE_NOT_EXIST"_s);
    QCOMPARE(code("CreateRepoSyncTaskByRule", "SyncRuleId", "crsr-1"), u"SYNC_RULE_NOT_EXIST"_s);
    QCOMPARE(code("CreateRepoSyncRule", "NamespaceName", "none"), u"NAMESPACE_NOT_EXIST"_s);
    QCOMPARE(code("DeleteRepoSyncRule", "SyncRuleId", "crsr-1"), u"SYNC_RULE_NOT_EXIST"_s);
    const Parameters alone = without(forRepositories(newRule(world)), "TargetRepoName");
    QCOMPARE(world.ask("CreateRepoSyncRule", alone).code(), u"MissingTargetRepoName"_s);
    QCOMPARE(world.api.effectiveWrites(), 0);
    QVERIFY(world.ask("CreateRepoSyncRule", forRepositories(newRule(world))).isGood());
}

void SimulatorActionsTest::aDeniedPermissionIsRefused_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("permission");
    const auto row = [](const char *action, const char *permission) {
        QTest::newRow(action) << QByteArray(action) << QByteArray(permission);
    };
    row("CancelRepoSyncTask", "cr:CancelRepoSyncTask");
    row("CreateRepoSyncTask", "cr:CreateRepositorySync");
    row("CreateRepoSyncTaskByRule", "cr:CreateRepositorySync");
    row("CreateRepoSyncRule", "cr:CreateSyncRule");
    row("DeleteRepoSyncRule", "cr:DeleteSyncRule");
}

void SimulatorActionsTest::aDeniedPermissionIsRefused()
{
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, permission);
    AskedWorld world;
    const Parameters good = goodParameters(world, action);
    world.api.setFaults({.deniedPermissions = {permission}});
    const auto reply = world.ask(action, good);
    QCOMPARE(reply.httpStatus, 403);
    QCOMPARE(reply.code(), u"NoPrivilege"_s);
    QCOMPARE(bytes(reply.json["AccessDeniedDetail"_L1]["AuthAction"_L1]), permission);
    QCOMPARE(world.api.effectiveWrites(), 0);
    world.api.setFaults({});
    QVERIFY(world.ask(action, good).isGood());
}

void SimulatorActionsTest::aStoppedInstanceDoesNothing()
{
    AskedWorld world;
    const Parameters copy = world.copyOf(world.taskWith(u"SUCCESS"_s));
    world.api.setFaults({.stoppedInstances = {world.instanceId()}});
    QCOMPARE(world.ask("CreateRepoSyncTask", copy).code(), u"INSTANCE_STATUS_NOT_SUPPORT"_s);
    QCOMPARE(world.ask("ListRepoSyncTask", {{"InstanceId", world.instanceId()}}).code(),
             u"INSTANCE_STATUS_NOT_SUPPORT"_s);
    const auto stopped = world.ask("ListInstance", {{"InstanceStatus", "STOPPED"}});
    QCOMPARE(stopped.json["TotalCount"_L1], 1);
    QCOMPARE(bytes(stopped.json["Instances"_L1][0]["InstanceId"_L1]), world.instanceId());

    world.api.setFaults({.stoppedInstances = {copy[4].second}}); // the target's
    const auto there = world.ask("CreateRepoSyncTask", copy);
    QCOMPARE(there.httpStatus, 200);
    QCOMPARE(there.json["IsSuccess"_L1], false);
    QCOMPARE(there.code(), u"INSTANCE_STATUS_NOT_SUPPORT"_s);
    QCOMPARE(world.api.effectiveWrites(), 0);
}

void SimulatorActionsTest::onlyEffectsAreCounted()
{
    AskedWorld world;
    const QJsonObject running = world.taskWith(u"SYNCHRONIZING"_s);
    const Parameters cancel = {{"InstanceId", world.instanceId()},
                               {"SyncTaskId", bytes(running["SyncTaskId"_L1])}};
    for (int i = 0; i < 3; ++i)
        QVERIFY(world.ask("CancelRepoSyncTask", cancel).isGood());
    QCOMPARE(world.api.effectiveWrites(), 1);
    for (int i = 0; i < 2; ++i)
        QVERIFY(world.ask("CreateRepoSyncRule", newRule(world)).isGood());
    QCOMPARE(world.api.effectiveWrites(), 3);
}

QTEST_GUILESS_MAIN(SimulatorActionsTest)
#include "tst_simulatoractions.moc"
