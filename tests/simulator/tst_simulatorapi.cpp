#include "simulatorapi.h"
#include "testsigner.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const AccessKey key{.id = "id", .secret = "secret"};
const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
constexpr int taskCount = 3000;

struct Reply {
    int httpStatus = 0;
    QJsonObject json{};
};

/// A picture of the types: field:letter, in the order of names. Numbers are i when whole.
QString typesOf(const QJsonObject &object)
{
    QStringList fields;
    for (auto field = object.begin(); field != object.end(); ++field) {
        const QJsonValue value = field.value();
        const QString type = value.isString()                                             ? u"s"_s
                             : value.isBool()                                             ? u"b"_s
                             : value.isArray()                                            ? u"a"_s
                             : value.isObject()                                           ? u"o"_s
                             : value.isDouble() && value == QJsonValue(value.toInteger()) ? u"i"_s
                                                                                          : u"?"_s;
        fields += field.key() + u':' + type;
    }
    return fields.join(u' ');
}

} // namespace

class SimulatorApiTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void everyReplyHasAnEnvelopeOfItsOwn();
    void aRefusalHasItsDocumentedFields();
    void aPageOfTasksHasItsDocumentedTypes();
    void aRowHasItsDocumentedTypes();
    void onlyFailedTasksHaveAnIssue();
    void someRowsLackWhatTheApiDoesNotPromise();
    void pagesShowEveryTaskOnceNewestFirst();
    void thePageSizeIsThirtyAtFirstAndAHundredAtMost();
    void badPageNumbersAreRefused_data();
    void badPageNumbersAreRefused();
    void aPageBeyondTheEndIsEmpty();
    void filtersShowWhatIsEqual();
    void aBatchIsAllTasksOfAPush();
    void filtersThatMatchNothingGiveAnEmptyPage();
    void aTaskIsShownWithItsLayers();
    void aTaskThatDoesNotExistIsRefused();
    void instancesHaveTimesAsTexts();
    void instancesOfARegionCanBeAskedFor();
    void rulesHaveTheirDocumentedTypes();
    void rulesCanBeFiltered();
    void rulesOfTasksExist();
    void anInstanceMustBeGivenAndMustExist_data();
    void anInstanceMustBeGivenAndMustExist();
    void timeGoesOn();

private:
    using Parameters = QList<std::pair<QByteArray, QByteArray>>;

    Reply ask(const QByteArray &action, const Parameters &parameters);
    Reply askAt(const QDateTime &when, const QByteArray &action, const Parameters &parameters);
    [[nodiscard]] QByteArray instanceId(std::size_t index = 0) const;
    QJsonArray allRows(std::size_t instance);

    std::unique_ptr<SimulatorApi> m_api;
    int m_nonce = 0;
};

void SimulatorApiTest::init()
{
    m_api = std::make_unique<SimulatorApi>(
        SimulatedRegistryOptions{.seed = 3, .startMs = now.toMSecsSinceEpoch(), .tasks = taskCount},
        key);
}

QByteArray SimulatorApiTest::instanceId(std::size_t index) const
{
    return m_api->catalogue().instances.at(index).id;
}

Reply SimulatorApiTest::askAt(const QDateTime &when, const QByteArray &action,
                              const Parameters &parameters)
{
    const UnsignedRequest request{.host = "127.0.0.1:1",
                                  .action = action,
                                  .date = when.toString(Qt::ISODate).toLatin1(),
                                  .nonce = QByteArray::number(++m_nonce),
                                  .parameters = parameters};
    const SimulatorReply reply =
        m_api->reply(signedRequest(request, key), when.toMSecsSinceEpoch());
    QJsonParseError error{};
    const auto json = QJsonDocument::fromJson(reply.body, &error);
    if (error.error != QJsonParseError::NoError)
        qWarning() << error.errorString() << reply.body;
    return {.httpStatus = reply.httpStatus, .json = json.object()};
}

Reply SimulatorApiTest::ask(const QByteArray &action, const Parameters &parameters)
{
    return askAt(now, action, parameters);
}

