#include "jsonmemory.h"
#include "repositoryjson.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(FIXTURES_DIR "/registry/samples/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QDateTime at(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

} // namespace

class TestRepositoryJson final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSampleOfOneRepositoryIsRead();
    void theSampleOfAListingIsRead();
    void theSampleOfNamespacesIsRead();
    void theSampleOfTagsIsRead();
    void aTagWithoutANameIsCounted();
    void theSampleOfATagIsRead();
    void timesMayBeTexts();
    void whatIsNotGivenIsNotMadeUp();
    void oddValuesLoseNothingElse();
    void badRepliesAreErrors_data();
    void badRepliesAreErrors();
    void everyTruncationIsAnError();

private:
    JsonMemory m_memory;
};

void TestRepositoryJson::theSampleOfOneRepositoryIsRead()
{
    const Result<Repository> read =
        repositoryFromJson(sample(u"GetRepository.json"_s), m_memory, now);
    QVERIFY(read.has_value());
    const Repository expected{.id = u"crr-l5eoubonp0l****"_s,
                              .namespaceName = u"test"_s,
                              .name = u"test"_s,
                              .instanceId = u"cri-kmsiwlxxdcva****"_s,
                              .status = u"NORMAL"_s,
                              .type = u"PRIVATE"_s,
                              .summary = u"Automatically created repository"_s,
                              .hasImmutableTags = true,
                              .createdAt = at(1'570'759'546'000),
                              .modifiedAt = at(1'570'759'546'100)};
    QCOMPARE(*read, expected);
}

void TestRepositoryJson::theSampleOfAListingIsRead()
{
    const Result<RepositoryPage> page =
        repositoryPageFromJson(sample(u"ListRepository.json"_s), m_memory, now);
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 1U);
    QCOMPARE(page->items[0].id, u"crr-03cuozrsqhkw****"_s);
    QCOMPARE(page->items[0].hasImmutableTags, true);
    QCOMPARE(page->totalCount, 1); // a text in this operation
    QCOMPARE(page->pageSize, 30);
    QCOMPARE(page->requestId, u"5241C090-DA69-4B0F-8E3F-2F24FDE1110E"_s);
}

void TestRepositoryJson::theSampleOfNamespacesIsRead()
{
    const Result<RegistryNamespacePage> page =
        namespacePageFromJson(sample(u"ListNamespace.json"_s), m_memory, now);
    QVERIFY(page.has_value());
    QCOMPARE(page->totalCount, 1);
    QCOMPARE(page->pageSize, 30);
    QVERIFY(page->issues.isEmpty());
    QCOMPARE(page->items, (std::vector{RegistryNamespace{.id = u"crn-tiw8t3f8i5lt****"_s,
                                                         .name = u"test"_s,
                                                         .instanceId = u"cri-94klsruryslx****"_s,
                                                         .status = u"NORMAL"_s,
                                                         .createsRepositories = true}}));
}

void TestRepositoryJson::theSampleOfTagsIsRead()
{
    const Result<RepositoryTagPage> page =
        repositoryTagPageFromJson(sample(u"ListRepoTag.json"_s), m_memory, now);
    QVERIFY(page.has_value());
    QCOMPARE(page->totalCount, 1); // a text in this operation, as both times are
    QCOMPARE(page->pageSize, 30);
    QVERIFY(page->issues.isEmpty());
    QCOMPARE(page->items,
             (std::vector{RepositoryTag{
                 .tag = u"v0.1"_s,
                 .digest = u"67bfbcc12b67936ec7f867927817cbb071832b873dbcaed312a1930ba5f1****"_s,
                 .imageId = u"45023655bf39c382e26a8607d057c27871dee163c1ecf48cc1ebf2a1****"_s,
                 .size = 27'107'966,
                 .status = u"NORMAL"_s,
                 .createdAt = at(1'572'839'125'000),
                 .updatedAt = at(1'572'875'608'000)}}));
}

/// It is no tag that could be compared; the list is not whole without it.
void TestRepositoryJson::aTagWithoutANameIsCounted()
{
    const Result<RepositoryTagPage> page = repositoryTagPageFromJson(
        R"({"IsSuccess":true,"TotalCount":"2","Images":[{"Digest":"ab"},{"Tag":"v1"}]})", m_memory,
        now);
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 1U);
    QCOMPARE(page->items[0].tag, u"v1"_s);
    QVERIFY(page->items[0].digest.isEmpty());
    QCOMPARE(page->rowCount(), 2U);
}

void TestRepositoryJson::theSampleOfATagIsRead()
{
    const Result<RepositoryTag> tag =
        repositoryTagFromJson(sample(u"GetRepoTag.json"_s), m_memory, now);
    QVERIFY(tag.has_value());
    const RepositoryTag expected{
        .tag = u"1.0"_s,
        .digest = u"67bfbcc12b67936ec7f867927817cbb071832b873dbcaed312a1930ba5f1****"_s,
        .imageId = u"45023655bf39c382e26a8607d057c27871dee163c1ecf48cc1ebf2a1****"_s,
        .size = 27'107'966,
        .status = u"NORMAL"_s,
        .createdAt = at(1'572'839'125'000),
        .updatedAt = at(1'572'875'608'000),
        .requestId = u"031572FA-7D8F-4C05-B790-1071E0E05DE6"_s};
    QCOMPARE(*tag, expected);
}

