#include "comparisonreader.h"
#include "comparisontext.h"
#include "fakeregistry.h"
#include "manualclock.h"

#include <QSignalSpy>
#include <QTest>

#include <deque>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const ApiError forbidden{.kind = ApiError::Kind::Permission, .code = u"NoPrivilege"_s};
const ApiError noRepository{.kind = ApiError::Kind::NotFound, .code = u"REPO_NOT_EXIST"_s};
const ApiError noInstance{.kind = ApiError::Kind::NotFound, .code = u"INSTANCE_NOT_EXIST"_s};
const ApiError offline{.kind = ApiError::Kind::Network, .code = u"HostNotFound"_s};

ComparisonScope repositoryScope()
{
    const auto end = [](const QString &id) {
        return ComparisonEnd{.instance = {.regionId = u"r"_s, .instanceId = id, .account = id},
                             .namespaceName = u"team"_s,
                             .repoName = u"app"_s,
                             .isListed = true};
    };
    return {.from = end(u"cri-1"_s), .to = end(u"cri-2"_s)};
}

ComparisonScope namespaceScope(const QString &tagFilter = {}, const QString &repoFilter = {})
{
    ComparisonScope scope = repositoryScope();
    scope.from.repoName.clear();
    scope.to.repoName.clear();
    scope.rule = SyncRule{.id = u"crsr-1"_s, .tagFilter = tagFilter, .repoNameFilter = repoFilter};
    return scope;
}

template<typename Item>
Page<Item> pageOf(std::vector<Item> items)
{
    const auto total = static_cast<qint64>(items.size());
    return {.items = std::move(items), .pageNo = 1, .pageSize = 100, .totalCount = total};
}

RepositoryTagPage tags(const QStringList &names, const QString &digest = u"aa"_s)
{
    std::vector<RepositoryTag> tags;
    for (const QString &name : names)
        tags.push_back({.tag = name, .digest = digest});
    return pageOf(std::move(tags));
}

RepositoryPage repositories(const QStringList &names)
{
    std::vector<Repository> found;
    for (const QString &name : names)
        found.push_back({.id = u"crr-"_s + name, .namespaceName = u"team"_s, .name = name});
    return pageOf(std::move(found));
}

RegistryInstance instance(InstanceStatus status = InstanceStatus::Running)
{
    return {.id = u"cri"_s, .status = {.value = status, .text = wireName(status)}};
}

/// A comparison that a test answers by hand; questions go at once.
struct Asked {
    FakeRegistry registry{};
    ManualClock clock{};
    PairCopies copies{}; // known of every pair
    ComparisonReader reader{registry, clock,
                            [](const QString & /*account*/, const std::function<void()> &then) {
                                then();
                                return PendingCall();
                            },
                            [this](std::span<const RepositoryPair> pairs) {
                                return std::vector<PairCopies>(pairs.size(), copies);
                            }};

    void answerInstances()
    {
        registry.instanceStateCalls[0].answer(instance());
        registry.instanceStateCalls[1].answer(instance());
    }
    /// Both repositories are there.
    void answerRepositories()
    {
        registry.repositoryCalls[0].answer(Repository{.id = u"crr-here"_s});
        registry.repositoryCalls[1].answer(Repository{.id = u"crr-there"_s});
    }
    void startRepository()
    {
        reader.start(repositoryScope());
        answerInstances();
        answerRepositories();
    }
    [[nodiscard]] ComparisonCounts counts() const { return countsOf(reader.repositories()); }
    [[nodiscard]] std::size_t calls() const
    {
        return registry.instanceStateCalls.size() + registry.repositoryCalls.size() +
               registry.repositoryPageCalls.size() + registry.tagPageCalls.size() +
               registry.namespaceCalls.size();
    }
};

using State = ComparisonReader::State;

} // namespace

