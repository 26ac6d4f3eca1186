#include "apirequest.h"
#include "endpoint.h"

#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

class TestApiRequest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allSevenParametersOfListRepoSyncTaskAreSent();
    void emptyTextsAreNotSent();
    void oneTaskIsAskedForByInstanceAndId();
    void instancesAreAskedForByRegion();
    void rulesAreAskedForWithTheirOwnNames();
    void theQueryIsSortedByBytesAndEncodedOnce();
    void whatIsSentIsWhatIsSigned_data();
    void whatIsSentIsWhatIsSigned();
};

void TestApiRequest::allSevenParametersOfListRepoSyncTaskAreSent()
{
    const ApiRequest request = requestFor(ListSyncTasks{
        .instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s},
        .repoNamespaceName = u"team"_s,
        .repoName = u"app"_s,
        .tag = u"v1"_s,
        .syncRecordId = u"batch"_s,
        .pageNo = 3,
        .pageSize = 50,
    });
    QCOMPARE(request.operation, "ListRepoSyncTask");
    QCOMPARE(request.version, "2018-12-01");
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.regionId, u"cn-hangzhou"_s);
    QCOMPARE(canonicalQuery(request.parameters),
             "InstanceId=cri-1&PageNo=3&PageSize=50&RepoName=app&RepoNamespaceName=team"
             "&SyncRecordId=batch&Tag=v1");
}

void TestApiRequest::emptyTextsAreNotSent()
{
    const ApiRequest request = requestFor(ListSyncTasks{.instance = {.instanceId = u"cri-1"_s}});
    QCOMPARE(canonicalQuery(request.parameters), "InstanceId=cri-1&PageNo=1&PageSize=100");
}

void TestApiRequest::oneTaskIsAskedForByInstanceAndId()
{
    const ApiRequest request = requestFor(
        GetSyncTask{.instance = {.regionId = u"eu-central-1"_s, .instanceId = u"cri-1"_s},
                    .syncTaskId = u"rst-9"_s});
    QCOMPARE(request.operation, "GetRepoSyncTask");
    QCOMPARE(request.regionId, u"eu-central-1"_s);
    QCOMPARE(canonicalQuery(request.parameters), "InstanceId=cri-1&SyncTaskId=rst-9");
}

void TestApiRequest::instancesAreAskedForByRegion()
{
    const ApiRequest request = requestFor(ListInstances{.regionId = u"cn-beijing"_s, .pageNo = 2});
    QCOMPARE(request.operation, "ListInstance");
    QCOMPARE(request.regionId, u"cn-beijing"_s);
    QCOMPARE(canonicalQuery(request.parameters), "PageNo=2&PageSize=100");
}

void TestApiRequest::rulesAreAskedForWithTheirOwnNames()
{
    const ApiRequest request = requestFor(ListSyncRules{
        .instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s},
        .pageNo = 3,
    });
    QCOMPARE(request.operation, "ListRepoSyncRule");
    QCOMPARE(canonicalQuery(request.parameters), "InstanceId=cri-1&PageNo=3&PageSize=100");
}

void TestApiRequest::theQueryIsSortedByBytesAndEncodedOnce()
{
    QCOMPARE(canonicalQuery({}), "");
    QCOMPARE(canonicalQuery({{.name = "b", .value = "2"}, {.name = "B", .value = ""}}), "B=&b=2");
    QCOMPARE(canonicalQuery({{.name = "a b", .value = "%20 +*~-_."}}), "a%20b=%2520%20%2B%2A~-_.");
}

void TestApiRequest::whatIsSentIsWhatIsSigned_data()
{
    QTest::addColumn<QString>("tag");
    for (const QString &tag : {u"v1"_s, u"a b"_s, u"v1~*+/&=%镜"_s, u"#?;,:@[]"_s, u"%41"_s,
                               u"\"<>\\^`{|}"_s, u"\u00e9\U0001f433"_s, u"line\nbreak"_s})
        QTest::newRow(qPrintable(tag)) << tag;
}

void TestApiRequest::whatIsSentIsWhatIsSigned()
{
    QFETCH(QString, tag);
    const QByteArray query = canonicalQuery({{.name = "Tag", .value = tag.toUtf8()}});
    const QUrl url = Endpoint{.scheme = u"https"_s, .host = u"h"_s}.url(query);
    QVERIFY(url.isValid());
    QCOMPARE(url.query(QUrl::FullyEncoded).toLatin1(), query);
    QVERIFY(url.toEncoded().endsWith(QByteArray("/?" + query)));
    QCOMPARE(QUrlQuery(url).queryItemValue(u"Tag"_s, QUrl::FullyDecoded), tag);
}

QTEST_GUILESS_MAIN(TestApiRequest)
#include "tst_apirequest.moc"
