#include "busyclock.h"
#include "fakeregistry.h"
#include "overviewparts.h"
#include "queries.h"
#include "registrydirectory.h"
#include "rulepresenter.h"
#include "ruletablemodel.h"
#include "ruleview.h"

#include <QAbstractItemView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRulePresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePageIsFilledWhenItComesIntoSight();
    void aHiddenPageRests();
    void listedRulesAndThoseOfTasksAreThere();
    void aRuleIsDeletedOnceTheRegistryToldSo();
    void aRuleThatIsYoungerThanTheListIsNotMissing();
    void anotherConnectionTellsAnew();
    void onlyRulesOfTheScopeAreThere_data();
    void onlyRulesOfTheScopeAreThere();
    void figuresAreOfTheRangeAndLastRunsAreNot();
    void aCountThatIsOvertakenIsNotShown();
    void theTimeSinceTheLastRunGoesOn();
    void aRuleIsShownAndLeftOut();
    void aRuleIsAskedForByItsNameWhereThatIsItsOwn();
    void aNumberOpensWhatItCounts();
};

namespace {

SyncRule ruleOf(const QString &id, const QString &name)
{
    return {.id = id,
            .name = name,
            .direction = syncDirectionFromWire(u"FROM"_s),
            .scope = syncScopeFromWire(u"NAMESPACE"_s),
            .trigger = taskTriggerFromWire(u"PASSIVE"_s),
            .local = {.instanceId = u"cri-1"_s, .namespaceName = u"team"_s},
            .target = {.instanceId = u"cri-2"_s, .namespaceName = u"team"_s}};
}

/// The page over two tasks of crsr-1, which is "nightly" of cri-1 "hub", and one of crsr-9, which
/// nobody lists. cri-2, "mirror", has a rule without a task.
struct RulePage : OverviewParts {
    RulePage()
    {
        pages.addPage(view, u"pageRules"_s, [] { return QString(); });
        pages.resize(1200, 700);
        pages.setVisible(true);
        SyncTask other = task(3, SyncTaskStatus::Success, 1h);
        other.ruleId = u"crsr-9"_s;
        add({task(1, SyncTaskStatus::Success, 1h), task(2, SyncTaskStatus::Error, 2h), other});
        directory.restore({{.id = u"cri-1"_s, .name = u"hub"_s, .regionId = u"cn-hangzhou"_s},
                           {.id = u"cri-2"_s, .name = u"mirror"_s, .regionId = u"cn-hangzhou"_s}},
                          {{u"cri-1"_s, {ruleOf(u"crsr-1"_s, u"nightly"_s)}},
                           {u"cri-2"_s, {ruleOf(u"crsr-2"_s, u"back"_s)}}});
        model.setNames(directory.names());
        queries.setNames(directory.names());
        rules.setDirectory(directory);
        overview.countNow();
    }