QJsonArray SimulatorApiTest::allRows(std::size_t instance)
{
    QJsonArray all;
    for (int page = 1;; ++page) {
        const Reply reply = ask("ListRepoSyncTask", {{"InstanceId", instanceId(instance)},
                                                     {"PageNo", QByteArray::number(page)},
                                                     {"PageSize", "100"}});
        const QJsonArray rows = reply.json["SyncTasks"_L1].toArray();
        for (const QJsonValue &row : rows)
            all.append(row);
        if (rows.size() < 100)
            return all;
    }
}

void SimulatorApiTest::everyReplyHasAnEnvelopeOfItsOwn()
{
    static const QRegularExpression uuid(u"^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$"_s);
    QSet<QString> requestIds;
    for (const char *action : {"ListInstance", "ListRepoSyncRule", "ListRepoSyncTask"}) {
        const Reply reply = ask(action, {{"InstanceId", instanceId()}});
        QCOMPARE(reply.httpStatus, 200);
        QCOMPARE(reply.json["Code"_L1], u"success"_s);
        QCOMPARE(reply.json["IsSuccess"_L1], true);
        const QString requestId = reply.json["RequestId"_L1].toString();
        QVERIFY2(uuid.match(requestId).hasMatch(), qPrintable(requestId));
        requestIds.insert(requestId);
    }
    QCOMPARE(requestIds.size(), 3);
}

void SimulatorApiTest::aRefusalHasItsDocumentedFields()
{
    const Reply reply = ask("Nonsense", {});
    QCOMPARE(reply.httpStatus, 404);
    QCOMPARE(reply.json["Code"_L1], u"InvalidAction.NotFound"_s);
    QCOMPARE(reply.json["HostId"_L1], u"127.0.0.1:1"_s);
    QCOMPARE(typesOf(reply.json), u"Code:s HostId:s Message:s Recommend:s RequestId:s"_s);
}

void SimulatorApiTest::aPageOfTasksHasItsDocumentedTypes()
{
    const Reply reply = ask("ListRepoSyncTask", {{"InstanceId", instanceId()}});
    QCOMPARE(typesOf(reply.json), u"Code:s IsSuccess:b PageNo:i PageSize:i RequestId:s "
                                  "SyncTasks:a TotalCount:s"_s);
}

void SimulatorApiTest::aRowHasItsDocumentedTypes()
{
    const QMap<QString, QString> types = {
        {u"CreateTime"_s, u"i"_s},
        {u"ModifedTime"_s, u"i"_s},
        {u"ModifiedTime"_s, u"i"_s},
        {u"SyncTaskId"_s, u"s"_s},
        {u"SyncRuleId"_s, u"s"_s},
        {u"SyncBatchTaskId"_s, u"s"_s},
        {u"TaskStatus"_s, u"s"_s},
        {u"TaskTrigger"_s, u"s"_s},
        {u"TaskIssue"_s, u"s"_s},
        {u"CrossUser"_s, u"b"_s},
        {u"SyncTransAccelerate"_s, u"b"_s},
        {u"CustomLink"_s, u"b"_s},
        {u"LinkId"_s, u"s"_s},
        {u"Priority"_s, u"i"_s},
        {u"ImageFrom"_s, u"o"_s},
        {u"ImageTo"_s, u"o"_s},
    };
    QSet<QString> seen;
    for (const QJsonValue &value : allRows(0)) {
        const QJsonObject row = value.toObject();
        for (const QString &field : typesOf(row).split(u' ')) {
            const QStringList parts = field.split(u':');
            QCOMPARE(parts.at(1), types.value(parts.at(0)));
            seen.insert(parts.at(0));
        }
        for (const auto end : {"ImageFrom"_L1, "ImageTo"_L1}) {
            QCOMPARE(typesOf(row[end].toObject()),
                     u"ImageTag:s InstanceId:s RegionId:s RepoName:s RepoNamespaceName:s"_s);
        }
        QCOMPARE(row["ModifedTime"_L1], row["ModifiedTime"_L1]);
        QCOMPARE_GE(row["ModifiedTime"_L1].toInteger(), row["CreateTime"_L1].toInteger());
        QCOMPARE(row["ImageFrom"_L1]["InstanceId"_L1].toString().toLatin1(), instanceId());
        QCOMPARE(row["ImageFrom"_L1]["ImageTag"_L1], row["ImageTo"_L1]["ImageTag"_L1]);
        QVERIFY(!row["ImageTo"_L1]["ImageTag"_L1].toString().isEmpty());
    }
    QCOMPARE(seen.size(), types.size());
}