class TestComparisonReader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothEndsOfARepositoryAreReadAndCompared();
    void eachEndIsAskedWithItsAccount();
    void allPagesOfAListAreRead();
    void aListThatMovesIsNotTakenAsMissing();
    void whatCannotBeReadIsSaidAndNotMissing_data();
    void whatCannotBeReadIsSaidAndNotMissing();
    void aMissingRepositoryAsksForItsNamespace_data();
    void aMissingRepositoryAsksForItsNamespace();
    void anInstanceThatIsGoneEndsIt();
    void anInstanceThatMayNotBeAskedStopsNothing();
    void whatNobodyListsIsNotAsked();
    void aRuleComparesTheRepositoriesThatItTakes();
    void oneRepositoryThatFailsLeavesTheOthers();
    void aMissingNamespaceIsAskedForOnce();
    void withoutTheSourcesRepositoriesNothingIsSaid();
    void stoppingKeepsWhatWasCompared();
    void noQuestionGoesBeforeItsTurn();
    void whatIsSentMeanwhileIsFollowed();
    void whatARuleRunByHandNeverCopiedIsToldApart();
};

void TestComparisonReader::bothEndsOfARepositoryAreReadAndCompared()
{
    Asked it;
    it.startRepository();
    QCOMPARE(it.registry.tagPageCalls[0].question.repoId, u"crr-here"_s);
    it.registry.tagPageCalls[0].answer(tags({u"v1"_s, u"v2"_s}));
    QCOMPARE(it.registry.tagPageCalls[1].question.repoId, u"crr-there"_s);
    QCOMPARE(it.reader.state(), State::Reading);
    it.registry.tagPageCalls[1].answer(tags({u"v1"_s}));
    QCOMPARE(it.reader.state(), State::Finished);
    QCOMPARE(it.counts(), (ComparisonCounts{.neverCopied = 1, .same = 1}));
    QCOMPARE(it.reader.sentRequests(), 6);
    QCOMPARE(it.calls(), 6U);
}

void TestComparisonReader::eachEndIsAskedWithItsAccount()
{
    Asked it;
    it.startRepository();
    it.registry.tagPageCalls[0].answer(tags({u"v1"_s}));
    for (const auto &calls : {it.registry.instanceStateCalls})
        QCOMPARE(calls[0].question.instance.account, u"cri-1"_s);
    QCOMPARE(it.registry.instanceStateCalls[1].question.instance.account, u"cri-2"_s);
    QCOMPARE(it.registry.repositoryCalls[1].question.instance.account, u"cri-2"_s);
    QCOMPARE(it.registry.tagPageCalls[0].question.instance.account, u"cri-1"_s);
    QCOMPARE(it.registry.tagPageCalls[1].question.instance.account, u"cri-2"_s);
}

void TestComparisonReader::allPagesOfAListAreRead()
{
    Asked it;
    it.startRepository();
    it.registry.tagPageCalls[0].answer(RepositoryTagPage{
        .items = tags({u"v1"_s, u"v2"_s}).items, .pageNo = 1, .pageSize = 2, .totalCount = 3});
    QCOMPARE(it.registry.tagPageCalls[1].question.pageNo, 2);
    it.registry.tagPageCalls[1].answer(RepositoryTagPage{
        .items = tags({u"v3"_s}).items, .pageNo = 2, .pageSize = 2, .totalCount = 3});
    QCOMPARE(it.registry.tagPageCalls[2].question.repoId, u"crr-there"_s);
    it.registry.tagPageCalls[2].answer(tags({}));
    QCOMPARE(it.counts().neverCopied, 3);
}

