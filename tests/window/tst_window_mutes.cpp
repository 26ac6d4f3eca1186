#include "boardroles.h"
#include "notifier.h"
#include "routetable.h"
#include "settingsdialog.h"
#include "silencedialog.h"
#include "simulateddashboard.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Keeps what it is told.
class SilentNotifier final : public Notifier {
    Q_OBJECT

public:
    [[nodiscard]] bool show(const Notice &notice, const QDateTime &) override
    {
        notices.push_back(notice);
        return true;
    }
    void showStatus(const NotifierStatus &latest, const TimeContext & /*now*/) override
    {
        status = latest;
    }

    std::vector<Notice> notices;
    NotifierStatus status;
};

} // namespace

class TestWindowMutes final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMutedRouteIsShownKeptAndToldAtItsEnd();
    void aMutedViewIsSaidAndRenamedWithIt();
    void maintenanceIsAddedEditedAndRemovedInTheSettings();

private:
    void choose(SimulatedDashboard &program, const QString &menu, const QString &action);
};

/// In a menu that is about to open, which is modal.
void TestWindowMutes::choose(SimulatedDashboard &program, const QString &menu,
                             const QString &action)
{
    QTimer::singleShot(0, this, [&program, menu, action] {
        auto &open = program.part<QMenu>(menu);
        open.setActiveAction(open.findChild<QAction *>(action));
        QTest::keyClick(&open, Qt::Key_Return);
    });
}

void TestWindowMutes::aMutedRouteIsShownKeptAndToldAtItsEnd()
{
    SilentNotifier notifier; // outlives the window
    SimulatedDashboard program(900, {}, {}, 6);
    program.clock().standStill();
    program.dashboard().notifyThrough(notifier);
    QVERIFY(program.settle());
    QTest::keyClick(&program.window(), Qt::Key_3, Qt::AltModifier);
    auto &table = program.part<RouteTable>(u"routeTable"_s);
    QTRY_VERIFY(table.model()->rowCount() > 0);
    table.makeCurrent(0);
    const QString route = table.nameOf(0);
    const auto mutedText = [&program, &route] {
        auto &shown = program.part<RouteTable>(u"routeTable"_s);
        for (int row = 0; row < shown.model()->rowCount(); ++row) {
            if (shown.nameOf(row) == route)
                return shown.model()->index(row, 0).data(BoardRole::Muted).toString();
        }
        return u"no such route"_s;
    };

    choose(program, u"routeMenu"_s, u"muteRoute"_s);
    QContextMenuEvent menuKey(QContextMenuEvent::Keyboard, {}, {});
    QCoreApplication::sendEvent(&table, &menuKey);
    program.part<QLineEdit>(u"silenceReason"_s).setText(u"link is changed"_s);
    QCOMPARE(program.part<QComboBox>(u"silenceScope"_s).currentText(), route);
    program.click(u"silenceOk"_s);
    QVERIFY2(mutedText().startsWith(u"Muted until "_s), qPrintable(mutedText()));
    QVERIFY(mutedText().endsWith(u" · link is changed"_s));
    auto &foot = program.part<QPushButton>(u"mutedLink"_s);
    QVERIFY(foot.isVisible());
    QVERIFY(foot.toolTip().contains(u"link is changed"_s));
    QCOMPARE(notifier.status.muted.size(), 1);

    program.reopen();
    program.dashboard().notifyThrough(notifier);
    QVERIFY(program.settle());
    QVERIFY(program.part<QPushButton>(u"mutedLink"_s).isVisible());
    program.clock().putForward(1h);
    QTRY_VERIFY(!program.part<QPushButton>(u"mutedLink"_s).isVisible());
    QVERIFY(program.dashboard().settings().preferences.silences.empty());
}

void TestWindowMutes::aMutedViewIsSaidAndRenamedWithIt()
{
    const QTemporaryDir folder;
    SimulatedDashboard program;
    program.dashboard().keepViews(folder.filePath(u"views.json"_s));
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"status:failed"_s);
    program.trigger(u"actionSaveView"_s);
    program.type(u"viewName"_s, u"broken"_s);
    auto &view = program.part<QAbstractButton>(u"view0"_s);
    choose(program, u"viewMenu"_s, u"muteView"_s);
    Q_EMIT view.customContextMenuRequested(view.rect().center());
    auto &length = program.part<QComboBox>(u"silenceLength"_s);
    length.setCurrentIndex(length.findText(u"Until unmuted"_s));
    program.click(u"silenceOk"_s);
    QVERIFY2(view.accessibleName().contains(u"Muted"_s), qPrintable(view.accessibleName()));

    choose(program, u"viewMenu"_s, u"renameView"_s);
    Q_EMIT view.customContextMenuRequested(view.rect().center());
    program.type(u"viewName"_s, u"failing"_s);
    QCOMPARE(program.dashboard().settings().preferences.silences.front().scope.view, u"failing"_s);
    QVERIFY(view.accessibleName().contains(u"Muted"_s));

    choose(program, u"viewMenu"_s, u"unmuteView"_s);
    Q_EMIT view.customContextMenuRequested(view.rect().center());
    QVERIFY(!view.accessibleName().contains(u"Muted"_s));
    QVERIFY(program.dashboard().settings().preferences.silences.empty());
}

void TestWindowMutes::maintenanceIsAddedEditedAndRemovedInTheSettings()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.trigger(u"actionSettings"_s);
    program.part<SettingsDialog>(u"settingsDialog"_s).openSilences();
    auto &list = program.part<QListWidget>(u"silences"_s);
    program.click(u"addSilence"_s);
    auto &length = program.part<QComboBox>(u"silenceLength"_s);
    length.setCurrentIndex(length.findText(u"Planned maintenance, every week"_s));
    program.click(u"silenceOk"_s); // no day is chosen
    QVERIFY(program.part<SilenceDialog>(u"silenceDialog"_s).isVisible());
    QVERIFY(!program.text(u"silenceProblem"_s).isEmpty());
    program.click(u"silenceDay7"_s);
    program.click(u"silenceOk"_s);
    QCOMPARE(list.count(), 1);
    QVERIFY2(list.item(0)->text().contains(u"Every Sun 22:00–23:00"_s),
             qPrintable(list.item(0)->text()));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    program.click(u"editSilence"_s);
    program.click(u"silenceDay1"_s);
    program.click(u"silenceOk"_s);
    QVERIFY(list.item(0)->text().contains(u"Mon"_s));
    QVERIFY(program.dashboard().settings().preferences.silences.empty()); // not before OK
    program.click(u"settingsOk"_s);
    QCOMPARE(program.dashboard().settings().preferences.silences.size(), 1U);

    program.trigger(u"actionSettings"_s);
    program.click(u"removeSilence"_s);
    program.click(u"settingsOk"_s);
    QVERIFY(program.dashboard().settings().preferences.silences.empty());
}

QTEST_MAIN(TestWindowMutes)
#include "tst_window_mutes.moc"
