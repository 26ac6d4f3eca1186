#include "allowing.h"
#include "facetrow.h"
#include "footbar.h"
#include "mainmenu.h"
#include "mainwindow.h"
#include "messagebar.h"
#include "profiledprogram.h"
#include "profilemenu.h"
#include "tasktableview.h"
#include "toolbar.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QPointer>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int prodTasks = ProfiledProgram::prodTasks;
constexpr int testTasks = ProfiledProgram::testTasks;

bool isChecked(ProfiledProgram &program, const QString &entry)
{
    return program.window().menu().profiles().findChild<QAction *>(entry)->isChecked();
}

} // namespace

/// One window over two simulated registries with a key each, through the real client.
class TestWindowProfiles final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tasksOfTwoProfilesAreInOneWindow();
    void oneAccountsWrongKeyLeavesTheOtherWorking();
    void aRenewedKeyIsUsedWithoutBeingAsked();
    void aKeyThatIsLostDoesNotStopARenewedOne();
    void anUnusableProfileIsToldByNameAndStopsNobody();
    void whenNoProfileIsUsableTheWindowSaysWhy();
    void allProfilesAreWatchedAtOnce();
    void anInstanceThatTwoProfilesSeeCountsOnce();
    void withoutAChoiceTheCurrentProfileIsWatched();
    void titleAndToolBarSayWhoseRegistriesAreShown();
    void theDemoIsMarkedAndLeavesToWhereOneWas();
    void profilesAreChosenInTheMenuAndTakeEffectAtOnce();
    void whileSomethingIsSentTheProfilesStay();
    void theChoiceIsRememberedAndTheCommandLineBeatsIt();
    void eachProfileKeepsItsOwnHistory();
    void thePastOfAProfileThatCannotBeUsedIsNotCounted();
};

void TestWindowProfiles::tasksOfTwoProfilesAreInOneWindow()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"prod"_s, u"test"_s}));
    QCOMPARE(program.rows(), prodTasks + testTasks);
    QVERIFY(!program.window().messageBar().isVisible());
    // Whose an instance is, is told where they are listed.
    const QString tip = program.window().findChild<QWidget *>(u"place"_s)->toolTip();
    QVERIFY2(tip.contains(u"· prod:"_s) && tip.contains(u"· test:"_s), qPrintable(tip));
    const QList<FacetRow *> facets = program.window().findChildren<FacetRow *>();
    QCOMPARE(std::ranges::count_if(facets,
                                   [](const FacetRow *facet) {
                                       return facet->toolTip().contains(u"\nProfile prod\n"_s);
                                   }),
             1);
    // A task of each can be opened: it is asked of its own account.
    for (const int row : {0, program.rows() - 1}) {
        program.window().table().setCurrentIndex(program.dashboard().model().index(row, 0));
        QVERIFY(program.settle());
        QVERIFY(!program.window().findChild<QWidget *>(u"retryDetail"_s)->isVisible());
    }
}

void TestWindowProfiles::oneAccountsWrongKeyLeavesTheOtherWorking()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"wrong"_s, u"prod"_s}));
    QCOMPARE(program.rows(), prodTasks);
    QTRY_VERIFY(program.window().messageBar().isVisible());
    const QString happened = program.text(u"errorHappened"_s);
    QVERIFY2(happened.startsWith(u"Profile wrong:"_s), qPrintable(happened));
    QVERIFY(program.text(u"errorTechnical"_s).contains(u"SignatureDoesNotMatch"_s));
    // The key does not become right by itself: it is tried again much later than what may pass.
    const QString nextTry = program.text(u"errorNextTry"_s);
    QVERIFY2(nextTry.contains(u"in 4 m"_s) || nextTry.contains(u"in 5 m"_s), qPrintable(nextTry));
    // That nothing matches is an answer of the other, not the failure.
    TaskQuery nothing;
    nothing.setWanted(QueryField::Tag, {{.text = u"no-such-tag"_s}});
    program.dashboard().setQuery(nothing);
    QTRY_COMPARE(program.window().placeholder().state(), Placeholder::State::NothingMatches);
    QVERIFY(program.window().messageBar().isVisible());
}

void TestWindowProfiles::aRenewedKeyIsUsedWithoutBeingAsked()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"wrong"_s}));
    QCOMPARE(program.rows(), 0);
    const QPointer<MainWindow> window = &program.window();
    program.renewKey();
    QTRY_COMPARE(program.rows(), testTasks);
    QVERIFY(program.settle());
    QVERIFY(window); // the same, with all that a person has done there
    QVERIFY(!program.window().messageBar().isVisible());
}

void TestWindowProfiles::aKeyThatIsLostDoesNotStopARenewedOne()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"prod"_s, u"wrong"_s}));
    QCOMPARE(program.rows(), prodTasks);
    const QPointer<MainWindow> window = &program.window();
    program.renewKeyAndSpoilProd();
    QTRY_COMPARE(program.rows(), prodTasks + testTasks);
    QVERIFY(program.settle());
    QVERIFY(window);
    // The key that "prod" had before is still used.
    QCOMPARE(program.rows(), prodTasks + testTasks);
    QVERIFY(!program.window().messageBar().isVisible());
}