/// The registry counts more tags than it gives, however often it is asked.
void TestComparisonReader::aListThatMovesIsNotTakenAsMissing()
{
    Asked it;
    it.startRepository();
    it.registry.tagPageCalls[0].answer(tags({u"v1"_s, u"v2"_s}));
    for (std::size_t call = 1; it.reader.state() == State::Reading && call < 100; ++call) {
        const int pageNo = it.registry.tagPageCalls[call].question.pageNo;
        it.registry.tagPageCalls[call].answer(RepositoryTagPage{
            .items = pageNo == 1 ? tags({u"v1"_s}).items : std::vector<RepositoryTag>(),
            .pageNo = pageNo,
            .pageSize = 100,
            .totalCount = 9});
    }
    QCOMPARE(it.reader.state(), State::Finished);
    QCOMPARE(it.reader.repositories()[0].destination.state, TagListState::Part);
    QCOMPARE(it.counts(), (ComparisonCounts{.undecided = 1, .same = 1, .unreadRepositories = 1}));
    QVERIFY(missingCopies(it.reader.scope(), it.reader.repositories()).empty());
}

void TestComparisonReader::whatCannotBeReadIsSaidAndNotMissing_data()
{
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<TagListState>("state");
    QTest::newRow("refused") << forbidden << TagListState::NotPermitted;
    QTest::newRow("offline") << offline << TagListState::Failed;
    QTest::newRow("gone instance") << noInstance << TagListState::Failed;
}

/// Whether the repository is asked for, or its tags.
void TestComparisonReader::whatCannotBeReadIsSaidAndNotMissing()
{
    QFETCH(const ApiError, error);
    QFETCH(const TagListState, state);
    Asked early;
    early.reader.start(repositoryScope());
    early.answerInstances();
    early.registry.repositoryCalls[0].answer(Repository{.id = u"crr-here"_s});
    early.registry.repositoryCalls[1].answer(tl::unexpected(error));
    Asked late;
    late.startRepository();
    late.registry.tagPageCalls[0].answer(tags({u"v1"_s}));
    late.registry.tagPageCalls[1].answer(tl::unexpected(error));
    for (const Asked *it : {&early, &late}) {
        QCOMPARE(it->reader.state(), State::Finished);
        QCOMPARE(it->reader.repositories()[0].destination.state, state);
        QCOMPARE(it->counts().neverCopied, 0);
        QCOMPARE(it->counts().noRepository, 0);
        QCOMPARE(it->counts().unreadRepositories, 1);
        QVERIFY(!notesOf(it->reader, {.source = u"hub"_s, .destination = u"mirror"_s}).isEmpty());
    }
    QVERIFY(early.registry.tagPageCalls.empty()); // nothing could be said of them
}

void TestComparisonReader::aMissingRepositoryAsksForItsNamespace_data()
{
    QTest::addColumn<Result<RegistryNamespacePage>>("answer");
    QTest::addColumn<int>("copies");
    const auto page = [](std::optional<bool> creates) {
        return Result<RegistryNamespacePage>(pageOf(
            std::vector{RegistryNamespace{.name = u"team"_s, .createsRepositories = creates}}));
    };
    QTest::newRow("it creates repositories") << page(true) << 1;
    QTest::newRow("it does not") << page(false) << 0;
    QTest::newRow("it does not say") << page({}) << 0;
    QTest::newRow("it is missing")
        << Result<RegistryNamespacePage>(pageOf(std::vector<RegistryNamespace>())) << 0;
    QTest::newRow("refused") << Result<RegistryNamespacePage>(tl::unexpected(forbidden)) << 0;
}

