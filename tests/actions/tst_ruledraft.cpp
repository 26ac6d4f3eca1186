#include "ruledraft.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// For all of a namespace, with nothing wrong.
RuleDraft wholeDraft()
{
    return {.rule = {.instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s},
                     .name = u"web to Frankfurt"_s,
                     .namespaceName = u"web"_s,
                     .tagFilter = u"^v.*$"_s,
                     .target = {.instanceId = u"cri-2"_s,
                                .regionId = u"eu-central-1"_s,
                                .namespaceName = u"mirror"_s}}};
}

RuleDraft draftForOne()
{
    RuleDraft draft = wholeDraft();
    draft.scope = SyncScope::Repo;
    draft.rule.repoName = u"base/nginx"_s;
    draft.rule.target.repoName = u"nginx"_s;
    return draft;
}

QString faultAt(const RuleDraft &draft, RuleField field)
{
    const std::vector<RuleFault> faults = faultsIn(draft);
    const auto found = std::ranges::find(faults, field, &RuleFault::field);
    return found == faults.end() ? QString() : found->text;
}

} // namespace

class TestRuleDraft final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWholeDraftHasNoFaults()
    {
        QVERIFY(faultsIn(wholeDraft()).empty());
        QVERIFY(faultsIn(draftForOne()).empty());
    }

    void anEmptyDraftSaysWhatIsMissing()
    {
        using enum RuleField;
        std::vector<RuleField> fields;
        for (const RuleFault &fault : faultsIn({.scope = SyncScope::Repo}))
            fields.push_back(fault.field);
        const std::vector<RuleField> expected = {
            Name,         Source,          Namespace,        Repository, Target,
            TargetRegion, TargetNamespace, TargetRepository, TagFilter};
        QCOMPARE(fields, expected);
    }

    void aNamespaceNeedsNoRepositoriesAndSendsNone()
    {
        RuleDraft draft = draftForOne();
        draft.scope = SyncScope::Namespace;
        draft.rule.repoName = u"not a name"_s;
        draft.rule.repoNameFilter = u"nginx.*"_s;
        QVERIFY(faultsIn(draft).empty());
        QCOMPARE(draft.toBeSent().repoName, QString());
        QCOMPARE(draft.toBeSent().target.repoName, QString());
        QCOMPARE(draft.toBeSent().repoNameFilter, u"nginx.*"_s);
        QCOMPARE(scopeOf(draft.toBeSent()), SyncScope::Namespace);
        draft.scope = SyncScope::Repo;
        QCOMPARE(draft.toBeSent().repoNameFilter, QString());
    }

    void aMistakeInAnExpressionIsTold()
    {
        RuleDraft draft = wholeDraft();
        draft.rule.tagFilter = u"v1(\\d+"_s;
        const QString fault = faultAt(draft, RuleField::TagFilter);
        QVERIFY2(fault.contains(u"at character 7"_s), qPrintable(fault));
        draft.rule.tagFilter = u"*"_s;
        QVERIFY(faultAt(draft, RuleField::TagFilter).contains(u"at character 1,"_s));
        draft = wholeDraft();
        draft.rule.repoNameFilter = u"["_s;
        QVERIFY(!faultAt(draft, RuleField::RepositoryFilter).isEmpty());
    }

    void whatNoReferenceCanHoldIsRefused()
    {
        RuleDraft draft = draftForOne();
        draft.rule.namespaceName = u"web/app"_s; // is one part
        QVERIFY(faultAt(draft, RuleField::Namespace).contains(u"“/”"_s));
        draft.rule.repoName = u"a b"_s;
        QVERIFY(faultAt(draft, RuleField::Repository).contains(u"Spaces"_s));
        draft.rule.target.namespaceName = u"镜"_s;
        QVERIFY(faultAt(draft, RuleField::TargetNamespace).contains(u"“镜”"_s));
    }

    void anotherAccountHasToBeNamed()
    {
        RuleDraft draft = wholeDraft();
        draft.isTargetForeign = true;
        QVERIFY(faultAt(draft, RuleField::TargetAccount).contains(u"main account"_s));
        draft.rule.targetUserId = u"12a"_s;
        QVERIFY(faultAt(draft, RuleField::TargetAccount).contains(u"digits"_s));
        draft.rule.targetUserId = u"1234567890123456"_s;
        QVERIFY(faultsIn(draft).empty());
    }

    void aRuleThatCopiesToItselfIsRefused()
    {
        RuleDraft draft = wholeDraft();
        draft.rule.target = {
            .instanceId = u"cri-1"_s, .regionId = u"cn-hangzhou"_s, .namespaceName = u"web"_s};
        QVERIFY(faultAt(draft, RuleField::TargetNamespace).contains(u"are the same"_s));
        draft.scope = SyncScope::Repo;
        draft.rule.repoName = u"nginx"_s;
        draft.rule.target.repoName = u"nginx"_s;
        QVERIFY(faultAt(draft, RuleField::TargetRepository).contains(u"are the same"_s));
        draft.rule.target.repoName = u"other"_s;
        QVERIFY(faultsIn(draft).empty());
    }
};

QTEST_GUILESS_MAIN(TestRuleDraft)
#include "tst_ruledraft.moc"
