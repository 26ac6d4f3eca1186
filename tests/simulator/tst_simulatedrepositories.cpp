#include "askedworld.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Parameters = AskedWorld::Parameters;

QByteArray digestAt(AskedWorld &world, const QJsonObject &image)
{
    const QByteArray instance = bytes(image["InstanceId"_L1]);
    return bytes(world
                     .ask("GetRepoTag", {{"InstanceId", instance},
                                         {"RepoId", world.repoId(instance, image)},
                                         {"Tag", bytes(image["ImageTag"_L1])}})
                     .json["Digest"_L1]);
}

} // namespace

class SimulatedRepositoriesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void repositoriesAreListedAndFoundByIdAndName();
    void namespacesAreThoseOfTheRepositories();
    void idsDifferBetweenInstances();
    void someRepositoriesAreImmutable();
    void aTagHasItsDocumentedFields();
    void tagsAreListedAsTheyAreOneByOne();
    void tagsAreListedInPages();
    void anInstanceSaysHowItIs_data();
    void anInstanceSaysHowItIs();
    void aTagIsAskedForWithGetOnly();
    void aFinishedCopyHasTheDigestOfItsSource();
    void whatWasNotCopiedIsMissing();
    void aMadeCopyArrivesWhenItIsDone();
    void whatIsMissingIsRefused_data();
    void whatIsMissingIsRefused();
    void whatMayNotBeSeenIsRefused_data();
    void whatMayNotBeSeenIsRefused();
};

void SimulatedRepositoriesTest::repositoriesAreListedAndFoundByIdAndName()
{
    AskedWorld world(100);
    const auto list = world.ask("ListRepository", {{"InstanceId", world.instanceId()}});
    QVERIFY(list.isGood());
    const QJsonArray all = list.json["Repositories"_L1].toArray();
    QCOMPARE_GT(all.size(), 5);
    QCOMPARE(list.json["TotalCount"_L1], QString::number(all.size())); // a text here
    for (const QJsonValue &repository : all) {
        const QJsonObject byName =
            world
                .ask("GetRepository",
                     {{"InstanceId", world.instanceId()},
                      {"RepoNamespaceName", bytes(repository["RepoNamespaceName"_L1])},
                      {"RepoName", bytes(repository["RepoName"_L1])}})
                .json;
        const QJsonObject byId =
            world
                .ask("GetRepository", {{"InstanceId", world.instanceId()},
                                       {"RepoId", bytes(repository["RepoId"_L1])}})
                .json;
        QCOMPARE(byName["RepoId"_L1], repository["RepoId"_L1]);
        QCOMPARE(byId["RepoName"_L1], repository["RepoName"_L1]);
        QVERIFY(byId["CreateTime"_L1].isDouble());
        QVERIFY(byId["TagImmutability"_L1].isBool());
        QVERIFY(byId.contains("Detail"_L1));
    }
    const auto one = world.ask("ListRepository", {{"InstanceId", world.instanceId()},
                                                  {"RepoName", bytes(all[0]["RepoName"_L1])}});
    QCOMPARE(one.json["TotalCount"_L1], u"1"_s);
}

void SimulatedRepositoriesTest::idsDifferBetweenInstances()
{
    AskedWorld world;
    const QJsonObject task = world.taskWith(u"SUCCESS"_s);
    const QJsonObject from = task["ImageFrom"_L1].toObject();
    const QJsonObject to = task["ImageTo"_L1].toObject();
    const QByteArray there = world.repoId(bytes(to["InstanceId"_L1]), to);
    QVERIFY(there.startsWith("crr-"));
    QVERIFY(there != world.repoId(world.instanceId(), from));
}

void SimulatedRepositoriesTest::someRepositoriesAreImmutable()
{
    AskedWorld world(100);
    int immutable = 0;
    int all = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto list = world.ask("ListRepository", {{"InstanceId", world.instanceId(i)}});
        for (const QJsonValue &repository : list.json["Repositories"_L1].toArray()) {
            ++all;
            immutable += repository["TagImmutability"_L1].toBool() ? 1 : 0;
        }
    }
    QCOMPARE_GT(immutable, 0);
    QCOMPARE_LT(immutable, all);
}

