#include "actiontrace.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const InstanceRef source{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s};
const ImageRef destination{.instanceId = u"cri-2"_s,
                           .regionId = u"eu-west-1"_s,
                           .repoNamespaceName = u"team"_s,
                           .repoName = u"app"_s,
                           .imageTag = u"v2"_s};

SyncTask madeTask()
{
    return {.id = u"rst-1"_s,
            .trigger = taskTriggerFromWire(u"INITIATIVE"_s),
            .imageFrom = {.instanceId = u"cri-1"_s, .imageTag = u"v1"_s},
            .imageTo = destination};
}

template<typename Change>
SyncTask changed(const Change &change)
{
    SyncTask task = madeTask();
    change(task);
    return task;
}

} // namespace

class TestActionTrace final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMadeTaskIsKnownByItsImages()
    {
        const CreateSyncTask action{
            .instance = source, .repoId = u"crr-1"_s, .tag = u"v1"_s, .target = destination};
        QVERIFY(looksMadeBy(action, madeTask()));
        QVERIFY(looksMadeBy(action, changed([](SyncTask &task) { task.trigger = {}; })));
        for (const SyncTask &other :
             {changed([](SyncTask &task) { task.imageTo.imageTag = u"v1"_s; }),
              changed([](SyncTask &task) { task.imageTo.instanceId = u"cri-3"_s; }),
              changed([](SyncTask &task) { task.imageTo.repoNamespaceName = u"other"_s; }),
              changed([](SyncTask &task) { task.imageTo.repoName = u"other"_s; }),
              changed([](SyncTask &task) { task.imageFrom.imageTag = u"v2"_s; }),
              changed([](SyncTask &task) { task.imageFrom.instanceId = u"cri-3"_s; }),
              changed([](SyncTask &task) { task.ruleId = u"crsr-1"_s; }),
              changed([](SyncTask &task) { task.trigger = taskTriggerFromWire(u"PASSIVE"_s); })})
            QVERIFY(!looksMadeBy(action, other));
    }

    void aRunOfARuleIsKnownByRuleAndTag()
    {
        const RunSyncRule action{
            .instance = source, .repoId = u"crr-1"_s, .tag = u"v1"_s, .ruleId = u"crsr-1"_s};
        const SyncTask made = changed([](SyncTask &task) { task.ruleId = u"crsr-1"_s; });
        QVERIFY(looksMadeBy(action, made));
        QVERIFY(!looksMadeBy(action, madeTask()));
        for (const auto &change : std::vector<void (*)(SyncTask &)>{
                 [](SyncTask &task) { task.ruleId = u"crsr-2"_s; },
                 [](SyncTask &task) { task.imageFrom.imageTag = u"v9"_s; },
                 [](SyncTask &task) { task.imageFrom.instanceId = u"cri-3"_s; },
                 [](SyncTask &task) { task.trigger = taskTriggerFromWire(u"PASSIVE"_s); }}) {
            SyncTask other = made;
            change(other);
            QVERIFY(!looksMadeBy(action, other));
        }
    }

    void aMadeRuleIsKnownByItsNameAndEnds()
    {
        const SyncRuleEnd target{
            .instanceId = u"cri-2"_s, .regionId = u"eu-west-1"_s, .namespaceName = u"team"_s};
        const CreateSyncRule action{.instance = source,
                                    .name = u"mine"_s,
                                    .namespaceName = u"team"_s,
                                    .tagFilter = u".*"_s,
                                    .target = target};
        SyncRule rule{.id = u"crsr-1"_s,
                      .name = u"mine"_s,
                      .scope = syncScopeFromWire(u"NAMESPACE"_s),
                      .tagFilter = u".*"_s,
                      .local = {.instanceId = u"cri-1"_s, .namespaceName = u"team"_s},
                      .target = target};
        QVERIFY(looksMadeBy(action, rule));
        rule.target.regionId.clear(); // a list may leave it out
        QVERIFY(looksMadeBy(action, rule));
        for (const auto &change : std::vector<void (*)(SyncRule &)>{
                 [](SyncRule &other) { other.name = u"other"_s; },
                 [](SyncRule &other) { other.scope = syncScopeFromWire(u"REPO"_s); },
                 [](SyncRule &other) { other.tagFilter = u"v.*"_s; },
                 [](SyncRule &other) { other.local.instanceId = u"cri-3"_s; },
                 [](SyncRule &other) { other.local.namespaceName = u"other"_s; },
                 [](SyncRule &other) { other.local.repoName = u"app"_s; },
                 [](SyncRule &other) { other.target.instanceId = u"cri-3"_s; },
                 [](SyncRule &other) { other.target.namespaceName = u"other"_s; },
                 [](SyncRule &other) { other.target.repoName = u"app"_s; }}) {
            SyncRule other = rule;
            change(other);
            QVERIFY(!looksMadeBy(action, other));
        }
    }
};

QTEST_GUILESS_MAIN(TestActionTrace)
#include "tst_actiontrace.moc"