void SimulatorApiTest::onlyFailedTasksHaveAnIssue()
{
    int failed = 0;
    for (const QJsonValue &value : allRows(0)) {
        const QJsonObject row = value.toObject();
        const bool isError = row["TaskStatus"_L1] == u"ERROR"_s;
        QCOMPARE(row.contains("TaskIssue"_L1), isError);
        failed += isError ? 1 : 0;
    }
    QCOMPARE_GT(failed, 0);
}

void SimulatorApiTest::someRowsLackWhatTheApiDoesNotPromise()
{
    int sparse = 0;
    const QJsonArray rows = allRows(0);
    for (const QJsonValue &value : rows)
        sparse += value.toObject().contains("CrossUser"_L1) ? 0 : 1;
    QCOMPARE_GT(sparse, 0);
    QCOMPARE_LT(sparse, rows.size() / 10);
}

void SimulatorApiTest::pagesShowEveryTaskOnceNewestFirst()
{
    qsizetype all = 0;
    QSet<QString> ids;
    for (std::size_t i = 0; i < 3; ++i) {
        const QJsonArray rows = allRows(i);
        const Reply first = ask("ListRepoSyncTask", {{"InstanceId", instanceId(i)}});
        QCOMPARE(first.json["TotalCount"_L1].toString(), QString::number(rows.size()));
        all += rows.size();
        qint64 last = std::numeric_limits<qint64>::max();
        for (const QJsonValue &row : rows) {
            ids.insert(row["SyncTaskId"_L1].toString());
            const qint64 created = row["CreateTime"_L1].toInteger();
            QCOMPARE_LE(created, last);
            last = created;
        }
    }
    QCOMPARE(all, taskCount);
    QCOMPARE(ids.size(), taskCount);
}

void SimulatorApiTest::thePageSizeIsThirtyAtFirstAndAHundredAtMost()
{
    const Reply plain = ask("ListRepoSyncTask", {{"InstanceId", instanceId()}});
    QCOMPARE(plain.json["PageNo"_L1], 1);
    QCOMPARE(plain.json["PageSize"_L1], 30);
    QCOMPARE(plain.json["SyncTasks"_L1].toArray().size(), 30);
    const Reply large =
        ask("ListRepoSyncTask", {{"InstanceId", instanceId()}, {"PageSize", "5000"}});
    QCOMPARE(large.json["PageSize"_L1], 100);
    QCOMPARE(large.json["SyncTasks"_L1].toArray().size(), 100);
}

void SimulatorApiTest::badPageNumbersAreRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    for (const char *name : {"PageNo", "PageSize"}) {
        for (const char *value : {"0", "-1", "1.5", "one", "99999999999", " "})
            QTest::addRow("%s %s", name, value) << QByteArray(name) << QByteArray(value);
    }
}

void SimulatorApiTest::badPageNumbersAreRefused()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    for (const char *action : {"ListInstance", "ListRepoSyncRule", "ListRepoSyncTask"}) {
        const Reply reply = ask(action, {{"InstanceId", instanceId()}, {name, value}});
        QCOMPARE(reply.httpStatus, 400);
        QCOMPARE(reply.json["Code"_L1].toString().toLatin1(), "Invalid" + name);
    }
}

void SimulatorApiTest::aPageBeyondTheEndIsEmpty()
{
    const Reply reply =
        ask("ListRepoSyncTask", {{"InstanceId", instanceId()}, {"PageNo", "2147483647"}});
    QCOMPARE(reply.httpStatus, 200);
    QVERIFY(reply.json["SyncTasks"_L1].isArray());
    QVERIFY(reply.json["SyncTasks"_L1].toArray().isEmpty());
    QVERIFY(reply.json["TotalCount"_L1] != u"0"_s);
}

