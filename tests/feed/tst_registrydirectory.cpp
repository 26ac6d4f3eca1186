#include "fakeregistry.h"
#include "registrydirectory.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString hangzhou = u"cn-hangzhou"_s;
const QString frankfurt = u"eu-central-1"_s;

RegistryInstance named(const QString &id, const QString &name, const QString &regionId,
                       const QString &account = {})
{
    return {.id = id, .name = name, .regionId = regionId, .account = account};
}

AccountRegion inRegion(const QString &account, const QString &regionId)
{
    return {.account = account, .regionId = regionId};
}

RegistryInstancePage page(std::vector<RegistryInstance> items, qint64 total, int size = 100)
{
    return {.items = std::move(items), .pageSize = size, .totalCount = total};
}

/// Answers the open question about \p regionId.
void answer(FakeRegistry &source, const QString &regionId,
            const Result<RegistryInstancePage> &reply)
{
    const auto call = std::ranges::find_if(source.instanceCalls, [&regionId](const auto &open) {
        return open.isOpen() && open.question.regionId == regionId;
    });
    QVERIFY(call != source.instanceCalls.end());
    call->answer(reply);
}

/// Answers all questions, until there are none, with the page \p first and \p next behind it.
void answerAll(FakeRegistry &source, const RegistryInstancePage &first,
               const Result<RegistryInstancePage> &next)
{
    const auto isOpen = [](const auto &call) { return call.isOpen(); };
    for (int i = 0; i < 100 && std::ranges::any_of(source.instanceCalls, isOpen); ++i) {
        const auto call = std::ranges::find_if(source.instanceCalls, isOpen);
        call->answer(call->question.pageNo == 1 ? first : next);
    }
}

/// The regions of the only account.
std::vector<AccountRegion> placesOf(const QStringList &regions)
{
    std::vector<AccountRegion> places;
    for (const QString &region : regions)
        places.push_back({.regionId = region});
    return places;
}

QStringList names(const RegistryDirectory &directory)
{
    QStringList names;
    for (const RegistryInstance &instance : directory.instances())
        names << instance.name;
    return names;
}

} // namespace

