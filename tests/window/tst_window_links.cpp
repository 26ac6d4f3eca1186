#include "centerpages.h"
#include "dashboardlink.h"
#include "failureboardview.h"
#include "simulateddashboard.h"
#include "statuschartview.h"
#include "taskrowmenu.h"
#include "tasktableview.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>

using namespace Qt::StringLiterals;

class TestWindowLinks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLinkOpensItsTask();
    void aTaskThatComesLaterIsOpenedThen();
    void aTaskThatIsNotThereIsTold_data();
    void aTaskThatIsNotThereIsTold();
    void aLinkOfAQueryShowsItsAnswer();
    void aLinkThatCannotBeOpenedChangesNothing_data();
    void aLinkThatCannotBeOpenedChangesNothing();
    void manyLinksLeaveOneNotice();
    void aLinkOpensAView();
    void whatIsCopiedOpensTheSame();
    void aCopiedTaskOpensTheSame();
    void aLinkNeverAsksTheRegistryToChangeAnything();

private:
    [[nodiscard]] static QString linkOf(SimulatedDashboard &program, int row);
};

namespace {

/// What the bar says; empty while it is not there.
QString told(SimulatedDashboard &program)
{
    auto &label = program.part<QWidget>(u"errorHappened"_s);
    return label.isVisible() ? program.text(u"errorHappened"_s) : QString();
}

QString shownTask(SimulatedDashboard &program)
{
    program.window().findChild<QAction *>(u"actionCopyTaskId"_s)->trigger();
    return QGuiApplication::clipboard()->text();
}

QString written(SimulatedDashboard &program)
{
    return program.part<QLineEdit>(u"filterText"_s).text();
}

} // namespace

QString TestWindowLinks::linkOf(SimulatedDashboard &program, int row)
{
    program.table().setCurrentIndex(program.model().index(row, 0));
    program.window().findChild<QAction *>(u"actionCopyLink"_s)->trigger();
    return QGuiApplication::clipboard()->text();
}

void TestWindowLinks::aLinkOpensItsTask()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const QString id = program.model().taskAt(7).id;
    const QString link = linkOf(program, 7);
    program.table().setCurrentIndex(program.model().index(0, 0));
    program.window().closeDetailPane();
    program.window().pages().openPage(program.window().failures());
    program.dashboard().openLink(link);
    QVERIFY(program.window().pages().isOpen(program.table()));
    QVERIFY(program.window().isDetailPaneOpen());
    QCOMPARE(program.table().currentIndex().row(), 7);
    QCOMPARE(shownTask(program), id);
    QCOMPARE(told(program), QString());

    // Also where the query hides it, which stays as it is.
    program.type(u"filterText"_s, u"id:=none"_s);
    program.dashboard().openLink(link);
    QCOMPARE(shownTask(program), id);
    QCOMPARE(written(program), u"id:=none"_s);
}

void TestWindowLinks::aTaskThatComesLaterIsOpenedThen()
{
    QString link;
    {
        SimulatedDashboard program;
        QVERIFY(program.settle());
        link = linkOf(program, 3);
    }
    SimulatedDashboard program; // the same registry, of which nothing is loaded yet
    program.dashboard().openLink(link);
    QCOMPARE(told(program), u"The task of the link is not known yet."_s);
    QVERIFY(program.settle());
    QTRY_COMPARE(told(program), QString());
    QVERIFY(link.endsWith(shownTask(program)));
}

void TestWindowLinks::aTaskThatIsNotThereIsTold_data()
{
    QTest::addColumn<QString>("instance");
    QTest::addColumn<QString>("says");
    QTest::newRow("watched") << u"first"_s << u"not among those that are loaded"_s;
    QTest::newRow("left out") << u"second"_s << u"which is left out"_s;
    QTest::newRow("of nobody") << u"cri-of-nobody"_s << u"cri-of-nobody, which is not watched"_s;
}

void TestWindowLinks::aTaskThatIsNotThereIsTold()
{
    QFETCH(QString, instance);
    QFETCH(QString, says);
    QStringList ids;
    {
        SimulatedDashboard all;
        QVERIFY(all.settle());
        for (const RegistryInstance &known : all.dashboard().instances())
            ids << known.id;
    }
    QVERIFY(ids.size() > 1);
    SimulatedDashboard program(300, {.preferences = {.connection = {.leftOut = {ids.at(1)}}}});
    QVERIFY(program.settle());
    if (instance == u"first"_s)
        instance = ids.at(0);
    else if (instance == u"second"_s)
        instance = ids.at(1);
    program.dashboard().openLink(
        writeLink(LinkedTask{.instanceId = instance, .taskId = u"gone"_s}));
    QTRY_VERIFY2_WITH_TIMEOUT(told(program).contains(says), qPrintable(told(program)), 5'000);
    QVERIFY(!program.text(u"errorWhatToDo"_s).isEmpty());
}

void TestWindowLinks::aLinkOfAQueryShowsItsAnswer()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.window().pages().openPage(program.window().failures());
    program.dashboard().openLink(
        writeLink(LinkedQuery{.query = u"status:failed"_s, .range = u"week"_s}));
    QVERIFY(program.window().pages().isOpen(program.table()));
    QCOMPARE(written(program), u"status:failed"_s);
    QCOMPARE(program.window().chart().range(), ChartRange::Week);
    QCOMPARE(program.dashboard().settings().chartRange, ChartRange::Week);
    QVERIFY(program.model().rowCount() > 0);
    QCOMPARE(program.rowsWith(SyncTaskStatus::Error), program.model().rowCount());
}