void SimulatorApiTest::filtersShowWhatIsEqual()
{
    const QJsonArray rows = allRows(0);
    const QJsonObject sample = rows.at(17)["ImageFrom"_L1].toObject();
    const QList<std::pair<QByteArray, QString>> filters = {
        {"RepoNamespaceName", u"RepoNamespaceName"_s},
        {"RepoName", u"RepoName"_s},
        {"Tag", u"ImageTag"_s},
    };
    Parameters parameters = {{"InstanceId", instanceId()}, {"PageSize", "100"}};
    QList<QJsonValue> expected(rows.begin(), rows.end());
    for (const auto &[parameter, field] : filters) {
        parameters.append({parameter, sample[field].toString().toUtf8()});
        expected.removeIf([&sample, field = field](const QJsonValue &row) {
            return row["ImageFrom"_L1][field] != sample[field];
        });
        QCOMPARE_GT(expected.size(), 0);
        const Reply reply = ask("ListRepoSyncTask", parameters);
        QCOMPARE(reply.json["TotalCount"_L1].toString(), QString::number(expected.size()));
        const QJsonArray shown = reply.json["SyncTasks"_L1].toArray();
        QCOMPARE(shown.size(), std::min<qsizetype>(expected.size(), 100));
        for (qsizetype i = 0; i < shown.size(); ++i)
            QCOMPARE(shown.at(i), expected.at(i));
    }
}

void SimulatorApiTest::aBatchIsAllTasksOfAPush()
{
    const QJsonArray rows = allRows(0);
    for (int i = 0; i < 50; ++i) {
        const QString batch = rows.at(i)["SyncBatchTaskId"_L1].toString();
        QJsonArray expected;
        for (const QJsonValue &row : rows) {
            if (row["SyncBatchTaskId"_L1] == batch)
                expected.append(row);
        }
        const Parameters parameters = {{"InstanceId", instanceId()},
                                       {"SyncRecordId", batch.toLatin1()}};
        QCOMPARE(ask("ListRepoSyncTask", parameters).json["SyncTasks"_L1].toArray(), expected);
        const Reply elsewhere = ask("ListRepoSyncTask", {{"InstanceId", instanceId(1)},
                                                         {"SyncRecordId", batch.toLatin1()}});
        QCOMPARE(elsewhere.json["TotalCount"_L1], u"0"_s);
    }
}

void SimulatorApiTest::filtersThatMatchNothingGiveAnEmptyPage()
{
    for (const auto &[name, value] : Parameters{{"RepoNamespaceName", "pay"},
                                                {"RepoName", "no such"},
                                                {"Tag", "%*"},
                                                {"SyncRecordId", "crsr-7lph66uloi6h0000"}}) {
        const Reply reply = ask("ListRepoSyncTask", {{"InstanceId", instanceId()}, {name, value}});
        QCOMPARE(reply.httpStatus, 200);
        QCOMPARE(reply.json["TotalCount"_L1], u"0"_s);
        QVERIFY(reply.json["SyncTasks"_L1].toArray().isEmpty());
    }
}

void SimulatorApiTest::aTaskIsShownWithItsLayers()
{
    QSet<QString> statuses;
    for (const QJsonValue &row : allRows(0)) {
        const QByteArray id = row["SyncTaskId"_L1].toString().toLatin1();
        const QJsonObject task =
            ask("GetRepoSyncTask", {{"InstanceId", instanceId()}, {"SyncTaskId", id}}).json;
        for (const auto same : {"SyncTaskId"_L1, "SyncRuleId"_L1, "SyncBatchTaskId"_L1,
                                "TaskStatus"_L1, "TaskTrigger"_L1, "TaskIssue"_L1, "CrossUser"_L1,
                                "Priority"_L1, "ImageFrom"_L1, "ImageTo"_L1})
            QCOMPARE(task[same], row[same]);
        for (const auto absent :
             {"CreateTime"_L1, "ModifedTime"_L1, "ModifiedTime"_L1, "CustomLink"_L1, "LinkId"_L1})
            QVERIFY(!task.contains(absent));
        const QString status = task["TaskStatus"_L1].toString();
        statuses.insert(status);
        QCOMPARE(task["Progress"_L1], status == u"SUCCESS"_s ? 1 : 0);
        qint64 synced = 0;
        for (const QJsonValue &layer : task["LayerTasks"_L1].toArray()) {
            QCOMPARE(typesOf(layer.toObject()), u"ArtifactDigest:s Digest:s Size:i "
                                                "SyncLayerTaskId:s SyncedSize:i TaskStatus:s"_s);
            synced += layer["SyncedSize"_L1].toInteger();
        }
        QCOMPARE(task["SyncedSize"_L1].toInteger(-1), synced);
    }
    QCOMPARE_GT(statuses.size(), 3);
}