void TestWindowProfiles::anUnusableProfileIsToldByNameAndStopsNobody()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"prod"_s, u"role"_s, u"missing"_s}));
    QCOMPARE(program.rows(), prodTasks);
    QTRY_VERIFY(program.window().messageBar().isVisible());
    QCOMPARE(program.text(u"errorHappened"_s), u"2 profiles cannot be used."_s);
    const QString reasons = program.text(u"errorWhatToDo"_s);
    QVERIFY2(reasons.contains(u"'role'"_s) && reasons.contains(u"'missing'"_s),
             qPrintable(reasons));
    // It was told; nothing has to be tried again.
    auto *retry = program.window().messageBar().findChild<QAbstractButton *>(u"retryError"_s);
    QVERIFY(!retry->isVisible());
}

void TestWindowProfiles::whenNoProfileIsUsableTheWindowSaysWhy()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"role"_s, u"missing"_s}));
    QCOMPARE(program.window().placeholder().state(), Placeholder::State::Failed);
    QVERIFY(program.text(u"placeholderText"_s).contains(u"'role'"_s));
    QTRY_VERIFY(program.window().messageBar().isVisible());
    QVERIFY(program.text(u"errorWhatToDo"_s).contains(u"'missing'"_s));
}

void TestWindowProfiles::allProfilesAreWatchedAtOnce()
{
    ProfiledProgram program;
    QVERIFY(program.start({}, true));
    QCOMPARE(program.rows(), prodTasks + testTasks);
    for (const QString &name : {u"prod"_s, u"test"_s, u"twin"_s, u"wrong"_s, u"role"_s})
        QVERIFY2(isChecked(program, u"profile_"_s + name), qPrintable(name));
}

void TestWindowProfiles::anInstanceThatTwoProfilesSeeCountsOnce()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"twin"_s, u"prod"_s}));
    QCOMPARE(program.rows(), prodTasks);
    QTRY_COMPARE(program.text(u"place"_s), u"1 instance"_s);
    program.end();
    // It is the first one's, and so is its history.
    program.breakNetwork();
    QVERIFY(program.start({u"prod"_s}));
    QCOMPARE(program.rows(), 0);
    QVERIFY(program.start({u"twin"_s}));
    QTRY_COMPARE(program.rows(), prodTasks);
}

void TestWindowProfiles::withoutAChoiceTheCurrentProfileIsWatched()
{
    ProfiledProgram program;
    QVERIFY(program.start());
    QCOMPARE(program.rows(), prodTasks);
    QVERIFY(isChecked(program, u"profileDefault"_s));
    program.end();
    QCOMPARE(QDir(program.historyFolder()).entryList({u"*.sqlite"_s}),
             QStringList{u"history.sqlite"_s});
}

void TestWindowProfiles::titleAndToolBarSayWhoseRegistriesAreShown()
{
    ProfiledProgram program;
    QVERIFY(program.start());
    const auto chooser = [&program] { return program.text(u"instanceChooser"_s); };
    QVERIFY2(program.window().windowTitle().contains(u"prod"_s),
             qPrintable(program.window().windowTitle()));
    QVERIFY2(chooser().contains(u"prod"_s) && chooser().contains(u"All instances"_s),
             qPrintable(chooser()));
    QVERIFY(program.start({u"prod"_s, u"test"_s}));
    QVERIFY2(chooser().contains(u"prod, test"_s), qPrintable(chooser()));
    QVERIFY(program.start({u"prod"_s, u"test"_s, u"twin"_s}));
    QVERIFY2(chooser().contains(u"3 profile"_s), qPrintable(chooser()));
    QVERIFY(program.window().windowTitle().contains(u"3 profile"_s));
}

void TestWindowProfiles::theDemoIsMarkedAndLeavesToWhereOneWas()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"test"_s}));
    const auto leave = [&program] {
        return program.window().findChild<QPushButton *>(u"leaveDemo"_s);
    };
    QVERIFY(!leave()->isVisible());
    QPointer<MainWindow> former = &program.window();
    Q_EMIT program.dashboard().demoRequested();
    QTRY_VERIFY(former.isNull());
    QVERIFY(program.settle());
    QVERIFY(leave()->isVisible());
    QVERIFY2(program.window().windowTitle().contains(u"Demo"_s),
             qPrintable(program.window().windowTitle()));
    former = &program.window();
    QTest::mouseClick(leave(), Qt::LeftButton);
    QTRY_VERIFY(former.isNull());
    QVERIFY(program.settle());
    QCOMPARE(program.rows(), testTasks);
    QVERIFY(!leave()->isVisible());
    QVERIFY(program.window().windowTitle().contains(u"test"_s));
}

