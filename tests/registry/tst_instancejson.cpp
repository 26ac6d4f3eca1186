#include "instancejson.h"
#include "jsonmemory.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

class TestInstanceJson final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSampleOfTheApiPageIsRead();
    void timesMayBeNumbersToo();
    void badInstancesAreErrors_data();
    void badInstancesAreErrors();
};

void TestInstanceJson::theSampleOfTheApiPageIsRead()
{
    QFile file(QStringLiteral(FIXTURES_DIR "/registry/samples/ListInstance.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    JsonMemory memory;
    const Result<RegistryInstancePage> page = instancePageFromJson(file.readAll(), memory);
    QVERIFY(page.has_value());
    QCOMPARE(page->totalCount, 12121);
    QCOMPARE(page->pageSize, 30);
    const RegistryInstance expected{
        .id = u"cri-sgedpenzw80e****"_s,
        .name = u"test"_s,
        .status = {.value = InstanceStatus::Running, .text = u"RUNNING"_s},
        .specification = u"Enterprise_Basic"_s,
        .issue = u"oss bucket already exists"_s,
        .regionId = u"cn-shanghai"_s,
        .resourceGroupId = u"rg-aek2h3aexpy****"_s,
        .createdAt = QDateTime::fromMSecsSinceEpoch(1562849679000, Qt::UTC),
        .modifiedAt = QDateTime::fromMSecsSinceEpoch(1562849760000, Qt::UTC),
        .tags = {{u"test_key"_s, u"test_value"_s}},
    };
    QCOMPARE(page->items.size(), 1U);
    QVERIFY(page->items.front() == expected);
}

void TestInstanceJson::timesMayBeNumbersToo()
{
    JsonMemory memory;
    const Result<RegistryInstancePage> page = instancePageFromJson(
        R"({"Instances":[{"InstanceId":"cri-1","CreateTime":7,"Tags":null}]})", memory);
    QVERIFY(page.has_value());
    QCOMPARE(page->items.front().createdAt, QDateTime::fromMSecsSinceEpoch(7, Qt::UTC));
    QVERIFY(page->items.front().tags.isEmpty());
}

void TestInstanceJson::badInstancesAreErrors_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("no id") << QByteArray(R"({"Instances":[{"InstanceName":"a"}]})")
                           << u"Instances[0].InstanceId is missing"_s;
    QTest::newRow("tags") << QByteArray(R"({"Instances":[{"InstanceId":"a","Tags":{}}]})")
                          << u"Instances[0].Tags is not an array"_s;
    QTest::newRow("a tag") << QByteArray(
                                  R"({"Instances":[{"InstanceId":"a","Tags":[{},{"TagKey":1}]}]})")
                           << u"Instances[0].Tags[1].TagKey is not a text"_s;
    QTest::newRow("another list") << QByteArray(R"({"SyncTasks":[]})") << u"not one of this API"_s;
}

void TestInstanceJson::badInstancesAreErrors()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, mentions);
    JsonMemory memory;
    const Result<RegistryInstancePage> page = instancePageFromJson(json, memory);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ApiError::Kind::Protocol);
    QVERIFY2(page.error().message.contains(mentions), qPrintable(page.error().message));
}

QTEST_GUILESS_MAIN(TestInstanceJson)
#include "tst_instancejson.moc"
