#include "fakeregistry.h"
#include "ruledirectory.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString hangzhou = u"cn-hangzhou"_s;

} // namespace

class TestRuleDirectory final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rulesAreKnownThoughOneCannotBeRead()
    {
        FakeRegistry source;
        RuleDirectory directory(source);
        QSignalSpy loaded(&directory, &RuleDirectory::loaded);
        directory.load({{.regionId = hangzhou, .instanceId = u"cri-1"_s}});
        const auto answerRules = [&source](bool isReadable) {
            const auto isOpen = [](const auto &call) { return call.isOpen(); };
            for (int i = 0; i < 100 && std::ranges::any_of(source.ruleCalls, isOpen); ++i) {
                const auto call = std::ranges::find_if(source.ruleCalls, isOpen);
                SyncRulePage page{.pageSize = 100, .totalCount = isReadable ? 1 : 2};
                if (call->question.pageNo == 1) {
                    page.items = {{.id = u"crsr-1"_s, .name = u"nightly"_s}};
                    if (!isReadable)
                        page.issues.rows.push_back({});
                }
                call->answer(page);
            }
        };
        answerRules(false);
        QCOMPARE(loaded.size(), 1);
        QVERIFY(directory.all().contains(u"crsr-1"_s));
        QVERIFY(directory.isListed(u"cri-1"_s) && directory.isMissing(u"cri-1"_s));
        QVERIFY(directory.errors().at(u"cri-1"_s).message.contains(u"1 of 2 rules"_s));
        directory.reread();
        answerRules(true);
        QVERIFY(!directory.isMissing(u"cri-1"_s) && directory.errors().empty());
    }

    void rulesOfOneAccountDoNotWaitForTheOther()
    {
        FakeRegistry source;
        RuleDirectory directory(source);
        directory.load({{.instanceId = u"cri-1"_s, .account = u"prod"_s},
                        {.instanceId = u"cri-2"_s, .account = u"prod"_s},
                        {.instanceId = u"cri-3"_s, .account = u"test"_s}});
        QCOMPARE(source.ruleCalls.size(), std::size_t{2});
        QCOMPARE(source.ruleCalls[0].question.instance.instanceId, u"cri-1"_s);
        QCOMPARE(source.ruleCalls[1].question.instance.instanceId, u"cri-3"_s);
        // Nor is one asked anew because the other has listed one more.
        directory.load({{.instanceId = u"cri-1"_s, .account = u"prod"_s},
                        {.instanceId = u"cri-2"_s, .account = u"prod"_s},
                        {.instanceId = u"cri-3"_s, .account = u"test"_s},
                        {.instanceId = u"cri-4"_s, .account = u"test"_s}});
        QCOMPARE(source.ruleCalls.size(), std::size_t{2});
        QVERIFY(source.ruleCalls[0].isOpen() && source.ruleCalls[1].isOpen());
        source.ruleCalls[1].answer(SyncRulePage{.pageSize = 100, .totalCount = 0});
        QCOMPARE(source.ruleCalls[2].question.instance.instanceId, u"cri-4"_s);
    }

    void anInstanceThatComesBackIsNotListedBeforeItHasAnswered()
    {
        FakeRegistry source;
        RuleDirectory directory(source);
        const InstanceRef first{.regionId = hangzhou, .instanceId = u"cri-1"_s};
        const InstanceRef second{.regionId = hangzhou, .instanceId = u"cri-2"_s};
        directory.load({first, second});
        source.ruleCalls[0].answer(
            SyncRulePage{.items = {{.id = u"crsr-1"_s}}, .pageSize = 100, .totalCount = 1});
        source.ruleCalls[1].answer(SyncRulePage{.pageSize = 100, .totalCount = 0});
        QVERIFY(directory.isListed(u"cri-1"_s));
        QVERIFY(directory.isListed(u"cri-2"_s)); // it has told that there are none
        directory.load({second});
        QVERIFY(!directory.isListed(u"cri-1"_s));
        directory.load({first, second});
        QVERIFY(!directory.isListed(u"cri-1"_s));
        QVERIFY(directory.isListed(u"cri-2"_s));
        source.ruleCalls[2].answer(SyncRulePage{.pageSize = 100, .totalCount = 0});
        QVERIFY(directory.isListed(u"cri-1"_s));
    }

    void onlyRulesThatAreNotKnownYetAreAskedFor()
    {
        FakeRegistry source;
        RuleDirectory directory(source);
        const InstanceRef told{.regionId = hangzhou, .instanceId = u"cri-1"_s};
        const InstanceRef forbidden{.regionId = hangzhou, .instanceId = u"cri-2"_s};
        const InstanceRef late{.regionId = hangzhou, .instanceId = u"cri-3"_s};
        directory.load({told, forbidden, late});
        source.ruleCalls[0].answer(
            SyncRulePage{.items = {{.id = u"crsr-1"_s}}, .pageSize = 100, .totalCount = 1});
        source.ruleCalls[1].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
        source.ruleCalls[2].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Timeout}));
        directory.load({told, forbidden, late});
        QCOMPARE(source.ruleCalls.size(), std::size_t{4});
        QCOMPARE(source.ruleCalls[3].question.instance, late);
        QCOMPARE(directory.all().size(), 1);
        // Under another key it may be another answer.
        InstanceRef others = told;
        others.account = u"test"_s;
        directory.load({others, forbidden, late});
        QCOMPARE(source.ruleCalls.back().question.instance, others);
    }

    void rulesAreReadByIdFromAllPages()
    {
        FakeRegistry source;
        RuleDirectory directory(source);
        QSignalSpy loaded(&directory, &RuleDirectory::loaded);
        directory.load({{.regionId = hangzhou, .instanceId = u"cri-1"_s}});
        source.ruleCalls[0].answer(SyncRulePage{
            .items = {{.id = u"crsr-1"_s, .name = u"one"_s}}, .pageSize = 1, .totalCount = 2});
        QCOMPARE(source.ruleCalls[1].question.pageNo, 2);
        QCOMPARE(loaded.size(), 0);
        source.ruleCalls[1].answer(SyncRulePage{
            .items = {{.id = u"crsr-2"_s, .name = u"two"_s}}, .pageSize = 1, .totalCount = 2});
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(directory.all().size(), 2);
        QCOMPARE(directory.all().value(u"crsr-2"_s).name, u"two"_s);
    }

    void rulesOfTheSameInstanceStayWhenAskingFails()
    {
        FakeRegistry source;
        RuleDirectory directory(source);
        directory.restore({{u"cri-1"_s, {{.id = u"crsr-1"_s}}}});
        QSignalSpy loaded(&directory, &RuleDirectory::loaded);
        directory.load({{.regionId = hangzhou, .instanceId = u"cri-1"_s}});
        source.ruleCalls[0].answer(tl::make_unexpected(ApiError{.kind = ApiError::Kind::Timeout}));
        QVERIFY(loaded[0][0].value<std::optional<ApiError>>());
        QCOMPARE(directory.all().size(), 1);
        directory.load({{.regionId = hangzhou, .instanceId = u"cri-2"_s}});
        QCOMPARE(directory.all().size(), 0);
    }

    void rulesAreListedOnceTheInstanceHasToldOfAll()
    {
        FakeRegistry source;
        RuleDirectory directory(source);
        directory.restore({{u"cri-1"_s, {{.id = u"crsr-1"_s}}}});
        QVERIFY(!directory.isListed(u"cri-1"_s)); // that was before
        directory.load({{.regionId = hangzhou, .instanceId = u"cri-1"_s},
                        {.regionId = hangzhou, .instanceId = u"cri-2"_s}});
        source.ruleCalls[0].answer(
            SyncRulePage{.items = {{.id = u"crsr-2"_s}}, .pageSize = 1, .totalCount = 2});
        QVERIFY(!directory.isListed(u"cri-1"_s));
        source.ruleCalls[1].answer(
            SyncRulePage{.items = {{.id = u"crsr-3"_s}}, .pageSize = 1, .totalCount = 2});
        QVERIFY(directory.isListed(u"cri-1"_s));
        source.ruleCalls[2].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
        QVERIFY(!directory.isListed(u"cri-2"_s));
    }

    void rulesThatWereToldAreReadAgain()
    {
        FakeRegistry source;
        RuleDirectory directory(source);
        const InstanceRef told{.regionId = hangzhou, .instanceId = u"cri-1"_s};
        const InstanceRef gone{.regionId = hangzhou, .instanceId = u"cri-2"_s};
        directory.load({told, gone});
        source.ruleCalls[0].answer(
            SyncRulePage{.items = {{.id = u"crsr-1"_s}}, .pageSize = 100, .totalCount = 1});
        source.ruleCalls[1].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::NotFound}));
        directory.reread();
        QCOMPARE(source.ruleCalls.size(), std::size_t{3});
        QCOMPARE(source.ruleCalls[2].question.instance, told);
        QCOMPARE(directory.all().size(), 1); // until the answer comes
        directory.reread();                  // being asked already
        QCOMPARE(source.ruleCalls.size(), std::size_t{3});
        source.ruleCalls[2].answer(
            SyncRulePage{.items = {{.id = u"crsr-2"_s}}, .pageSize = 100, .totalCount = 1});
        QVERIFY(directory.all().contains(u"crsr-2"_s));
        QCOMPARE(directory.all().size(), 1);
        QCOMPARE(directory.timesListed(u"cri-1"_s), 2);
        directory.rereadAll();
        source.ruleCalls[3].answer(SyncRulePage{.pageSize = 100, .totalCount = 0});
        QCOMPARE(source.ruleCalls.back().question.instance, gone);
    }

    void rulesThatWereRefusedAreAskedForAgainByThemselves()
    {
        using Kind = ApiError::Kind;
        for (const Kind kind : {Kind::Permission, Kind::Credential}) {
            FakeRegistry source;
            RuleDirectory directory(source);
            directory.load({{.regionId = hangzhou, .instanceId = u"cri-1"_s}});
            source.ruleCalls[0].answer(tl::unexpected(ApiError{.kind = kind}));
            directory.load({{.regionId = hangzhou, .instanceId = u"cri-1"_s}}); // the same again
            QCOMPARE(source.ruleCalls.size(), std::size_t{1});
            directory.reread();
            QCOMPARE(source.ruleCalls.size(), std::size_t{2});
            source.ruleCalls[1].answer(
                SyncRulePage{.items = {{.id = u"crsr-1"_s}}, .pageSize = 100, .totalCount = 1});
            QVERIFY(directory.isListed(u"cri-1"_s));
        }
    }

    void anAnswerFromBeforeAChangeDoesNotCount()
    {
        FakeRegistry source;
        RuleDirectory directory(source);
        directory.load({{.regionId = hangzhou, .instanceId = u"cri-1"_s},
                        {.regionId = hangzhou, .instanceId = u"cri-2"_s}});
        directory.rereadOf(u"cri-1"_s);
        QTRY_VERIFY(!source.ruleCalls[0].isOpen());
        QCOMPARE(source.ruleCalls[1].question.instance.instanceId, u"cri-1"_s);
        source.ruleCalls[1].answer(SyncRulePage{.pageSize = 100, .totalCount = 0});
        QCOMPARE(source.ruleCalls[2].question.instance.instanceId, u"cri-2"_s);
        directory.rereadOf(u"cri-1"_s); // another one's question goes on
        QVERIFY(source.ruleCalls[2].isOpen());
        source.ruleCalls[2].answer(SyncRulePage{.pageSize = 100, .totalCount = 0});
        QCOMPARE(source.ruleCalls[3].question.instance.instanceId, u"cri-1"_s);
    }

    void rulesOfSeveralInstancesAreKnownTogether()
    {
        FakeRegistry source;
        RuleDirectory directory(source);
        QSignalSpy loaded(&directory, &RuleDirectory::loaded);
        directory.load({{.regionId = hangzhou, .instanceId = u"cri-1"_s},
                        {.regionId = hangzhou, .instanceId = u"cri-2"_s},
                        {.regionId = hangzhou, .instanceId = u"cri-3"_s}});
        source.ruleCalls[0].answer(
            SyncRulePage{.items = {{.id = u"crsr-1"_s}}, .pageSize = 100, .totalCount = 1});
        source.ruleCalls[1].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
        source.ruleCalls[2].answer(
            SyncRulePage{.items = {{.id = u"crsr-3"_s}}, .pageSize = 100, .totalCount = 1});
        QCOMPARE(loaded.size(), 3);
        QCOMPARE(source.ruleCalls[2].question.instance.instanceId, u"cri-3"_s);
        QVERIFY(directory.all().contains(u"crsr-1"_s) && directory.all().contains(u"crsr-3"_s));
    }
};

QTEST_GUILESS_MAIN(TestRuleDirectory)
#include "tst_ruledirectory.moc"