void TestWindowLinks::aLinkThatCannotBeOpenedChangesNothing_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("says");
    const auto names = [](const QString &link) -> QString {
        return u"The link "_s + link + u" cannot be opened."_s;
    };
    QTest::newRow("no link") << u"syncdashboard:retry"_s << names(u"syncdashboard:retry"_s);
    QTest::newRow("another action")
        << u"syncdashboard://retry/cri-1/2"_s << names(u"syncdashboard://retry/cri-1/2"_s);
    QTest::newRow("hidden characters")
        << u"syncdashboard://\u202etask"_s << names(u"syncdashboard://<U+202E>task"_s);
    const QString begin = u"syncdashboard://task/"_s;
    QTest::newRow("long") << begin + QString(500, u'a')
                          << names(begin + QString(120 - begin.size(), u'a') + u'…');
    QTest::newRow("mistake") << writeLink(LinkedQuery{.query = u"statsu:failed"_s})
                             << u"The query of the link cannot be read."_s;
    QTest::newRow("range") << u"syncdashboard://query?q=a&range=century"_s
                           << names(u"syncdashboard://query?q=a&range=century"_s);
    QTest::newRow("view") << writeLink(LinkedView{.name = u"<b>gone</b>"_s})
                          << u"No saved view is called “<b>gone</b>”."_s;
}

void TestWindowLinks::aLinkThatCannotBeOpenedChangesNothing()
{
    QFETCH(QString, link);
    QFETCH(QString, says);
    SimulatedDashboard program(50);
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"status:done"_s);
    program.window().pages().openPage(program.window().failures());
    program.dashboard().openLink(link);
    QCOMPARE(told(program), says);
    QVERIFY(!program.text(u"errorWhatToDo"_s).isEmpty());
    QCOMPARE(written(program), u"status:done"_s);
    QVERIFY(program.window().pages().isOpen(program.window().failures()));
}

void TestWindowLinks::manyLinksLeaveOneNotice()
{
    SimulatedDashboard program(50);
    QVERIFY(program.settle());
    for (int i = 0; i < 100; ++i)
        program.dashboard().openLink(writeLink(LinkedView{.name = QString::number(i)}));
    QCOMPARE(told(program), u"No saved view is called “99”."_s);
    program.click(u"closeError"_s);
    QCOMPARE(told(program), QString());
    program.dashboard().openLink({}); // none
    QCOMPARE(told(program), QString());
}

void TestWindowLinks::aLinkOpensAView()
{
    SimulatedDashboard program(50);
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"status:failed"_s);
    program.trigger(u"actionSaveView"_s);
    program.type(u"viewName"_s, u"Night & day"_s);
    program.type(u"filterText"_s, u""_s);

    QTimer::singleShot(0, this, [&program] {
        auto &menu = program.part<QMenu>(u"viewMenu"_s);
        menu.setActiveAction(menu.findChild<QAction *>(u"copyViewLink"_s));
        QTest::keyClick(&menu, Qt::Key_Return);
    });
    auto &view = program.part<QWidget>(u"view0"_s);
    Q_EMIT view.customContextMenuRequested(view.rect().center());
    const QString link = QGuiApplication::clipboard()->text();
    QCOMPARE(link, u"syncdashboard://view?name=Night%20%26%20day"_s);

    program.window().pages().openPage(program.window().failures());
    program.dashboard().openLink(link);
    QCOMPARE(written(program), u"status:failed"_s);
    QVERIFY(program.window().pages().isOpen(program.table()));
}

void TestWindowLinks::whatIsCopiedOpensTheSame()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"-status:done repo:/a+|b/ \"x & y\""_s);
    program.window().chart().setRange(ChartRange::Month);
    const TaskQuery query = program.dashboard().query();
    program.trigger(u"actionCopyQueryLink"_s);
    program.type(u"filterText"_s, u""_s);
    program.window().chart().setRange(ChartRange::Hour);
    program.dashboard().openLink(QGuiApplication::clipboard()->text());
    QVERIFY(program.dashboard().query() == query);
    QCOMPARE(program.window().chart().range(), ChartRange::Month);
}

void TestWindowLinks::aCopiedTaskOpensTheSame()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    const QString id = program.model().taskAt(4).id;
    program.table().setCurrentIndex(program.model().index(4, 0));
    const QPoint place = program.table().visualRect(program.model().index(4, 1)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place,
                            program.table().viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(program.table().viewport(), &event);
    auto &menu = program.part<TaskRowMenu>(u"rowMenu"_s);
    menu.findChild<QAction *>(u"copyLink"_s)->trigger();
    menu.close();
    const QString link = QGuiApplication::clipboard()->text();
    QVERIFY2(link.startsWith(u"syncdashboard://task/cri-"_s), qPrintable(link));

    program.window().findChild<QAction *>(u"actionCopyLink"_s)->trigger(); // of the pane
    QCOMPARE(QGuiApplication::clipboard()->text(), link);

    program.table().setCurrentIndex(program.model().index(0, 0));
    program.dashboard().openLink(link);
    QCOMPARE(shownTask(program), id);
}

void TestWindowLinks::aLinkNeverAsksTheRegistryToChangeAnything()
{
    SimulatedDashboard program(300, {.writableProfiles = {QString()}});
    QVERIFY(program.settle());
    program.dashboard().openLink(linkOf(program, 2));
    program.dashboard().openLink(u"syncdashboard://retry/cri-1/2"_s);
    program.dashboard().openLink(writeLink(LinkedQuery{.query = u"status:failed"_s}));
    QVERIFY(!program.dashboard().isActing());
    QVERIFY(!program.window().findChild<QWidget *>(u"actionDialog"_s));
}

QTEST_MAIN(TestWindowLinks)
#include "tst_window_links.moc"