void SimulatedRepositoriesTest::aTagHasItsDocumentedFields()
{
    static const QRegularExpression hex(u"^[0-9a-f]{64}$"_s);
    AskedWorld world;
    const QJsonObject from = world.tasks().first()["ImageFrom"_L1].toObject();
    const auto reply = world.ask("GetRepoTag", {{"InstanceId", world.instanceId()},
                                                {"RepoId", world.repoId(world.instanceId(), from)},
                                                {"Tag", bytes(from["ImageTag"_L1])}});
    QVERIFY(reply.isGood());
    QVERIFY(hex.match(reply.json["Digest"_L1].toString()).hasMatch());
    QCOMPARE(reply.json["Tag"_L1], from["ImageTag"_L1]);
    QCOMPARE(reply.json["Status"_L1], u"NORMAL"_s);
    for (const auto field : {"ImageCreate"_L1, "ImageUpdate"_L1, "ImageSize"_L1})
        QCOMPARE_GT(reply.json[field].toInteger(), 0);
}

/// At the source and where it was copied to; times are texts here, and numbers there.
void SimulatedRepositoriesTest::tagsAreListedAsTheyAreOneByOne()
{
    AskedWorld world(300);
    const QJsonObject task = world.taskWith(u"SUCCESS"_s);
    for (const QJsonValue &end : {task["ImageFrom"_L1], task["ImageTo"_L1]}) {
        const QByteArray instance = bytes(end["InstanceId"_L1]);
        const QByteArray repository = world.repoId(instance, end.toObject());
        const auto list = world.ask(
            "ListRepoTag", {{"InstanceId", instance}, {"RepoId", repository}, {"PageSize", "100"}});
        QVERIFY(list.isGood());
        const QJsonArray tags = list.json["Images"_L1].toArray();
        QVERIFY(!tags.isEmpty());
        QVERIFY(list.json["TotalCount"_L1].isString());
        for (const QJsonValue &listed : tags) {
            const auto one = world.ask("GetRepoTag", {{"InstanceId", instance},
                                                      {"RepoId", repository},
                                                      {"Tag", bytes(listed["Tag"_L1])}});
            for (const auto same : {"Digest"_L1, "ImageId"_L1, "ImageSize"_L1, "Status"_L1})
                QCOMPARE(listed[same], one.json[same]);
            QCOMPARE(listed["ImageUpdate"_L1].toString(),
                     QString::number(one.json["ImageUpdate"_L1].toInteger()));
        }
    }
}

void SimulatedRepositoriesTest::tagsAreListedInPages()
{
    AskedWorld world(300);
    const QJsonObject from = world.tasks().first()["ImageFrom"_L1].toObject();
    const Parameters repository = {{"InstanceId", world.instanceId()},
                                   {"RepoId", world.repoId(world.instanceId(), from)}};
    const auto whole = world.ask("ListRepoTag", with(repository, "PageSize", "100"));
    const QJsonArray all = whole.json["Images"_L1].toArray();
    QCOMPARE_GT(all.size(), 2);
    QJsonArray paged;
    for (int page = 1; page <= (all.size() + 1) / 2; ++page) {
        const auto reply = world.ask("ListRepoTag", with(with(repository, "PageSize", "2"),
                                                         "PageNo", QByteArray::number(page)));
        QCOMPARE(reply.json["TotalCount"_L1], QString::number(all.size()));
        for (const QJsonValue &tag : reply.json["Images"_L1].toArray())
            paged.append(tag);
    }
    QCOMPARE(paged, all);
}

void SimulatedRepositoriesTest::anInstanceSaysHowItIs_data()
{
    QTest::addColumn<bool>("isSource");
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("a source") << true << false;
    QTest::newRow("a stopped source") << true << true;
    QTest::newRow("a destination") << false << false;
    QTest::newRow("a stopped destination") << false << true;
}