void SimulatorApiTest::aTaskThatDoesNotExistIsRefused()
{
    const Reply unknown = ask(
        "GetRepoSyncTask", {{"InstanceId", instanceId()}, {"SyncTaskId", "rst-4kfd7fk6pohk****"}});
    QCOMPARE(unknown.httpStatus, 400);
    QCOMPARE(unknown.json["Code"_L1], u"SYNC_TASK_NOT_EXIST"_s);
    const Reply missing = ask("GetRepoSyncTask", {{"InstanceId", instanceId()}});
    QCOMPARE(missing.httpStatus, 400);
    QCOMPARE(missing.json["Code"_L1], u"MissingSyncTaskId"_s);
}

void SimulatorApiTest::instancesHaveTimesAsTexts()
{
    const Reply reply = ask("ListInstance", {});
    QCOMPARE(typesOf(reply.json), u"Code:s Instances:a IsSuccess:b PageNo:i PageSize:i "
                                  "RequestId:s TotalCount:i"_s);
    QCOMPARE(reply.json["TotalCount"_L1], 3);
    QStringList regions;
    for (const QJsonValue &instance : reply.json["Instances"_L1].toArray()) {
        QCOMPARE(typesOf(instance.toObject()),
                 u"CreateTime:s InstanceId:s InstanceName:s InstanceSpecification:s "
                 "InstanceStatus:s ModifiedTime:s RegionId:s ResourceGroupId:s Tags:a"_s);
        QCOMPARE_GT(instance["CreateTime"_L1].toString().toLongLong(), 1'500'000'000'000);
        regions += instance["RegionId"_L1].toString();
    }
    QCOMPARE(regions, QStringList({u"cn-hangzhou"_s, u"cn-shanghai"_s, u"cn-beijing"_s}));
}

void SimulatorApiTest::instancesOfARegionCanBeAskedFor()
{
    const QJsonObject json = ask("ListInstance", {{"RegionId", "cn-shanghai"}}).json;
    QCOMPARE(json["TotalCount"_L1], 1);
    QCOMPARE(json["Instances"_L1][0]["InstanceName"_L1], u"hub-shanghai"_s);
    QCOMPARE(ask("ListInstance", {{"PageNo", "2"}, {"PageSize", "2"}})
                 .json["Instances"_L1]
                 .toArray()
                 .size(),
             1);
    QCOMPARE(ask("ListInstance", {{"InstanceStatus", "STOPPED"}}).json["TotalCount"_L1], 0);
}

void SimulatorApiTest::rulesHaveTheirDocumentedTypes()
{
    const Reply reply = ask("ListRepoSyncRule", {{"InstanceId", instanceId()}});
    QCOMPARE(typesOf(reply.json), u"Code:s IsSuccess:b PageNo:i PageSize:i RequestId:s "
                                  "SyncRules:a TotalCount:i"_s);
    const QJsonArray rules = reply.json["SyncRules"_L1].toArray();
    QCOMPARE(reply.json["TotalCount"_L1], rules.size());
    QVERIFY(!rules.isEmpty());
    for (const QJsonValue &rule : rules) {
        QVERIFY(rule["CreateTime"_L1].isDouble());
        QVERIFY(rule["CrossUser"_L1].isBool());
        QVERIFY(rule["SyncRuleId"_L1].toString().startsWith(u"crsr-"));
        QCOMPARE(rule["LocalInstanceId"_L1].toString().toLatin1(), instanceId());
        const bool isRepository = rule["SyncScope"_L1] == u"REPO"_s;
        QCOMPARE(rule.toObject().contains("LocalRepoName"_L1), isRepository);
    }
}

