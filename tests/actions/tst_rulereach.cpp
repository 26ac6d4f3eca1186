#include "rulereach.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

SyncTask copyOf(const QString &repository, const QString &tag,
                SyncTaskStatus status = SyncTaskStatus::Success)
{
    static int number = 0;
    return {.id = u"rst-%1"_s.arg(++number),
            .status = {.value = status, .text = wireName(status)},
            .imageFrom = {.instanceId = u"cri-1"_s,
                          .regionId = u"cn-hangzhou"_s,
                          .repoNamespaceName = repository.section(u'/', 0, 0),
                          .repoName = repository.section(u'/', 1),
                          .imageTag = tag},
            .imageTo = {.instanceId = u"cri-2"_s,
                        .regionId = u"eu-central-1"_s,
                        .repoNamespaceName = u"mirror"_s,
                        .repoName = repository.section(u'/', 1),
                        .imageTag = tag}};
}

RuleDraft draftOf(const QString &tagFilter, const QString &repoFilter = {})
{
    return {.rule = {.instance = {.instanceId = u"cri-1"_s},
                     .namespaceName = u"web"_s,
                     .tagFilter = tagFilter,
                     .repoNameFilter = repoFilter}};
}

/// A letter for each name: Whole, Part, "-" for No, "?" for Undecided.
QString verdicts(const QString &pattern, const QStringList &names)
{
    const NameFilter filter(pattern);
    QString letters;
    for (const QString &name : names)
        letters += u"-?PW"_s.at(static_cast<int>(filter.verdictOn(name)));
    return letters;
}

void lookAtAll(KnownImages &images)
{
    while (images.processChunk()) {
    }
}

} // namespace