/// A stopped one, too, though it answers nothing else.
void SimulatedRepositoriesTest::anInstanceSaysHowItIs()
{
    QFETCH(bool, isSource);
    QFETCH(bool, isStopped);
    AskedWorld world(100);
    const QByteArray id =
        isSource ? world.instanceId() : bytes(world.tasks().first()["ImageTo"_L1]["InstanceId"_L1]);
    if (isStopped)
        world.api.setFaults({.stoppedInstances = {id}});
    const auto reply = world.ask("GetInstance", {{"InstanceId", id}});
    QVERIFY(reply.isGood());
    QCOMPARE(reply.json["InstanceId"_L1], QString::fromLatin1(id));
    QCOMPARE(reply.json["InstanceStatus"_L1], isStopped ? u"STOPPED"_s : u"RUNNING"_s);
    QVERIFY(reply.json["CreateTime"_L1].isDouble());
    QVERIFY(!reply.json.contains("RegionId"_L1));
    QCOMPARE(world.ask("ListRepository", {{"InstanceId", id}}).isGood(), !isStopped);
}

void SimulatedRepositoriesTest::aTagIsAskedForWithGetOnly()
{
    AskedWorld world(100);
    const auto reply = world.askBy("POST", "GetRepoTag", {{"InstanceId", world.instanceId()}});
    QCOMPARE(reply.httpStatus, 400);
    QCOMPARE(reply.code(), u"UnsupportedHTTPMethod"_s);
}

void SimulatedRepositoriesTest::aFinishedCopyHasTheDigestOfItsSource()
{
    AskedWorld world(300);
    int compared = 0;
    for (const QJsonValue &task : world.tasks()) {
        if (task["TaskStatus"_L1] != u"SUCCESS"_s || compared == 10)
            continue;
        const QByteArray there = digestAt(world, task["ImageTo"_L1].toObject());
        QCOMPARE(there.size(), 64);
        // A tag that was pushed again may have arrived again, or not yet.
        const auto sameTag =
            world.ask("ListRepoSyncTask", {{"InstanceId", world.instanceId()},
                                           {"RepoName", bytes(task["ImageFrom"_L1]["RepoName"_L1])},
                                           {"Tag", bytes(task["ImageFrom"_L1]["ImageTag"_L1])}});
        QSet<QString> batches;
        for (const QJsonValue &other : sameTag.json["SyncTasks"_L1].toArray())
            batches.insert(other["SyncBatchTaskId"_L1].toString());
        if (batches.size() > 1)
            continue;
        QCOMPARE(there, digestAt(world, task["ImageFrom"_L1].toObject()));
        ++compared;
    }
    QCOMPARE(compared, 10);
}

void SimulatedRepositoriesTest::whatWasNotCopiedIsMissing()
{
    AskedWorld world;
    const QJsonObject task = world.taskWith(u"SUCCESS"_s);
    const QJsonObject to = task["ImageTo"_L1].toObject();
    const QByteArray instance = bytes(to["InstanceId"_L1]);
    QCOMPARE(world
                 .ask("GetRepoTag", {{"InstanceId", instance},
                                     {"RepoId", world.repoId(instance, to)},
                                     {"Tag", "never-seen"}})
                 .code(),
             u"TAG_NOT_EXIST"_s);
    QCOMPARE(
        world
            .ask("GetRepository",
                 {{"InstanceId", instance}, {"RepoNamespaceName", "none"}, {"RepoName", "none"}})
            .code(),
        u"REPO_NOT_EXIST"_s);
}

void SimulatedRepositoriesTest::aMadeCopyArrivesWhenItIsDone()
{
    AskedWorld world;
    const QJsonObject task = world.taskWith(u"SUCCESS"_s);
    Parameters copy = with(world.copyOf(task), "TargetRepoName", "renamed");
    copy = with(copy, "TargetTag", "v-other");
    const QString id = world.ask("CreateRepoSyncTask", copy).json["SyncTaskId"_L1].toString();
    const QJsonObject to = world.task(id)["ImageTo"_L1].toObject();
    QVERIFY(digestAt(world, to).isEmpty());
    world.now = world.now.addDays(1);
    QCOMPARE(digestAt(world, to), digestAt(world, task["ImageFrom"_L1].toObject()));
}