class TestRegistryDirectory final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void instancesOfAllRegionsComeByName()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        QSignalSpy loaded(&directory, &RegistryDirectory::instancesLoaded);
        directory.loadInstances(placesOf({hangzhou, frankfurt, hangzhou}));
        QCOMPARE(source.instanceCalls.size(), std::size_t{2}); // at once, each region once
        answer(source, frankfurt, page({named(u"cri-2"_s, u"beta"_s, frankfurt)}, 1));
        QCOMPARE(loaded.size(), 0);
        answer(
            source, hangzhou,
            page({named(u"cri-3"_s, u"gamma"_s, hangzhou), named(u"cri-1"_s, u"alpha"_s, hangzhou),
                  named(u"cri-2"_s, u"beta"_s, hangzhou)},
                 3));
        QCOMPARE(loaded.size(), 1);
        QVERIFY(!loaded[0][0].value<std::optional<ApiError>>());
        QCOMPARE(names(directory), (QStringList{u"alpha"_s, u"beta"_s, u"gamma"_s}));
        QCOMPARE(directory.instanceName(u"cri-3"_s), u"gamma"_s);
        QCOMPARE(directory.instanceName(u"cri-9"_s), u"cri-9"_s);
    }

    void allPagesAreRead()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        directory.loadInstances(placesOf({hangzhou}));
        answer(source, hangzhou, page({named(u"cri-1"_s, u"a"_s, hangzhou)}, 2, 1));
        QCOMPARE(source.instanceCalls.back().question.pageNo, 2);
        answer(source, hangzhou, page({named(u"cri-2"_s, u"b"_s, hangzhou)}, 2, 1));
        QCOMPARE(names(directory), (QStringList{u"a"_s, u"b"_s}));
    }

    void oneRegionsFailureLeavesTheOthersAndWhatWasKnown()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        directory.loadInstances(placesOf({hangzhou, frankfurt}));
        answer(source, hangzhou, page({named(u"cri-1"_s, u"a"_s, hangzhou)}, 1));
        answer(source, frankfurt, page({named(u"cri-2"_s, u"b"_s, frankfurt)}, 1));

        QSignalSpy loaded(&directory, &RegistryDirectory::instancesLoaded);
        directory.loadInstances(placesOf({hangzhou, frankfurt}));
        const ApiError error{.kind = ApiError::Kind::Permission};
        answer(source, hangzhou, tl::make_unexpected(error));
        answer(source, frankfurt, page({named(u"cri-3"_s, u"c"_s, frankfurt)}, 1));
        QCOMPARE(loaded.size(), 1);
        QVERIFY(loaded[0][0].value<std::optional<ApiError>>() == error);
        QCOMPARE(names(directory), (QStringList{u"a"_s, u"c"_s}));
    }

    void aRegionThatFailsIsMarkedThoughInstancesAreKnown()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        directory.loadInstances(placesOf({hangzhou, frankfurt}));
        answer(source, hangzhou, page({named(u"cri-1"_s, u"a"_s, hangzhou)}, 1));
        answer(source, frankfurt, page({named(u"cri-2"_s, u"b"_s, frankfurt)}, 1));
        QVERIFY(directory.unlistedRegions().empty());
        directory.loadInstances(placesOf({hangzhou, frankfurt}));
        const ApiError error{.kind = ApiError::Kind::Timeout};
        answer(source, hangzhou, tl::make_unexpected(error));
        answer(source, frankfurt, page({}, 0));
        const std::vector<UnlistedRegion> unlisted = directory.unlistedRegions();
        QCOMPARE(unlisted.size(), std::size_t{1}); // the other has none, and said so
        QCOMPARE(unlisted[0].place.regionId, hangzhou);
        QVERIFY(unlisted[0].isPartlyListed && unlisted[0].error == error);
    }

    void aPartOfAListIsAnAnswerAndNewerThanWhatWasKnown()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        directory.restore({named(u"cri-1"_s, u"old name"_s, hangzhou),
                           named(u"cri-9"_s, u"not told"_s, hangzhou)},
                          {});
        directory.loadInstances(placesOf({hangzhou}));
        answerAll(source, page({named(u"cri-1"_s, u"new name"_s, hangzhou)}, 2), page({}, 2));
        QVERIFY(!directory.isLoadingInstances());
        QCOMPARE(directory.failures().size(), std::size_t{1});
        QVERIFY(directory.hasAnswer());
        QCOMPARE(names(directory), (QStringList{u"new name"_s, u"not told"_s}));
        QVERIFY(directory.unlistedRegions().at(0).isPartlyListed);
        directory.loadInstances(placesOf({hangzhou}));
        answer(source, hangzhou, tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
        QVERIFY(!directory.hasAnswer()); // what is known is from before
    }

    void whatCouldNotBeReadOfAPartOfAListIsCounted_data()
    {
        QTest::addColumn<RegistryInstancePage>("first");
        QTest::addColumn<Result<RegistryInstancePage>>("next");
        const std::vector<RegistryInstance> alpha{named(u"cri-1"_s, u"alpha"_s, hangzhou)};
        const Result<RegistryInstancePage> none = page({}, 2);
        const auto row = [](const char *name, RegistryInstancePage first, ReadingIssues issues,
                            const Result<RegistryInstancePage> &next) {
            first.issues = std::move(issues);
            QTest::newRow(name) << first << next;
        };
        row("row", page(alpha, 2), {.rows = {7}}, none);
        row("value", page(alpha, 2), {.values = {8}}, none);
        row("rows and values", page(alpha, 3), {.rows = {7, 9}, .values = {8}}, none);
        row("nothing else", page({}, 2), {.rows = {7, 9}}, none);
        row("nothing else, next page failed", page({}, 2, 1), {.rows = {7}},
            tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
        row("next page failed", page(alpha, 2, 1), {.values = {8}},
            tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
    }

    void whatCouldNotBeReadOfAPartOfAListIsCounted()
    {
        QFETCH(RegistryInstancePage, first);
        QFETCH(Result<RegistryInstancePage>, next);
        FakeRegistry source;
        RegistryDirectory directory(source);
        directory.loadInstances(placesOf({hangzhou}));
        answerAll(source, first, next);
        QCOMPARE(directory.failures().size(), std::size_t{1});
        QVERIFY(directory.hasAnswer());
        QCOMPARE(directory.unread().rows, static_cast<int>(first.issues.rows.size()));
        QCOMPARE(directory.unread().values, static_cast<int>(first.issues.values.size()));

        directory.loadInstances(placesOf({hangzhou})); // it is a part again, but can be read
        answerAll(source, page({named(u"cri-1"_s, u"alpha"_s, hangzhou)}, 2), page({}, 2));
        QCOMPARE(directory.failures().size(), std::size_t{1});
        QVERIFY(directory.unread().isEmpty());
    }

    void whatWasLoadedIsNotReplacedByThePast()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        directory.loadInstances(placesOf({hangzhou, frankfurt}));
        answer(source, hangzhou, page({named(u"cri-1"_s, u"new name"_s, hangzhou)}, 1));
        directory.rules().load({{.regionId = hangzhou, .instanceId = u"cri-1"_s}});
        source.ruleCalls[0].answer(SyncRulePage{
            .items = {{.id = u"crsr-1"_s, .name = u"new"_s}}, .pageSize = 100, .totalCount = 1});
        directory.restore(
            {named(u"cri-1"_s, u"old name"_s, hangzhou), named(u"cri-9"_s, u"released"_s, hangzhou),
             named(u"cri-2"_s, u"not answered yet"_s, frankfurt)},
            {{u"cri-1"_s, {{.id = u"crsr-1"_s, .name = u"old"_s}, {.id = u"crsr-0"_s}}},
             {u"cri-2"_s, {{.id = u"crsr-2"_s}}}});
        QCOMPARE(names(directory), (QStringList{u"new name"_s, u"not answered yet"_s}));
        QCOMPARE(directory.rules().all().size(), 2);
        QCOMPARE(directory.rules().all().value(u"crsr-1"_s).name, u"new"_s);
    }

    void onlyWhatMayPassIsAskedAgain()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        directory.loadInstances({inRegion(u"prod"_s, hangzhou), inRegion(u"test"_s, hangzhou),
                                 inRegion(u"late"_s, hangzhou)});
        const ApiError forbidden{.kind = ApiError::Kind::Permission};
        source.instanceCalls[0].answer(page({named(u"cri-1"_s, u"a"_s, hangzhou, u"prod"_s)}, 1));
        source.instanceCalls[1].answer(tl::unexpected(forbidden));
        QVERIFY(!directory.canRetryInstances());
        source.instanceCalls[2].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Timeout}));
        QVERIFY(directory.hasAnswer() && directory.canRetryInstances());
        QCOMPARE(directory.errors().size(), std::size_t{2});

        QSignalSpy loaded(&directory, &RegistryDirectory::instancesLoaded);
        directory.retryInstances();
        QCOMPARE(source.instanceCalls.size(), std::size_t{4});
        QCOMPARE(source.instanceCalls[3].question.account, u"late"_s);
        source.instanceCalls[3].answer(page({named(u"cri-3"_s, u"c"_s, hangzhou, u"late"_s)}, 1));
        QCOMPARE(loaded.size(), 1);
        QVERIFY(directory.errors() == std::vector{forbidden});
        QCOMPARE(names(directory), (QStringList{u"a"_s, u"c"_s}));
        directory.retryInstances();
        QCOMPARE(source.instanceCalls.size(), std::size_t{4});
    }

    void regionsThatAreNoLongerWatchedGo()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        directory.loadInstances(placesOf({hangzhou}));
        answer(source, hangzhou, page({named(u"cri-1"_s, u"a"_s, hangzhou)}, 1));
        QSignalSpy loaded(&directory, &RegistryDirectory::instancesLoaded);
        directory.loadInstances(placesOf({}));
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(names(directory), QStringList());
    }

    void aPlaceThatListsAllRegionsReplacesWhatWasKnownOfEach()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        const AccountRegion all{.regionId = u"a database"_s, .listsAll = true};
        directory.loadInstances({all});
        directory.restore(
            {named(u"cri-1"_s, u"a"_s, hangzhou), named(u"cri-2"_s, u"b"_s, frankfurt)}, {});
        source.instanceCalls[0].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
        QCOMPARE(names(directory), (QStringList{u"a"_s, u"b"_s})); // away: what is known stays
        directory.retryInstances();
        source.instanceCalls[1].answer(page({named(u"cri-2"_s, u"new"_s, frankfurt)}, 1));
        QCOMPARE(names(directory), QStringList{u"new"_s});
        directory.restore({named(u"cri-1"_s, u"a"_s, hangzhou)}, {}); // late, and older
        QCOMPARE(names(directory), QStringList{u"new"_s});
    }

    void fewRegionsAreAskedAtOnce()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        QStringList regions;
        for (int i = 0; i < 10; ++i)
            regions << u"region-%1"_s.arg(i);
        directory.loadInstances(placesOf(regions));
        QCOMPARE(source.instanceCalls.size(), std::size_t{RegistryDirectory::maxCalls});
        QSignalSpy loaded(&directory, &RegistryDirectory::instancesLoaded);
        for (const QString &region : std::as_const(regions))
            answer(source, region, page({}, 0));
        QCOMPARE(loaded.size(), 1);
    }

    void everyAccountIsAskedAndWhatOneFailsAtLeavesTheOthers()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        QSignalSpy loaded(&directory, &RegistryDirectory::instancesLoaded);
        QSignalSpy changed(&directory, &RegistryDirectory::instancesChanged);
        directory.loadInstances({inRegion(u"prod"_s, hangzhou), inRegion(u"prod"_s, frankfurt),
                                 inRegion(u"test"_s, hangzhou)});
        QCOMPARE(source.instanceCalls.size(), std::size_t{3});
        QCOMPARE(source.instanceCalls[2].question.account, u"test"_s);
        source.instanceCalls[2].answer(page({named(u"cri-2"_s, u"b"_s, hangzhou, u"test"_s)}, 1));
        // What one has listed need not wait for the other.
        QCOMPARE(changed.size(), 1);
        QCOMPARE(loaded.size(), 0);
        QCOMPARE(names(directory), QStringList{u"b"_s});
        QVERIFY(directory.isListed(u"test"_s) && !directory.isListed(u"prod"_s));

        source.instanceCalls[0].answer(tl::make_unexpected(
            ApiError{.kind = ApiError::Kind::Credential, .account = u"prod"_s}));
        source.instanceCalls[1].answer(page({named(u"cri-1"_s, u"a"_s, frankfurt, u"prod"_s)}, 1));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(loaded[0][0].value<std::optional<ApiError>>()->account, u"prod"_s);
        QCOMPARE(directory.errors().size(), std::size_t{1});
        QCOMPARE(names(directory), (QStringList{u"a"_s, u"b"_s}));
        QVERIFY(directory.isListed(u"test"_s) && !directory.isListed(u"prod"_s));
        QCOMPARE(
            directory.refOf(u"cri-1"_s),
            (InstanceRef{.regionId = frankfurt, .instanceId = u"cri-1"_s, .account = u"prod"_s}));
        QCOMPARE(directory.fullNameOf(u"cri-1"_s), u"a · prod"_s);
        QCOMPARE(directory.names().accounts.value(u"cri-2"_s), u"test"_s);
    }

    void anInstanceThatNobodyListsIsAskedAboutUnderTheGivenAccount()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        directory.loadInstances({inRegion(u"prod"_s, hangzhou)});
        source.instanceCalls[0].answer(page({named(u"cri-1"_s, u"a"_s, hangzhou, u"prod"_s)}, 1));
        const auto refTo = [&directory](const QString &instanceId) {
            return directory.refOf(ImageRef{.instanceId = instanceId, .regionId = frankfurt},
                                   u"test"_s);
        };
        QCOMPARE(
            refTo(u"cri-1"_s),
            (InstanceRef{.regionId = hangzhou, .instanceId = u"cri-1"_s, .account = u"prod"_s}));
        QCOMPARE(
            refTo(u"cri-9"_s),
            (InstanceRef{.regionId = frankfurt, .instanceId = u"cri-9"_s, .account = u"test"_s}));
    }

    void anInstanceThatTwoAccountsSeeIsTheFirstOnes()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        directory.loadInstances({inRegion(u"zeta"_s, hangzhou), inRegion(u"alpha"_s, hangzhou)});
        source.instanceCalls[1].answer(page({named(u"cri-1"_s, u"a"_s, hangzhou, u"alpha"_s)}, 1));
        QCOMPARE(directory.refOf(u"cri-1"_s).account, u"alpha"_s); // for want of the other
        source.instanceCalls[0].answer(page({named(u"cri-1"_s, u"a"_s, hangzhou, u"zeta"_s)}, 1));
        QCOMPARE(directory.instances().size(), std::size_t{1});
        QCOMPARE(directory.refOf(u"cri-1"_s).account, u"zeta"_s);
        // Nobody has to be told of accounts where there is only one.
        QCOMPARE(directory.fullNameOf(u"cri-1"_s), u"a"_s);
        QVERIFY(directory.names().accounts.isEmpty());
    }

    void anAccountWithManyRegionsHoldsNoOtherBack()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        std::vector<AccountRegion> places;
        for (int i = 0; i < 10; ++i)
            places.push_back(inRegion(u"prod"_s, u"region-%1"_s.arg(i)));
        places.push_back(inRegion(u"test"_s, hangzhou));
        directory.loadInstances(places);
        QCOMPARE(source.instanceCalls.size(), std::size_t{RegistryDirectory::maxCalls + 1});
        QCOMPARE(source.instanceCalls.back().question.account, u"test"_s);
    }

    void whatCouldNotBeReadIsOfTheLatestLists()
    {
        FakeRegistry source;
        RegistryDirectory directory(source);
        RegistryInstancePage instances = page({named(u"cri-1"_s, u"alpha"_s, hangzhou)}, 1);
        instances.issues = {.values = {7},
                            .examples = {{.path = u"Instances[0].CreateTime"_s, .raw = u"soon"_s}}};
        directory.loadInstances(placesOf({hangzhou}));
        answer(source, hangzhou, instances);
        QCOMPARE(directory.unread().values, 1);

        const InstanceRef alpha{.regionId = hangzhou, .instanceId = u"cri-1"_s};
        SyncRulePage rules{.items = {{.id = u"crsr-1"_s}}, .pageSize = 100, .totalCount = 2};
        rules.issues = {.rows = {9}, .examples = {{.path = u"SyncRules[1]"_s, .raw = u"{}"_s}}};
        directory.rules().load({alpha});
        for (std::size_t i = 0; i < source.ruleCalls.size(); ++i) { // until it is given up
            if (source.ruleCalls[i].question.pageNo == 1)
                source.ruleCalls[i].answer(rules);
            else
                source.ruleCalls[i].answer(SyncRulePage{.pageSize = 100, .totalCount = 2});
        }
        QCOMPARE(directory.unread().rows, 1);
        QCOMPARE(directory.unread().values, 1);
        QCOMPARE(directory.unread().examples.size(), std::size_t{2});

        directory.loadInstances(placesOf({hangzhou})); // nothing is said of it: it stays
        answer(source, hangzhou, tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
        QCOMPARE(directory.unread().values, 1);

        directory.loadInstances(placesOf({hangzhou})); // somebody has mended the instance
        answer(source, hangzhou, page({named(u"cri-1"_s, u"alpha"_s, hangzhou)}, 1));
        directory.rules().load({}); // and watches it no more
        QVERIFY(directory.unread().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRegistryDirectory)
#include "tst_registrydirectory.moc"
