#include "instancejson.h"
#include "jsonmemory.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

} // namespace

class TestInstanceJson final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSampleOfTheApiPageIsRead();
    void theSampleOfOneInstanceIsRead();
    void anInstanceWithoutAnIdSaysNothing();
    void timesMayBeNumbersToo();
    void oddValuesLoseNoOtherInstance();
    void badInstancesAreErrors_data();
    void badInstancesAreErrors();
};

void TestInstanceJson::theSampleOfTheApiPageIsRead()
{
    QFile file(QStringLiteral(FIXTURES_DIR "/registry/samples/ListInstance.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    JsonMemory memory;
    const Result<RegistryInstancePage> page = instancePageFromJson(file.readAll(), memory, now);
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

/// Flat, without a region, and its times are numbers.
void TestInstanceJson::theSampleOfOneInstanceIsRead()
{
    QFile file(QStringLiteral(FIXTURES_DIR "/registry/samples/GetInstance.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    JsonMemory memory;
    const Result<RegistryInstance> read = instanceFromJson(file.readAll(), memory, now);
    QVERIFY(read.has_value());
    const RegistryInstance expected{
        .id = u"cri-xkx6vujuhay0****"_s,
        .name = u"shanghai-instance1"_s,
        .status = {.value = InstanceStatus::Running, .text = u"RUNNING"_s},
        .specification = u"Enterprise_Basic"_s,
        .issue = u"OSS_TOO_MANY_BUCKETS"_s,
        .resourceGroupId = u"rg-acfmv36i4isx****"_s,
        .createdAt = QDateTime::fromMSecsSinceEpoch(1571926439000, Qt::UTC),
        .modifiedAt = QDateTime::fromMSecsSinceEpoch(1571926560000, Qt::UTC),
        .tags = {{u"test_key"_s, u"test_value"_s}},
    };
    QVERIFY(*read == expected);
}

void TestInstanceJson::anInstanceWithoutAnIdSaysNothing()
{
    JsonMemory memory;
    QVERIFY(!instanceFromJson(R"({"IsSuccess":true,"InstanceStatus":"RUNNING"})", memory, now)
                 .has_value());
}

void TestInstanceJson::timesMayBeNumbersToo()
{
    JsonMemory memory;
    const Result<RegistryInstancePage> page = instancePageFromJson(
        R"({"Instances":[{"InstanceId":"cri-1","CreateTime":1572839126007,"Tags":null}]})", memory,
        now);
    QVERIFY(page.has_value());
    QCOMPARE(page->items.front().createdAt, QDateTime::fromMSecsSinceEpoch(1572839126007, Qt::UTC));
    QVERIFY(page->items.front().tags.isEmpty());
}

void TestInstanceJson::oddValuesLoseNoOtherInstance()
{
    JsonMemory memory;
    const Result<RegistryInstancePage> page = instancePageFromJson(
        R"({"Instances":[{"InstanceName":"a"},{"InstanceId":"b","Tags":{},"CreateTime":"x"},
            {"InstanceId":"c","InstanceName":7,"Tags":[{},{"TagKey":1,"TagValue":true}]}]})",
        memory, now);
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 2U);
    QVERIFY(page->items.front().tags.isEmpty());
    QCOMPARE(page->items.back().name, u"7"_s);
    QCOMPARE(page->items.back().tags, (QList<std::pair<QString, QString>>{{u"1"_s, u"true"_s}}));
    QStringList told;
    for (const ReadingIssue &issue : page->issues.examples)
        told << technicalLine(issue);
    QCOMPARE(told, QStringList({u"Instances[0] has no usable id: {\"InstanceName\":\"a\"}"_s,
                                u"Instances[1].Tags of b is not an array: {}"_s,
                                u"Instances[1].CreateTime of b is not a time: \"x\""_s,
                                u"Instances[2].Tags[0] of c has no usable id: {}"_s}));
    // Rows are instances; what is missing of one that was read is a value of it.
    QCOMPARE(page->issues.rows.size(), 1U);
    QCOMPARE(page->issues.values.size(), 3U);
}

void TestInstanceJson::badInstancesAreErrors_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("object") << QByteArray(R"({"Instances":{}})") << u"Instances is not an array"_s;
    QTest::newRow("another list") << QByteArray(R"({"SyncTasks":[]})") << u"not one of this API"_s;
}

void TestInstanceJson::badInstancesAreErrors()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, mentions);
    JsonMemory memory;
    const Result<RegistryInstancePage> page = instancePageFromJson(json, memory, now);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ApiError::Kind::Protocol);
    QVERIFY2(page.error().message.contains(mentions), qPrintable(page.error().message));
}

QTEST_GUILESS_MAIN(TestInstanceJson)
#include "tst_instancejson.moc"