void TestWindowProfiles::profilesAreChosenInTheMenuAndTakeEffectAtOnce()
{
    ProfiledProgram program;
    QVERIFY(program.start());
    QVERIFY(
        !program.window().menu().profiles().findChild<QAction *>(u"profile_role"_s)->isEnabled());
    QVERIFY(program.choose(u"prod"_s));
    QVERIFY(program.choose(u"test"_s));
    QCOMPARE(program.rows(), prodTasks + testTasks);
    QVERIFY(isChecked(program, u"profile_prod"_s) && isChecked(program, u"profile_test"_s));
    QVERIFY(!isChecked(program, u"profileDefault"_s));
    program.window().toolBar().setFilterText({});

    // What is no longer watched is no longer counted, neither in the table nor around it.
    QVERIFY(program.choose(u"prod"_s));
    QCOMPARE(program.rows(), testTasks);
    QTRY_VERIFY2(program.text(u"coverage"_s).contains(u"500 tasks"_s),
                 qPrintable(program.text(u"coverage"_s)));
    QVERIFY(program.choose({}));
    QCOMPARE(program.rows(), prodTasks);
    QVERIFY(isChecked(program, u"profileDefault"_s));
}

void TestWindowProfiles::whileSomethingIsSentTheProfilesStay()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"prod"_s}));
    MainWindow &window = program.window();
    toggleAllowed(*window.menu().allowChanges());
    TaskQuery failed;
    failed.setWanted(QueryField::Status, {{.text = u"failed"_s}});
    program.dashboard().setQuery(failed);
    window.table().selectAll();
    window.menu().retryTasks()->trigger();
    auto *send = window.findChild<QAbstractButton *>(u"sendActions"_s);
    QVERIFY(send && send->isEnabled());
    send->click();
    QVERIFY(program.dashboard().isActing());
    QVERIFY(!program.choose(u"test"_s, 100));
    QCOMPARE(&program.window(), &window);
    QVERIFY(window.messageBar().isVisible());
    QVERIFY(program.text(u"errorHappened"_s).contains(u"not been answered yet"_s));
    QVERIFY(isChecked(program, u"profile_prod"_s));
    QVERIFY(!isChecked(program, u"profile_test"_s));
    // The outcome is told, and then they may be changed.
    QTRY_VERIFY(!program.dashboard().isActing());
    QVERIFY(window.findChild<QAbstractButton *>(u"exportResults"_s)->isVisible());
    QVERIFY(program.choose(u"test"_s));
}

void TestWindowProfiles::theChoiceIsRememberedAndTheCommandLineBeatsIt()
{
    ProfiledProgram program;
    QVERIFY(program.start());
    QVERIFY(program.choose(u"test"_s));
    program.dashboard().setQuery([] {
        TaskQuery failed;
        failed.setWanted(QueryField::Status, {{.text = u"failed"_s}});
        return failed;
    }());
    QVERIFY(program.choose(u"prod"_s));
    QVERIFY(program.dashboard().query().has(QueryField::Status)); // the question stays
    QVERIFY(program.start());
    QCOMPARE(program.rows(), prodTasks + testTasks);
    QVERIFY(program.start({u"prod"_s}));
    QCOMPARE(program.rows(), prodTasks);
    QVERIFY(isChecked(program, u"profile_prod"_s) && !isChecked(program, u"profile_test"_s));
    QVERIFY(program.start()); // which is not what was chosen
    QCOMPARE(program.rows(), prodTasks + testTasks);
}

void TestWindowProfiles::eachProfileKeepsItsOwnHistory()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"prod"_s, u"test"_s}));
    program.end();
    QCOMPARE(QDir(program.historyFolder()).entryList({u"*.sqlite"_s}),
             (QStringList{u"history-prod.sqlite"_s, u"history-test.sqlite"_s}));
    program.breakNetwork();
    QVERIFY(program.start({u"test"_s, u"prod"_s}));
    QTRY_COMPARE(program.rows(), prodTasks + testTasks);
    QVERIFY(program.start({u"test"_s}));
    QTRY_COMPARE(program.rows(), testTasks);
    QVERIFY(program.start({u"prod"_s}));
    QTRY_COMPARE(program.rows(), prodTasks);
}

void TestWindowProfiles::thePastOfAProfileThatCannotBeUsedIsNotCounted()
{
    ProfiledProgram program;
    QVERIFY(program.start({u"prod"_s, u"test"_s}));
    program.end();
    const QDir folder(program.historyFolder());
    QVERIFY(QFile::rename(folder.filePath(u"history-test.sqlite"_s),
                          folder.filePath(u"history-role.sqlite"_s)));
    QVERIFY(program.start({u"prod"_s, u"role"_s}));
    QCOMPARE(program.rows(), prodTasks);
    // Where none can be used, the past is all there is.
    QVERIFY(program.start({u"role"_s, u"missing"_s}));
    QTRY_COMPARE(program.rows(), testTasks);
}

int main(int argc, char **argv)
{
    return runAtHome<TestWindowProfiles>(argc, argv);
}

#include "tst_window_profiles.moc"