/// Only where that is certain to create it, a copy can arrive.
void TestComparisonReader::aMissingRepositoryAsksForItsNamespace()
{
    QFETCH(const Result<RegistryNamespacePage>, answer);
    QFETCH(const int, copies);
    Asked it;
    it.reader.start(repositoryScope());
    it.answerInstances();
    it.registry.repositoryCalls[0].answer(Repository{.id = u"crr-here"_s});
    it.registry.repositoryCalls[1].answer(tl::unexpected(noRepository));
    it.registry.tagPageCalls[0].answer(tags({u"v1"_s}));
    QCOMPARE(it.registry.namespaceCalls[0].question.namespaceName, u"team"_s);
    QCOMPARE(it.registry.namespaceCalls[0].question.instance.instanceId, u"cri-2"_s);
    it.registry.namespaceCalls[0].answer(answer);
    QCOMPARE(it.reader.state(), State::Finished);
    QCOMPARE(it.counts(), (ComparisonCounts{.noRepository = 1}));
    QCOMPARE(missingCopies(it.reader.scope(), it.reader.repositories()).size(),
             static_cast<std::size_t>(copies));
    const ComparedRepository &repository = it.reader.repositories()[0];
    QVERIFY(reasonText(repository.tags[0], repository, {}).contains(u"namespace"_s));
}

void TestComparisonReader::anInstanceThatIsGoneEndsIt()
{
    Asked it;
    it.reader.start(repositoryScope());
    it.registry.instanceStateCalls[0].answer(instance());
    it.registry.instanceStateCalls[1].answer(tl::unexpected(noInstance));
    QCOMPARE(it.reader.state(), State::Finished);
    QCOMPARE(it.calls(), 2U);
    QCOMPARE(it.counts(), ComparisonCounts());
    const QStringList notes = notesOf(it.reader, {.source = u"hub"_s, .destination = u"gone"_s});
    QCOMPARE(notes, QStringList{u"gone does not exist any longer."_s});
}

void TestComparisonReader::anInstanceThatMayNotBeAskedStopsNothing()
{
    Asked it;
    it.reader.start(repositoryScope());
    it.registry.instanceStateCalls[0].answer(instance(InstanceStatus::Stopped));
    it.registry.instanceStateCalls[1].answer(tl::unexpected(forbidden));
    it.answerRepositories();
    it.registry.tagPageCalls[0].answer(tags({u"v1"_s}));
    it.registry.tagPageCalls[1].answer(tags({}));
    QCOMPARE(it.counts().neverCopied, 1);
    const QStringList notes = notesOf(it.reader, {.source = u"hub"_s, .destination = u"far"_s});
    QCOMPARE(notes.size(), 2);
    QVERIFY(notes[0].contains(u"hub"_s) && notes[0].contains(u"STOPPED"_s));
    QVERIFY(notes[1].contains(u"far"_s));
}

void TestComparisonReader::whatNobodyListsIsNotAsked()
{
    Asked it;
    ComparisonScope scope = repositoryScope();
    scope.isCrossUser = true;
    scope.to.isListed = false;
    scope.to.isOutOfReach = true;
    it.reader.start(scope);
    QCOMPARE(it.reader.state(), State::Finished);
    QCOMPARE(it.calls(), 0U);
    const QStringList notes = notesOf(it.reader, {.source = u"hub"_s, .destination = u"far"_s});
    QVERIFY(notes.join(u' ').contains(u"No watched account lists far"_s));
}

void TestComparisonReader::aRuleComparesTheRepositoriesThatItTakes()
{
    Asked it;
    it.reader.start(namespaceScope(u"^v"_s, u"^(api|web)$"_s));
    it.answerInstances();
    QCOMPARE(it.registry.repositoryPageCalls[0].question.namespaceName, u"team"_s);
    it.registry.repositoryPageCalls[0].answer(repositories({u"web"_s, u"tools"_s, u"api"_s}));
    it.registry.repositoryPageCalls[1].answer(repositories({u"api"_s, u"web"_s}));
    QCOMPARE(it.reader.repositories().size(), 2U);
    QCOMPARE(it.reader.repositories()[0].pair.from.repoName, u"api"_s);
    it.registry.tagPageCalls[0].answer(tags({u"v1"_s, u"main"_s}));
    it.registry.tagPageCalls[1].answer(tags({}));
    QCOMPARE(it.reader.doneRepositories(), 1);
    it.registry.tagPageCalls[2].answer(tags({u"v1"_s}));
    it.registry.tagPageCalls[3].answer(tags({u"v1"_s}, u"bb"_s));
    QCOMPARE(it.reader.state(), State::Finished);
    QCOMPARE(it.counts(), (ComparisonCounts{.neverCopied = 1, .different = 1, .notTaken = 1}));
}