void SimulatorApiTest::rulesCanBeFiltered()
{
    const QList<std::pair<QByteArray, QString>> filters = {
        {"NamespaceName", u"LocalNamespaceName"_s},
        {"TargetInstanceId", u"TargetInstanceId"_s},
        {"TargetRegionId", u"TargetRegionId"_s},
        {"RepoName", u"LocalRepoName"_s},
    };
    int filtered = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const QJsonArray all =
            ask("ListRepoSyncRule", {{"InstanceId", instanceId(i)}}).json["SyncRules"_L1].toArray();
        for (const auto &[parameter, field] : filters) {
            for (const QJsonValue &rule : all) {
                if (!rule.toObject().contains(field))
                    continue;
                const Reply reply =
                    ask("ListRepoSyncRule", {{"InstanceId", instanceId(i)},
                                             {parameter, rule[field].toString().toUtf8()}});
                const auto expected =
                    std::ranges::count_if(all, [&rule, &key = field](const QJsonValue &other) {
                        return other[key] == rule[key];
                    });
                QCOMPARE(reply.json["TotalCount"_L1].toInteger(), expected);
                ++filtered;
            }
        }
    }
    QCOMPARE_GT(filtered, 10);
}

void SimulatorApiTest::rulesOfTasksExist()
{
    QMap<QString, QJsonValue> rules;
    for (const QJsonValue &rule :
         ask("ListRepoSyncRule", {{"InstanceId", instanceId()}}).json["SyncRules"_L1].toArray())
        rules.insert(rule["SyncRuleId"_L1].toString(), rule);
    for (const QJsonValue &task : allRows(0)) {
        const QString ruleId = task["SyncRuleId"_L1].toString();
        if (ruleId.isEmpty()) {
            QCOMPARE(task["TaskTrigger"_L1], u"INITIATIVE"_s);
            continue;
        }
        QVERIFY(rules.contains(ruleId));
        const QJsonValue rule = rules.value(ruleId);
        QCOMPARE(task["TaskTrigger"_L1], rule["SyncTrigger"_L1]);
        QCOMPARE(task["ImageTo"_L1]["InstanceId"_L1], rule["TargetInstanceId"_L1]);
        QCOMPARE(task["ImageFrom"_L1]["RepoNamespaceName"_L1], rule["LocalNamespaceName"_L1]);
        const QRegularExpression filter(rule["TagFilter"_L1].toString());
        const QString tag = task["ImageFrom"_L1]["ImageTag"_L1].toString();
        QVERIFY2(filter.match(tag).hasMatch(), qPrintable(tag));
    }
}

void SimulatorApiTest::anInstanceMustBeGivenAndMustExist_data()
{
    QTest::addColumn<QByteArray>("action");
    for (const char *action : {"ListRepoSyncRule", "ListRepoSyncTask", "GetRepoSyncTask"})
        QTest::newRow(action) << QByteArray(action);
}

void SimulatorApiTest::anInstanceMustBeGivenAndMustExist()
{
    QFETCH(QByteArray, action);
    const Reply missing = ask(action, {{"SyncTaskId", "rst-1"}});
    QCOMPARE(missing.httpStatus, 400);
    QCOMPARE(missing.json["Code"_L1], u"MissingInstanceId"_s);
    const Reply unknown = ask(action, {{"InstanceId", "cri-1"}, {"SyncTaskId", "rst-1"}});
    QCOMPARE(unknown.httpStatus, 200);
    QCOMPARE(unknown.json["Code"_L1], u"INSTANCE_NOT_EXIST"_s);
    QCOMPARE(unknown.json["IsSuccess"_L1], false);
}

void SimulatorApiTest::timeGoesOn()
{
    const auto total = [this](const QDateTime &when) {
        return askAt(when, "ListRepoSyncTask", {{"InstanceId", instanceId()}})
            .json["TotalCount"_L1]
            .toString()
            .toInt();
    };
    QCOMPARE_GT(total(now.addSecs(3600)), total(now) + 50);
}

QTEST_GUILESS_MAIN(SimulatorApiTest)
#include "tst_simulatorapi.moc"