class TestRuleReach final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFilterTellsBothReadingsApart_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("expected"); // of v1, v1.2, rv1, latest
        QTest::newRow("all") << u".*"_s << u"WWWW"_s;
        QTest::newRow("none given") << QString() << u"WWWW"_s;
        QTest::newRow("not anchored") << u"v1"_s << u"WPP-"_s;
        QTest::newRow("from the beginning") << u"^v1"_s << u"WP--"_s;
        QTest::newRow("to the end") << u"v1$"_s << u"W-P-"_s;
        QTest::newRow("both") << u"^v1$"_s << u"W---"_s;
        QTest::newRow("alternatives are one expression") << u"v1|latest"_s << u"WPPW"_s;
        QTest::newRow("the longer alternative counts") << u"v1|v1\\.2"_s << u"WWP-"_s;
        QTest::newRow("case matters") << u"V1"_s << u"----"_s;
        QTest::newRow("not valid") << u"v1("_s << u"----"_s;
        QTest::newRow("valid only if it were wrapped") << u"v1)|(?:latest"_s << u"----"_s;
    }

    void aFilterTellsBothReadingsApart()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, expected);
        QCOMPARE(verdicts(pattern, {u"v1"_s, u"v1.2"_s, u"rv1"_s, u"latest"_s}), expected);
    }

    void anExpressionThatNeverEndsEnds()
    {
        // With a b at its end nothing is known before each way was tried: without a limit for ever.
        const QString longest = QString(125, u'a') + u"!b"_s;
        QCOMPARE(verdicts(u"^(a+)+b"_s, {longest}), u"?"_s);
        QCOMPARE(verdicts(u"(*LIMIT_MATCH=99999999)^(a+)+b"_s, {longest}), u"?"_s);
    }

    void aRuleTakesItsNamespaceOrItsRepositoryOnly()
    {
        RuleDraft draft = draftOf(u"^v"_s, u"nginx"_s);
        const auto verdict = [&draft](const QString &repository, const QString &tag) {
            return verdictOn(RuleMatcher(draft), copyOf(repository, tag).imageFrom);
        };
        QCOMPARE(verdict(u"web/nginx"_s, u"v"_s), FilterVerdict::Whole);
        QCOMPARE(verdict(u"web/nginx"_s, u"v1"_s), FilterVerdict::Part);
        QCOMPARE(verdict(u"web/nginx-extra"_s, u"v"_s), FilterVerdict::Part);
        QCOMPARE(verdict(u"web/redis"_s, u"v"_s), FilterVerdict::No);
        QCOMPARE(verdict(u"webs/nginx"_s, u"v"_s), FilterVerdict::No);
        draft.scope = SyncScope::Repo;
        draft.rule.repoName = u"redis"_s;
        draft.rule.target.repoName = u"redis"_s;
        QCOMPARE(verdict(u"web/redis"_s, u"v"_s), FilterVerdict::Whole); // no filter of names
        QCOMPARE(verdict(u"web/nginx"_s, u"v"_s), FilterVerdict::No);
    }

    void imagesAreCountedOnceAndByName()
    {
        TaskStore store;
        store.merge(u"cri-1"_s,
                    std::vector{copyOf(u"web/nginx"_s, u"v1.10"_s),
                                copyOf(u"web/nginx"_s, u"v1.9"_s),
                                copyOf(u"web/nginx"_s, u"v1.9"_s), copyOf(u"web/app"_s, u"v1.9"_s),
                                copyOf(u"web/app"_s, u"rv1"_s), copyOf(u"web/app"_s, u"latest"_s),
                                copyOf(u"team/app"_s, u"v1"_s)});
        KnownImages images(store);
        images.setInstance(u"cri-1"_s);
        lookAtAll(images);
        const RuleReach reach = reachOf(images, draftOf(u"v1.*"_s));
        QCOMPARE(reach.known, 6);
        QCOMPARE(reach.inScope, 5);
        QCOMPARE(reach.taken, 3);
        QCOMPARE(reach.perhaps, 1);
        const QStringList first{u"web/app:v1.9"_s, u"web/nginx:v1.9"_s, u"web/nginx:v1.10"_s,
                                u"web/app:rv1"_s};
        QCOMPARE(reach.first, first);
        const QStringList namespaces{u"team"_s, u"web"_s};
        QCOMPARE(reach.namespaces, namespaces);
    }

    void whatIsNotDecidedIsCountedApart()
    {
        TaskStore store;
        store.merge(u"cri-1"_s, std::vector{copyOf(u"web/nginx"_s, QString(125, u'a') + u"!b"_s),
                                            copyOf(u"web/nginx"_s, u"aab"_s)});
        KnownImages images(store);
        images.setInstance(u"cri-1"_s);
        lookAtAll(images);
        const RuleReach reach = reachOf(images, draftOf(u"^(a+)+b"_s));
        QCOMPARE(reach.inScope, 2);
        QCOMPARE(reach.taken, 1);
        QCOMPARE(reach.undecided, 1);
    }

    void whatArrivedIsKnownToo()
    {
        TaskStore store;
        KnownImages images(store);
        images.setInstance(u"cri-2"_s);
        QVERIFY(!images.processChunk());
        store.merge(u"cri-1"_s, std::vector{copyOf(u"web/app"_s, u"v1"_s),
                                            copyOf(u"web/app"_s, u"v2"_s, SyncTaskStatus::Error)});
        lookAtAll(images); // goes on where it stopped
        RuleDraft draft = draftOf(u".*"_s);
        draft.rule.namespaceName = u"mirror"_s;
        QCOMPARE(reachOf(images, draft).first, QStringList{u"mirror/app:v1"_s});
        images.setInstance(u"cri-1"_s);
        lookAtAll(images);
        QCOMPARE(images.images().size(), 2U);
    }

    void onlyTheFirstAreNamed()
    {
        std::vector<SyncTask> tasks;
        for (int i = 0; i < 300; ++i)
            tasks.push_back(copyOf(u"web/app"_s, u"v%1"_s.arg((i * 7) % 300)));
        TaskStore store;
        store.merge(u"cri-1"_s, tasks);
        KnownImages images(store);
        images.setInstance(u"cri-1"_s);
        lookAtAll(images);
        const RuleReach reach = reachOf(images, draftOf(u".*"_s));
        QCOMPARE(reach.taken, 300);
        QCOMPARE(static_cast<std::size_t>(reach.first.size()), RuleReachCount::shownImages);
        for (int i = 0; i < reach.first.size(); ++i)
            QCOMPARE(reach.first[i], u"web/app:v%1"_s.arg(i));
    }

    /// Pieces, between which the window answers; how long each takes is for the benchmarks.
    void manyImagesAreLookedAtInPieces()
    {
        constexpr int count = 30'000;
        std::vector<SyncTask> tasks;
        tasks.reserve(count);
        for (int i = 0; i < count; ++i)
            tasks.push_back(copyOf(u"web/app%1"_s.arg(i % 40), u"v1.%1"_s.arg(i / 40)));
        TaskStore store;
        store.merge(u"cri-1"_s, tasks);
        KnownImages images(store);
        images.setInstance(u"cri-1"_s);
        int pieces = 1;
        while (images.processChunk())
            ++pieces;
        QVERIFY(pieces >= 10);
        QCOMPARE(images.images().size(), quint32{count});
        RuleReachCount reach(images, draftOf(u"v1\\.[0-9]*7"_s, u"app.*"_s));
        for (pieces = 1; reach.countChunk(); ++pieces) {
        }
        QVERIFY(pieces >= 10);
        QCOMPARE(reach.reach().taken, count / 10);
    }
};

QTEST_GUILESS_MAIN(TestRuleReach)
#include "tst_rulereach.moc"
