#include "boardrowpane.h"
#include "failureboardview.h"
#include "fakeregistry.h"
#include "overviewparts.h"
#include "pagespresenter.h"
#include "queries.h"
#include "registrydirectory.h"
#include "routeview.h"
#include "ruletablemodel.h"
#include "ruleview.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestPagesPresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachPageShowsItsRows();
    void namesReachEachPage();
    void onlyFailuresAreCountedByThemselves();
    void figuresInSightAreCountedAgain_data();
    void figuresInSightAreCountedAgain();
    void aClockThatIsSetBackHoldsNothingUp();
    void nothingIsCountedBeforeTheFirstCount();
};

namespace {

/// The pages over a failed and a done task of one rule.
struct Pages : OverviewParts {
    Pages()
    {
        const auto title = [] { return QString(); };
        pages.addPage(failures, u"pageFailures"_s, title);
        pages.addPage(routes, u"pageRoutes"_s, title);
        pages.addPage(rules, u"pageRules"_s, title);
        pages.resize(1200, 700);
        pages.setVisible(true);
        add({task(1, SyncTaskStatus::Error, 1h), task(2, SyncTaskStatus::Success, 1h)});
    }

    [[nodiscard]] static int rowsOf(const QWidget &page)
    {
        return page.findChild<QAbstractItemView *>()->model()->rowCount();
    }
    [[nodiscard]] const QWidget &page(const QString &name) const
    {
        const QHash<QString, const QWidget *> all{{u"failures"_s, &failures},
                                                  {u"routes"_s, &routes},
                                                  {u"rules"_s, &rules},
                                                  {u"tasks"_s, &table}};
        return *all.value(name);
    }

    FailureBoardView failures{};
    RouteView routes{};
    RuleView rules{};
    BoardRowPane row{};
    PagesPresenter presenter{store,
                             model,
                             clock,
                             overview,
                             queries,
                             {.failures = failures,
                              .routes = routes,
                              .rules = rules,
                              .headline = headline,
                              .pages = pages,
                              .row = row}};
    QSignalSpy counted{&overview, &OverviewPresenter::counted};
};

} // namespace

void TestPagesPresenter::eachPageShowsItsRows()
{
    Pages it;
    it.overview.countNow();
    for (const QString &name : {u"failures"_s, u"routes"_s, u"rules"_s}) {
        const QWidget &page = it.page(name);
        QCOMPARE(it.rowsOf(page), 0);
        it.pages.openPage(page);
        it.clock.advance(0ms);
        QCOMPARE(it.rowsOf(page), 1);
    }
}

void TestPagesPresenter::namesReachEachPage()
{
    Pages it;
    FakeRegistry registry;
    RegistryDirectory directory(registry);
    directory.restore({{.id = u"cri-1"_s, .name = u"hub"_s, .regionId = u"cn-hangzhou"_s}},
                      {{u"cri-1"_s, {SyncRule{.id = u"crsr-1"_s, .name = u"nightly"_s}}}});
    it.overview.countNow();
    it.pages.openPage(it.rules);
    it.presenter.setDirectory(directory);
    it.overview.countNow();
    const auto *rows = it.rules.findChild<QAbstractItemView *>()->model();
    const auto text = [rows](RuleColumn column) {
        return rows->index(0, static_cast<int>(column)).data().toString();
    };
    QCOMPARE(text(RuleColumn::Rule), u"nightly"_s);
    QCOMPARE(text(RuleColumn::Instance), u"hub"_s);
    it.pages.openPage(it.failures);
    it.failures.findChild<QAbstractButton *>(u"byRule"_s)->click();
    it.clock.advance(0ms);
    Q_EMIT it.failures.chosen(0, false);
    QCOMPARE(it.queries.query().wanted(QueryField::Rule), QStringList(u"nightly"_s));
}

void TestPagesPresenter::onlyFailuresAreCountedByThemselves()
{
    Pages it;
    it.overview.countNow();
    it.pages.openPage(it.failures);
    it.clock.advance(0ms);
    SyncTask other = it.task(3, SyncTaskStatus::Error, 1h);
    other.issue = taskIssueFromWire(u"TAG_CONFLICT"_s);
    it.add({other});
    const qsizetype counts = it.counted.size();
    it.presenter.scheduleRecount();
    it.clock.advance(1s);
    QCOMPARE(it.rowsOf(it.failures), 2);
    QCOMPARE(it.counted.size(), counts);
}

void TestPagesPresenter::figuresInSightAreCountedAgain_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<bool>("isCounted");
    QTest::newRow("routes") << u"routes"_s << true;
    QTest::newRow("rules") << u"rules"_s << true;
    QTest::newRow("failures") << u"failures"_s << false;
    QTest::newRow("tasks") << u"tasks"_s << false;
}

void TestPagesPresenter::figuresInSightAreCountedAgain()
{
    QFETCH(QString, page);
    QFETCH(bool, isCounted);
    Pages it;
    it.overview.countNow();
    it.pages.openPage(it.page(page));
    it.counted.clear();
    const auto pass = [&it](std::chrono::milliseconds time) {
        it.clock.advance(time);
        it.presenter.tick();
        it.clock.advance(0ms);
    };
    pass(30s - 1ms);
    it.clock.advance(Recount::shortestPause); // what was scheduled would be counted
    QCOMPARE(it.counted.size(), 0);
    pass(1ms);
    it.clock.advance(Recount::shortestPause);
    QCOMPARE(it.counted.size(), isCounted ? 1 : 0);
    pass(1s); // these are new
    it.clock.advance(Recount::shortestPause);
    QCOMPARE(it.counted.size(), isCounted ? 1 : 0);
    it.pages.openPage(it.otherPage);
    pass(1min);
    it.clock.advance(Recount::shortestPause);
    QCOMPARE(it.counted.size(), isCounted ? 1 : 0);
}

void TestPagesPresenter::aClockThatIsSetBackHoldsNothingUp()
{
    Pages it;
    it.overview.countNow();
    it.pages.openPage(it.routes);
    it.counted.clear();
    it.clock.set(it.clock.now().addSecs(-3600));
    it.presenter.tick();
    it.clock.advance(Recount::shortestPause);
    QCOMPARE(it.counted.size(), 1);
}

void TestPagesPresenter::nothingIsCountedBeforeTheFirstCount()
{
    Pages it;
    it.pages.openPage(it.routes);
    it.clock.advance(1min);
    it.presenter.tick();
    it.clock.advance(1s);
    QCOMPARE(it.counted.size(), 0);
}

QTEST_MAIN(TestPagesPresenter)
#include "tst_pagespresenter.moc"