void TestRepositoryJson::timesMayBeTexts()
{
    const Result<RepositoryTag> tag = repositoryTagFromJson(
        R"({"IsSuccess":true,"Digest":"d","ImageCreate":"1572839125000","ImageUpdate":0})",
        m_memory, now);
    QVERIFY(tag.has_value());
    QCOMPARE(tag->createdAt, at(1'572'839'125'000));
    QVERIFY(!tag->updatedAt.isValid());
}

void TestRepositoryJson::whatIsNotGivenIsNotMadeUp()
{
    const Result<Repository> read = repositoryFromJson(
        R"({"IsSuccess":true,"RepoId":"crr-1","TagImmutability":null})", m_memory, now);
    QVERIFY(read.has_value());
    QCOMPARE(read->hasImmutableTags, std::nullopt);
    QVERIFY(read->name.isEmpty());
    const Result<RepositoryTag> tag =
        repositoryTagFromJson(R"({"IsSuccess":true,"Digest":"d","ImageSize":""})", m_memory, now);
    QVERIFY(tag.has_value());
    QCOMPARE(tag->size, std::nullopt);
}

void TestRepositoryJson::oddValuesLoseNothingElse()
{
    const auto tag = repositoryTagFromJson(
        R"({"IsSuccess":1,"Digest":5,"Tag":1.10,"ImageSize":"big","ImageCreate":"x"})", m_memory,
        now);
    QVERIFY(tag.has_value());
    QCOMPARE(tag->digest, u"5"_s);
    QCOMPARE(tag->tag, u"1.10"_s);
    QCOMPARE(tag->size, std::nullopt);
    const auto repository = repositoryFromJson(
        R"({"IsSuccess":true,"RepoId":"a","RepoName":[],"TagImmutability":"FALSE"})", m_memory,
        now);
    QVERIFY(repository.has_value());
    QVERIFY(repository->name.isEmpty());
    QCOMPARE(repository->hasImmutableTags, false);
    const auto page = repositoryPageFromJson(
        R"({"IsSuccess":true,"Repositories":[{},{"RepoId":9,"TagImmutability":"yes"},null]})",
        m_memory, now);
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 1U);
    QCOMPARE(page->items.front().id, u"9"_s);
    QCOMPARE(page->items.front().hasImmutableTags, std::nullopt);
    QCOMPARE(page->issues.rows.size(), 2U);
    QCOMPARE(page->issues.values.size(), 1U);
}

void TestRepositoryJson::badRepliesAreErrors_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("mentions");
    const auto row = [](const char *name, const QString &what, const char *json,
                        const QString &mentions) {
        QTest::newRow(name) << what << QByteArray(json) << mentions;
    };
    row("nothing", u"tag"_s, "", u"not valid JSON"_s);
    row("tag without digest", u"tag"_s, R"({"IsSuccess":true,"Tag":"v1"})", u"Digest is missing"_s);
    row("digest is null", u"tag"_s, R"({"IsSuccess":true,"Digest":null})", u"Digest is missing"_s);
    row("digest is a list", u"tag"_s, R"({"IsSuccess":true,"Digest":[5]})", u"Digest is missing"_s);
    row("tag of nothing", u"tag"_s, "{}", u"not one of this API"_s);
    row("no id", u"repository"_s, R"({"IsSuccess":true,"RepoName":"a"})", u"RepoId is missing"_s);
    row("list is an object", u"page"_s, R"({"IsSuccess":true,"Repositories":{}})",
        u"Repositories is not an array"_s);
}

void TestRepositoryJson::badRepliesAreErrors()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, json);
    QFETCH(QString, mentions);
    const auto errorOf = [](const auto &result) {
        return result ? ApiError{.message = u"(read)"_s} : result.error();
    };
    const ApiError error = what == u"tag"_s ? errorOf(repositoryTagFromJson(json, m_memory, now))
                           : what == u"page"_s
                               ? errorOf(repositoryPageFromJson(json, m_memory, now))
                               : errorOf(repositoryFromJson(json, m_memory, now));
    QCOMPARE(error.kind, Kind::Protocol);
    QVERIFY2(error.message.contains(mentions), qPrintable(error.message));
}

void TestRepositoryJson::everyTruncationIsAnError()
{
    const QByteArray tag = sample(u"GetRepoTag.json"_s).trimmed();
    for (qsizetype size = 0; size < tag.size(); ++size)
        QVERIFY(!repositoryTagFromJson(tag.left(size), m_memory, now));
    const QByteArray repository = sample(u"GetRepository.json"_s).trimmed();
    for (qsizetype size = 0; size < repository.size(); ++size)
        QVERIFY(!repositoryFromJson(repository.left(size), m_memory, now));
}

QTEST_GUILESS_MAIN(TestRepositoryJson)
#include "tst_repositoryjson.moc"