    void open() { pages.openPage(view); }
    /// The registry tells which rules cri-1 has; cri-2 does not answer.
    void tell(const std::vector<SyncRule> &listed)
    {
        if (registry.ruleCalls.empty())
            directory.rules().load({{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s},
                                    {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-2"_s}});
        else
            directory.rules().rereadOf(u"cri-1"_s);
        for (std::size_t i = 0; i < registry.ruleCalls.size(); ++i) {
            auto &call = registry.ruleCalls[i];
            if (call.question.instance.instanceId == u"cri-1")
                call.answer(SyncRulePage{.items = listed,
                                         .pageNo = 1,
                                         .pageSize = 100,
                                         .totalCount = static_cast<qint64>(listed.size())});
            else
                call.answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
        }
        rules.setDirectory(directory);
        overview.countNow();
    }
    [[nodiscard]] RuleTableModel &rows() const
    {
        return *static_cast<RuleTableModel *>(view.findChild<QAbstractItemView *>()->model());
    }
    [[nodiscard]] int row(const QString &id) const
    {
        const auto &all = rows().rules();
        return static_cast<int>(std::ranges::find(all, id, &RuleRow::id) - all.begin());
    }
    /// "crsr-1 failing: 1 failed, 1 done", by id.
    [[nodiscard]] QStringList shown() const
    {
        static const QStringList states{u"silent"_s,     u"failing"_s,  u"working"_s,
                                        u"not listed"_s, u"not seen"_s, u"deleted"_s};
        QStringList lines;
        for (const RuleRow &rule : rows().rules()) {
            lines << u"%1 %2: %3 failed, %4 done"_s
                         .arg(rule.id, states[static_cast<int>(rule.state)])
                         .arg(rule.figures.counts.of(SyncTaskStatus::Error))
                         .arg(rule.figures.counts.of(SyncTaskStatus::Success));
        }
        lines.sort();
        return lines;
    }

    BusyClock busyClock{clock};
    FakeRegistry registry{};
    RegistryDirectory directory{registry};
    RuleView view{};
    RulePresenter rules{store, busyClock, overview, queries, view};
};

const QString nightly = u"crsr-1 failing: 1 failed, 1 done"_s;
const QString back = u"crsr-2 not seen: 0 failed, 0 done"_s;
const QString unlisted = u"crsr-9 not listed: 0 failed, 1 done"_s;

} // namespace

void TestRulePresenter::thePageIsFilledWhenItComesIntoSight()
{
    RulePage it;
    QCOMPARE(it.shown(), QStringList());
    it.open();
    QCOMPARE(it.shown(), QStringList({nightly, back, unlisted}));
}

void TestRulePresenter::aHiddenPageRests()
{
    RulePage it;
    it.open();
    it.pages.openPage(it.otherPage);
    it.add({it.task(4, SyncTaskStatus::Error, 1h)});
    it.overview.countNow();
    QCOMPARE(it.shown(), QStringList({nightly, back, unlisted}));
    it.open();
    QVERIFY(it.shown().contains(u"crsr-1 failing: 2 failed, 1 done"_s));
    it.add({it.task(5, SyncTaskStatus::Error, 1h)}); // while it is in sight
    it.overview.countNow();
    QVERIFY(it.shown().contains(u"crsr-1 failing: 3 failed, 1 done"_s));
}

void TestRulePresenter::listedRulesAndThoseOfTasksAreThere()
{
    RulePage it;
    it.open();
    it.directory.restore({}, {});
    RegistryDirectory none(it.registry);
    it.rules.setDirectory(none);
    it.overview.countNow();
    QCOMPARE(it.shown(), QStringList({u"crsr-1 not listed: 1 failed, 1 done"_s, unlisted}));
    it.rules.setDirectory(it.directory);
    it.overview.countNow();
    QVERIFY(it.shown().contains(nightly));
}

void TestRulePresenter::aRuleIsDeletedOnceTheRegistryToldSo()
{
    RulePage it;
    it.open();
    it.tell({ruleOf(u"crsr-1"_s, u"nightly"_s)});
    QCOMPARE(it.shown(), QStringList({nightly, back, u"crsr-9 deleted: 0 failed, 1 done"_s}));
    it.tell({ruleOf(u"crsr-1"_s, u"nightly"_s), ruleOf(u"crsr-9"_s, u"again"_s)});
    QCOMPARE(it.shown(), QStringList({nightly, back, u"crsr-9 working: 0 failed, 1 done"_s}));
    it.tell({ruleOf(u"crsr-9"_s, u"again"_s)});
    QVERIFY(it.shown().contains(u"crsr-1 deleted: 1 failed, 1 done"_s));
}

void TestRulePresenter::aRuleThatIsYoungerThanTheListIsNotMissing()
{
    RulePage it;
    it.open();
    it.tell({ruleOf(u"crsr-1"_s, u"nightly"_s)});
    it.clock.advance(10min);
    SyncTask young = it.task(4, SyncTaskStatus::Success, 5min);
    young.ruleId = u"crsr-8"_s;
    it.add({young});
    it.rules.setDirectory(it.directory); // names changed, and no list came
    it.overview.countNow();
    QVERIFY(it.shown().contains(u"crsr-8 not listed: 0 failed, 1 done"_s));
    it.tell({ruleOf(u"crsr-1"_s, u"nightly"_s)}); // as before, and newer than the task
    QVERIFY(it.shown().contains(u"crsr-8 deleted: 0 failed, 1 done"_s));
}

void TestRulePresenter::anotherConnectionTellsAnew()
{
    RulePage it;
    it.open();
    it.tell({ruleOf(u"crsr-1"_s, u"nightly"_s)});
    it.clock.advance(10min);
    SyncTask young = it.task(4, SyncTaskStatus::Success, 5min);
    young.ruleId = u"crsr-8"_s;
    it.add({young});
    FakeRegistry registry;
    RegistryDirectory directory(registry);
    directory.restore({{.id = u"cri-1"_s, .name = u"hub"_s, .regionId = u"cn-hangzhou"_s}}, {});
    it.rules.setDirectory(directory);
    it.overview.countNow();
    QVERIFY(it.shown().contains(u"crsr-8 not listed: 0 failed, 1 done"_s));
    directory.rules().load({{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-1"_s}});
    registry.ruleCalls.back().answer(
        SyncRulePage{.items = {}, .pageNo = 1, .pageSize = 100, .totalCount = 0});
    it.rules.setDirectory(directory); // its first list is news, as the former one's was
    it.overview.countNow();
    QVERIFY(it.shown().contains(u"crsr-8 deleted: 0 failed, 1 done"_s));
}

void TestRulePresenter::onlyRulesOfTheScopeAreThere_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("rules");
    QTest::newRow("by id") << u"instance:=cri-1"_s << QStringList({nightly, unlisted});
    QTest::newRow("by name") << u"instance:hub"_s << QStringList({nightly, unlisted});
    QTest::newRow("the other") << u"instance:mirror"_s << QStringList(back);
    QTest::newRow("not one") << u"-instance:hub"_s << QStringList(back);
    QTest::newRow("both") << u"instance:hub,mirror"_s << QStringList({nightly, back, unlisted});
    QTest::newRow("none") << u"instance:=x"_s << QStringList();
    QTest::newRow("another field")
        << u"status:failed repo:none"_s << QStringList({nightly, back, unlisted});
}

void TestRulePresenter::onlyRulesOfTheScopeAreThere()
{
    QFETCH(QString, query);
    QFETCH(QStringList, rules);
    RulePage it;
    it.open();
    it.queries.setText(query);
    QVERIFY(!it.queries.hasMistake());
    QCOMPARE(it.shown(), rules);
    it.queries.setText({});
    QCOMPARE(it.shown(), QStringList({nightly, back, unlisted}));
}

void TestRulePresenter::figuresAreOfTheRangeAndLastRunsAreNot()
{
    RulePage it;
    it.open();
    it.queries.setText(u"since:90m"_s);
    QVERIFY(it.shown().contains(u"crsr-1 working: 0 failed, 1 done"_s));
    it.queries.setText(u"since:5m"_s);
    QVERIFY(it.shown().contains(u"crsr-1 working: 0 failed, 0 done"_s));
    const RuleRow &rule = it.rows().rules().at(static_cast<std::size_t>(it.row(u"crsr-1"_s)));
    QCOMPARE(rule.figures.lastMs, it.clock.now().addSecs(-3600).toMSecsSinceEpoch());
}

void TestRulePresenter::aCountThatIsOvertakenIsNotShown()
{
    RulePage it;
    it.open();
    it.busyClock.msPerLook = 5; // each piece takes a slice of its own
    it.add({it.task(4, SyncTaskStatus::Error, 1h)});
    it.overview.countNow();
    QVERIFY(it.shown().contains(nightly)); // it is under way
    it.queries.setText(u"instance:mirror"_s);
    it.clock.advance(1s);
    QCOMPARE(it.shown(), QStringList(back));
    it.queries.setText({});
    it.pages.openPage(it.otherPage);
    it.clock.advance(1s);
    it.open();
    it.open();
    it.clock.advance(1s);
    QCOMPARE(it.shown(), QStringList({u"crsr-1 failing: 2 failed, 1 done"_s, back, unlisted}));
}

void TestRulePresenter::theTimeSinceTheLastRunGoesOn()
{
    RulePage it;
    it.open();
    const auto lastRun = [&it] {
        return it.rows()
            .index(it.row(u"crsr-1"_s), static_cast<int>(RuleColumn::LastRun))
            .data()
            .toString();
    };
    const QString before = lastRun();
    int told = 0;
    QObject::connect(&it.rows(), &RuleTableModel::dataChanged, &it.view, [&told] { ++told; });
    it.clock.advance(3h);
    it.rules.tick();
    QVERIFY(told > 0); // or the row is not painted anew
    QVERIFY2(lastRun() != before, qPrintable(before));
    it.pages.openPage(it.otherPage);
    told = 0;
    it.clock.advance(3h);
    it.rules.tick();
    QCOMPARE(told, 0);
}

void TestRulePresenter::aRuleIsShownAndLeftOut()
{
    RulePage it;
    it.queries.setText(u"repo:app"_s);
    it.open();
    Q_EMIT it.view.chosen(it.row(u"crsr-1"_s), false);
    QVERIFY(it.pages.isOpen(it.table));
    QCOMPARE(it.queries.query(), query(u"rule:=nightly"_s));
    QCOMPARE(it.model.rowCount(), 2);
    QVERIFY(it.queries.returnToOrigin());
    QVERIFY(it.pages.isOpen(it.view));
    for (int click = 0; click < 2; ++click) {
        Q_EMIT it.view.chosen(it.row(u"crsr-1"_s), true);
        QCOMPARE(it.queries.query(), query(u"repo:app -rule:=nightly"_s));
        QCOMPARE(it.model.rowCount(), 1);
        it.open();
    }
}

void TestRulePresenter::aRuleIsAskedForByItsNameWhereThatIsItsOwn()
{
    RulePage it;
    it.open();
    Q_EMIT it.view.chosen(it.row(u"crsr-9"_s), false); // has no name
    QCOMPARE(it.queries.query(), query(u"rule:=crsr-9"_s));
    it.queries.clear();
    it.tell({ruleOf(u"crsr-1"_s, u"back"_s)}); // both are called so
    it.open();
    Q_EMIT it.view.chosen(it.row(u"crsr-1"_s), false);
    QCOMPARE(it.queries.query(), query(u"rule:=crsr-1"_s));
}

void TestRulePresenter::aNumberOpensWhatItCounts()
{
    RulePage it;
    it.queries.setText(u"repo:none status:done rule:=back since:1d"_s);
    it.open();
    Q_EMIT it.view.numberChosen(it.row(u"crsr-1"_s), u"status:failed"_s);
    QVERIFY(it.pages.isOpen(it.table));
    QCOMPARE(it.queries.query(), query(u"since:1d rule:=nightly status:failed"_s));
    QCOMPARE(it.model.rowCount(), 1);
    QVERIFY(it.queries.returnToOrigin());
    QVERIFY(it.pages.isOpen(it.view));
    QVERIFY(it.queries.query().has(QueryField::Repo));
}

QTEST_MAIN(TestRulePresenter)
#include "tst_rulepresenter.moc"