void TestComparisonReader::oneRepositoryThatFailsLeavesTheOthers()
{
    Asked it;
    it.reader.start(namespaceScope());
    it.answerInstances();
    it.registry.repositoryPageCalls[0].answer(repositories({u"a"_s, u"b"_s}));
    it.registry.repositoryPageCalls[1].answer(repositories({u"a"_s, u"b"_s}));
    it.registry.tagPageCalls[0].answer(tl::unexpected(forbidden));
    it.registry.tagPageCalls[1].answer(tags({u"v1"_s}));
    it.registry.tagPageCalls[2].answer(tags({}));
    QCOMPARE(it.reader.state(), State::Finished);
    QCOMPARE(it.counts(), (ComparisonCounts{.neverCopied = 1, .unreadRepositories = 1}));
}

void TestComparisonReader::aMissingNamespaceIsAskedForOnce()
{
    Asked it;
    it.reader.start(namespaceScope());
    it.answerInstances();
    it.registry.repositoryPageCalls[0].answer(repositories({u"a"_s, u"b"_s}));
    it.registry.repositoryPageCalls[1].answer(repositories({}));
    it.registry.tagPageCalls[0].answer(tags({u"v1"_s}));
    it.registry.namespaceCalls[0].answer(
        pageOf(std::vector{RegistryNamespace{.name = u"team"_s, .createsRepositories = true}}));
    it.registry.tagPageCalls[1].answer(tags({u"v1"_s}));
    QCOMPARE(it.reader.state(), State::Finished);
    QCOMPARE(it.registry.namespaceCalls.size(), 1U);
    QCOMPARE(it.counts().noRepository, 2);
    QCOMPARE(missingCopies(it.reader.scope(), it.reader.repositories()).size(), 2U);
}

void TestComparisonReader::withoutTheSourcesRepositoriesNothingIsSaid()
{
    Asked it;
    it.reader.start(namespaceScope());
    it.answerInstances();
    it.registry.repositoryPageCalls[0].answer(tl::unexpected(forbidden));
    QCOMPARE(it.reader.state(), State::Finished);
    QCOMPARE(it.reader.error(), std::optional(forbidden));
    QVERIFY(!notesOf(it.reader, {}).isEmpty());
}

void TestComparisonReader::stoppingKeepsWhatWasCompared()
{
    Asked it;
    it.reader.start(namespaceScope());
    it.answerInstances();
    it.registry.repositoryPageCalls[0].answer(repositories({u"a"_s, u"b"_s}));
    it.registry.repositoryPageCalls[1].answer(repositories({u"a"_s, u"b"_s}));
    it.registry.tagPageCalls[0].answer(tags({u"v1"_s}));
    it.registry.tagPageCalls[1].answer(tags({}));
    it.reader.stop();
    QCOMPARE(it.reader.state(), State::Stopped);
    QCOMPARE(it.counts(), (ComparisonCounts{.neverCopied = 1}));
    QVERIFY(!it.reader.repositories()[1].isDone);
    QCOMPARE(it.registry.openRepositoryCalls(), 0); // what was dropped is gone
    it.registry.tagPageCalls[2].answer(tags({u"v1"_s}));
    QCOMPARE(it.registry.tagPageCalls.size(), 3U);
    QCOMPARE(it.counts(), (ComparisonCounts{.neverCopied = 1}));
}