void SimulatedRepositoriesTest::namespacesAreThoseOfTheRepositories()
{
    AskedWorld world(100);
    const auto texts = [](const QJsonValue &list, QLatin1StringView member) {
        QSet<QString> found;
        const QJsonArray rows = list.toArray();
        for (const QJsonValue &row : rows)
            found << row[member].toString();
        return found;
    };
    const auto repositories = world.ask("ListRepository", {{"InstanceId", world.instanceId()}});
    const auto list = world.ask("ListNamespace", {{"InstanceId", world.instanceId()}});
    QVERIFY(list.isGood());
    const QSet<QString> names = texts(list.json["Namespaces"_L1], "NamespaceName"_L1);
    QVERIFY(!names.isEmpty());
    QCOMPARE(names, texts(repositories.json["Repositories"_L1], "RepoNamespaceName"_L1));
    QCOMPARE(texts(list.json["Namespaces"_L1], "NamespaceId"_L1).size(), names.size());
    QCOMPARE(list.json["TotalCount"_L1], QString::number(names.size())); // a text here
    const auto one = world.ask("ListNamespace", {{"InstanceId", world.instanceId()},
                                                 {"NamespaceName", names.cbegin()->toUtf8()}});
    QCOMPARE(one.json["TotalCount"_L1], u"1"_s);
}

void SimulatedRepositoriesTest::whatIsMissingIsRefused_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("parameter");
    const auto rows = [](const QByteArray &action, const QByteArrayList &parameters) {
        for (const QByteArray &parameter : parameters)
            QTest::addRow("%s %s", action.constData(), parameter.constData())
                << action << parameter;
    };
    rows("ListNamespace", {"InstanceId"});
    rows("ListRepository", {"InstanceId"});
    rows("GetRepository", {"InstanceId", "RepoNamespaceName", "RepoName"});
    rows("GetInstance", {"InstanceId"});
    rows("ListRepoTag", {"InstanceId", "RepoId"});
    rows("GetRepoTag", {"InstanceId", "RepoId", "Tag"});
}

void SimulatedRepositoriesTest::whatIsMissingIsRefused()
{
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, parameter);
    AskedWorld world(100);
    Parameters all = {{"InstanceId", world.instanceId()}, {"RepoId", "crr-1"}, {"Tag", "v1"}};
    if (action == "GetRepository") {
        all = {
            {"InstanceId", world.instanceId()}, {"RepoNamespaceName", "team"}, {"RepoName", "app"}};
    }
    const auto reply = world.ask(action, without(all, parameter));
    QCOMPARE(reply.httpStatus, 400);
    QCOMPARE(reply.code(), QString::fromLatin1("Missing" + parameter));
}

void SimulatedRepositoriesTest::whatMayNotBeSeenIsRefused_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("permission");
    QTest::newRow("namespaces") << QByteArray("ListNamespace") << QByteArray("cr:ListNamespace");
    QTest::newRow("list") << QByteArray("ListRepository") << QByteArray("cr:ListRepository");
    QTest::newRow("one") << QByteArray("GetRepository") << QByteArray("cr:GetRepository");
    QTest::newRow("instance") << QByteArray("GetInstance") << QByteArray("cr:GetInstance");
    QTest::newRow("tags") << QByteArray("ListRepoTag") << QByteArray("cr:ListRepositoryTag");
    QTest::newRow("tag") << QByteArray("GetRepoTag") << QByteArray("cr:ListRepositoryTag");
}

void SimulatedRepositoriesTest::whatMayNotBeSeenIsRefused()
{
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, permission);
    AskedWorld world(100);
    world.api.setFaults({.deniedPermissions = {permission}});
    const auto reply = world.ask(action, {{"InstanceId", world.instanceId()}});
    QCOMPARE(reply.httpStatus, 403);
    QCOMPARE(reply.code(), u"NoPrivilege"_s);
}

QTEST_GUILESS_MAIN(SimulatedRepositoriesTest)
#include "tst_simulatedrepositories.moc"
