#include "taskstore.h"
#include "textcache.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

class TestTextCache final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsAreThoseOfThePool();
    void aTextThatRepeatsSharesItsMemory();
    void aTaskIsTheSameWithIt();
};

/// Many more than it keeps, so that they push each other out, and some come after it was made.
void TestTextCache::textsAreThoseOfThePool()
{
    StringPool pool;
    TextCache texts(pool);
    std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same each time
    std::vector<StringPool::Id> ids = {StringPool::empty};
    for (int i = 0; i < 30'000; ++i) {
        ids.push_back(pool.intern(QStringView(u"杭州-%1"_s.arg(i))));
        const StringPool::Id any = ids[random() % ids.size()];
        QCOMPARE(texts.text(any), pool.text(any));
    }
}

void TestTextCache::aTextThatRepeatsSharesItsMemory()
{
    StringPool pool;
    TextCache texts(pool);
    const StringPool::Id nginx = pool.intern(QStringView(u"nginx"));
    const StringPool::Id redis = pool.intern(QStringView(u"redis"));
    const QString first = texts.text(nginx);
    QCOMPARE(texts.text(redis), u"redis"_s);
    QCOMPARE(texts.text(nginx).constData(), first.constData());
}

void TestTextCache::aTaskIsTheSameWithIt()
{
    const QDateTime begun = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, Qt::UTC);
    const SyncTask whole{
        .id = u"rst-1"_s,
        .ruleId = u"crsr-1"_s,
        .batchId = u"batch-1"_s,
        .status = syncTaskStatusFromWire(u"ERROR"_s),
        .trigger = taskTriggerFromWire(u"PASSIVE"_s),
        .issue = taskIssueFromWire(u"A_NEW_ONE"_s),
        .createdAt = begun,
        .modifiedAt = begun.addSecs(7),
        .crossUser = true,
        .syncTransAccelerate = false,
        .linkId = u"link-1"_s,
        .priority = 4,
        .imageFrom = {.instanceId = u"cri-1"_s,
                      .regionId = u"cn-hangzhou"_s,
                      .repoNamespaceName = u"team"_s,
                      .repoName = u"web"_s,
                      .imageTag = u"1.0"_s},
        .imageTo = {.instanceId = u"cri-2"_s,
                    .regionId = u"eu-central-1"_s,
                    .repoNamespaceName = u"copies"_s,
                    .repoName = u"web-copy"_s,
                    .imageTag = u"1.0-eu"_s},
    };
    TaskStore store;
    store.merge(u"cri-1"_s, std::vector{whole, SyncTask{.id = u"rst-2"_s}});
    TextCache texts(store.texts());
    QCOMPARE(store.task(0, texts), whole);
    QCOMPARE(store.task(1, texts), store.task(1));
    QCOMPARE(store.task(0, texts), store.task(0));
}

QTEST_GUILESS_MAIN(TestTextCache)
#include "tst_textcache.moc"