void TestComparisonReader::noQuestionGoesBeforeItsTurn()
{
    FakeRegistry registry;
    std::deque<std::function<void()>> turns;
    QStringList accounts;
    const ManualClock clock;
    ComparisonReader reader(
        registry, clock,
        [&](const QString &account, const std::function<void()> &then) {
            accounts << account;
            turns.push_back(then);
            return PendingCall();
        },
        [](std::span<const RepositoryPair> pairs) {
            return std::vector<PairCopies>(pairs.size());
        });
    reader.start(repositoryScope());
    QVERIFY(registry.instanceStateCalls.empty());
    QVERIFY(reader.isWaiting());
    turns[0]();
    QCOMPARE(registry.instanceStateCalls.size(), 1U);
    QVERIFY(!reader.isWaiting());
    registry.instanceStateCalls[0].answer(instance());
    QCOMPARE(accounts, (QStringList{u"cri-1"_s, u"cri-2"_s}));
    QVERIFY(reader.isWaiting());
    reader.stop();
    QVERIFY(!reader.isWaiting());
    QCOMPARE(registry.instanceStateCalls.size(), 1U);
}

/// And is not offered again, until another comparison finds it missing.
void TestComparisonReader::whatIsSentMeanwhileIsFollowed()
{
    Asked it;
    it.startRepository();
    it.registry.tagPageCalls[0].answer(tags({u"v1"_s, u"v2"_s}));
    it.registry.tagPageCalls[1].answer(tags({}));
    QCOMPARE(it.counts(), (ComparisonCounts{.neverCopied = 2}));
    QSignalSpy changed(&it.reader, &ComparisonReader::copiesChanged);
    it.reader.updateCopies();
    QCOMPARE(changed.size(), 0);

    const auto sentAs = [&it](SentCopy::State state) {
        it.copies.sent[u"v1"_s] = {.state = state, .sentMs = it.clock.now().toMSecsSinceEpoch()};
        it.reader.updateCopies();
        return it.counts();
    };
    const auto offered = [&it] {
        return missingCopies(it.reader.scope(), it.reader.repositories()).size();
    };
    it.clock.advance(1s);
    QCOMPARE(sentAs(SentCopy::State::Awaited),
             (ComparisonCounts{.neverCopied = 1, .beingCopied = 1}));
    QCOMPARE(offered(), 1U);
    QCOMPARE(sentAs(SentCopy::State::InDoubt), (ComparisonCounts{.neverCopied = 1, .inDoubt = 1}));
    QCOMPARE(offered(), 1U);
    QCOMPARE(sentAs(SentCopy::State::Refused), (ComparisonCounts{.neverCopied = 2}));
    QCOMPARE(offered(), 2U);
    QCOMPARE(sentAs(SentCopy::State::Arrived),
             (ComparisonCounts{.neverCopied = 1, .copiedSince = 1}));
    QCOMPARE(offered(), 1U);
    QCOMPARE(changed.size(), 4);

    it.copies.tasks[u"v1"_s] = {.status = SyncTaskStatus::Error, .atMs = 1};
    QCOMPARE(sentAs(SentCopy::State::Ended), (ComparisonCounts{.neverCopied = 1, .missing = 1}));
    QCOMPARE(offered(), 2U);
}

void TestComparisonReader::whatARuleRunByHandNeverCopiedIsToldApart()
{
    Asked it;
    ComparisonScope scope = repositoryScope();
    scope.rule = SyncRule{.id = u"crsr-1"_s,
                          .trigger = {.value = TaskTrigger::Initiative, .text = u"INITIATIVE"_s}};
    it.reader.start(scope);
    it.answerInstances();
    it.answerRepositories();
    it.registry.tagPageCalls[0].answer(tags({u"v1"_s}));
    it.registry.tagPageCalls[1].answer(tags({}));
    const ComparedRepository &compared = it.reader.repositories().front();
    QCOMPARE(reasonText(compared.tags.front(), compared, it.clock.now()),
             u"The rule is run by hand, and no run for this tag is known"_s);
}

QTEST_GUILESS_MAIN(TestComparisonReader)
#include "tst_comparisonreader.moc"
