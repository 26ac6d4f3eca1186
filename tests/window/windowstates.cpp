#include "windowstates.h"

#include "fakekeychain.h"
#include "keypresenter.h"
#include "mainmenu.h"
#include "routeview.h"
#include "ruleview.h"
#include "statuschartview.h"
#include "tasktableview.h"
#include "theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QProcessEnvironment>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace {

bool appears(SimulatedDashboard &program, const QString &objectName)
{
    return QTest::qWaitFor([&program, &objectName] {
        const auto *part = program.window().findChild<QWidget *>(objectName);
        return part && part->isVisible();
    });
}

/// Until what was asked for by choosing a task has come, too.
bool chooseFailure(SimulatedDashboard &program)
{
    return program.choose(SyncTaskStatus::Error) >= 0 && program.settle();
}

bool openPage(SimulatedDashboard &program, Qt::Key key, const QString &part)
{
    QTest::keyClick(&program.window(), key, Qt::AltModifier);
    return appears(program, part);
}

bool showTasks(SimulatedDashboard &program)
{
    return chooseFailure(program);
}

template<ChartKind kind>
bool showChart(SimulatedDashboard &program)
{
    program.window().chart().setKind(kind);
    return chooseFailure(program);
}

bool showSelection(SimulatedDashboard &program)
{
    if (!chooseFailure(program))
        return false;
    for (int i = 0; i < 12; ++i)
        QTest::keyClick(&program.table(), Qt::Key_Up, Qt::ShiftModifier);
    return appears(program, u"selectionBar"_s) && program.settle();
}

bool showFailedList(SimulatedDashboard &program)
{
    program.type(u"filterText"_s, u"status:failed"_s);
    program.table().setFocus();
    return chooseFailure(program);
}

bool showLarge(SimulatedDashboard &program)
{
    const bool isDark = themeColors(program.window().palette()).dark;
    applyTheme(*qApp, isDark ? ThemeChoice::Dark : ThemeChoice::Light,
               {.density = RowDensity::Comfortable, .textSize = TextSize::Large});
    return chooseFailure(program);
}

bool showRunning(SimulatedDashboard &program)
{
    return program.choose(SyncTaskStatus::Synchronizing) >= 0 && program.settle();
}

bool showFailures(SimulatedDashboard &program)
{
    return chooseFailure(program) && openPage(program, Qt::Key_2, u"failureTable"_s);
}

bool showRoutes(SimulatedDashboard &program)
{
    return chooseFailure(program) && openPage(program, Qt::Key_3, u"routeTable"_s);
}

/// The line that says what the figures leave out.
bool showNarrowedRoutes(SimulatedDashboard &program)
{
    program.type(u"filterText"_s, u"status:failed to:frankfurt"_s);
    return openPage(program, Qt::Key_3, u"routeTable"_s);
}

bool showRules(SimulatedDashboard &program)
{
    return chooseFailure(program) && openPage(program, Qt::Key_4, u"ruleTable"_s);
}

void write(SimulatedDashboard &program, const QString &field, const QString &text)
{
    auto &line = program.part<QLineEdit>(field);
    line.setFocus();
    line.selectAll();
    QTest::keyClicks(&line, text);
}

/// After a rule that is there, with a filter that some images match.
bool showNewRule(SimulatedDashboard &program)
{
    program.toggleAllowed();
    if (!showRules(program) ||
        !QTest::qWaitFor([&program] { return program.window().rules().currentRule().has_value(); }))
        return false;
    const std::optional<SyncRule> sample = program.window().rules().currentRule()->rule;
    program.trigger(u"actionNewRule"_s);
    if (!sample || !appears(program, u"newRuleDialog"_s))
        return false;
    write(program, u"ruleName"_s, u"releases-to-dr"_s);
    auto &source = program.part<QComboBox>(u"ruleSource"_s);
    source.setCurrentIndex(source.findData(sample->local.instanceId));
    write(program, u"ruleNamespace"_s, sample->local.namespaceName);
    write(program, u"ruleTags"_s, u"^v?[0-9]+\\..*"_s);
    QTest::keyClicks(program.part<QComboBox>(u"ruleTarget"_s).lineEdit(),
                     sample->target.instanceId);
    return QTest::qWaitFor(
        [&program] { return program.part<QListWidget>(u"reachImages"_s).count() > 0; });
}

bool showRulePreview(SimulatedDashboard &program)
{
    if (!showNewRule(program))
        return false;
    write(program, u"ruleTargetNamespace"_s, u"copies"_s);
    QTest::keyClick(&program.part<QLineEdit>(u"ruleName"_s), Qt::Key_Return);
    return appears(program, u"ruleChangeDialog"_s);
}

bool showRuleRemoval(SimulatedDashboard &program)
{
    program.toggleAllowed();
    if (!showRules(program) || !QTest::qWaitFor([&program] {
            return program.part<QAbstractButton>(u"deleteRule"_s).isEnabled();
        }))
        return false;
    program.click(u"deleteRule"_s);
    return appears(program, u"ruleChangeDialog"_s);
}

/// So that some of them cannot be retried.
void listFailedAndRunning(SimulatedDashboard &program)
{
    program.toggleAllowed();
    program.type(u"filterText"_s, u"status:failed,running cross:no"_s);
    program.table().setFocus();
}

bool showPreview(SimulatedDashboard &program)
{
    listFailedAndRunning(program);
    program.table().selectAll();
    program.trigger(u"actionRetryTasks"_s);
    return appears(program, u"sendActions"_s);
}

bool showMatchingPreview(SimulatedDashboard &program)
{
    program.trigger(u"actionRetryMatching"_s);
    return appears(program, u"sendActions"_s);
}

bool showAllowQuestion(SimulatedDashboard &program)
{
    if (!showMatchingPreview(program))
        return false;
    program.click(u"allowChangesHere"_s);
    return appears(program, u"allowQuestion"_s);
}

bool showResults(SimulatedDashboard &program)
{
    listFailedAndRunning(program);
    for (int row = 0; row < 40; ++row)
        program.table().selectionModel()->select(
            program.model().index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    program.trigger(u"actionRetryTasks"_s);
    if (!appears(program, u"sendActions"_s))
        return false;
    program.click(u"sendActions"_s);
    return QTest::qWaitFor(
        [&program] { return program.part<QAbstractButton>(u"exportResults"_s).isVisible(); },
        30'000);
}

bool showNothingSent(SimulatedDashboard &program)
{
    return openPage(program, Qt::Key_5, u"nothingSent"_s);
}

bool showSent(SimulatedDashboard &program)
{
    if (!showResults(program))
        return false;
    program.click(u"closeActions"_s);
    if (!program.settle()) // else what is under way lasts a minute, and is given up
        return false;
    program.clock().putForward(std::chrono::minutes(1));
    program.trigger(u"actionSentActions"_s);
    if (!appears(program, u"sentTable"_s))
        return false;
    return QTest::qWaitFor([&program] {
        return program.part<QAbstractItemView>(u"sentTable"_s).model()->rowCount() > 0;
    });
}

bool showTagCopy(SimulatedDashboard &program)
{
    program.toggleAllowed();
    if (!chooseFailure(program))
        return false;
    program.trigger(u"actionCopyTag"_s);
    return appears(program, u"tagCopyDialog"_s) && program.settle();
}

bool isCompared(SimulatedDashboard &program)
{
    program.trigger(u"actionCompareTags"_s);
    return appears(program, u"compareDialog"_s) &&
           QTest::qWaitFor(
               [&program] { return program.part<QAbstractButton>(u"compareRepeat"_s).isVisible(); },
               60'000);
}

bool showComparison(SimulatedDashboard &program)
{
    return chooseFailure(program) && isCompared(program);
}

/// With what was missing sent, and the outcomes closed.
bool showCopiedComparison(SimulatedDashboard &program)
{
    program.toggleAllowed();
    if (!showComparison(program))
        return false;
    program.click(u"compareCopy"_s);
    if (!appears(program, u"sendActions"_s))
        return false;
    program.click(u"sendActions"_s);
    if (!appears(program, u"closeActions"_s))
        return false;
    program.click(u"closeActions"_s);
    return QTest::qWaitFor(
        [&program] { return !program.part<QAbstractButton>(u"compareCopy"_s).isEnabled(); });
}

bool showRuleComparison(SimulatedDashboard &program)
{
    return showRules(program) &&
           QTest::qWaitFor([&program] { return program.window().rules().canCompare(); }) &&
           isCompared(program);
}

bool showRefusedComparison(SimulatedDashboard &program)
{
    program.simulator().setFaults({.deniedPermissions = {"cr:ListRepositoryTag"}});
    return showRuleComparison(program);
}

bool showReply(SimulatedDashboard &program)
{
    if (!chooseFailure(program))
        return false;
    program.trigger(u"actionShowReply"_s);
    return appears(program, u"replyDialog"_s);
}

bool showSettings(SimulatedDashboard &program)
{
    program.trigger(u"actionSettings"_s);
    return appears(program, u"settingsDialog"_s);
}

/// A route is muted, and maintenance planned.
bool showMutes(SimulatedDashboard &program)
{
    QTest::keyClick(&program.window(), Qt::Key_3, Qt::AltModifier);
    auto &table = program.part<QTableView>(u"routeTable"_s);
    if (!QTest::qWaitFor([&table] { return table.model()->rowCount() > 0; }))
        return false;
    Q_EMIT program.window().routes().muteRequested(0);
    program.part<QLineEdit>(u"silenceReason"_s).setText(u"link is changed"_s);
    program.click(u"silenceOk"_s);
    return appears(program, u"mutedLink"_s);
}

bool showMutesInSettings(SimulatedDashboard &program)
{
    if (!showMutes(program))
        return false;
    program.click(u"mutedLink"_s);
    return appears(program, u"silences"_s);
}

bool showMaintenance(SimulatedDashboard &program)
{
    if (!showMutesInSettings(program))
        return false;
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // the dialog before
    program.click(u"addSilence"_s);
    auto &length = program.part<QComboBox>(u"silenceLength"_s);
    length.setCurrentIndex(length.count() - 1);
    return appears(program, u"silenceDialog"_s);
}

bool showKeysInSettings(SimulatedDashboard &program)
{
    if (!showSettings(program))
        return false;
    program.part<QListWidget>(u"settingsPages"_s)
        .setCurrentRow(program.part<QListWidget>(u"settingsPages"_s).count() - 1);
    return appears(program, u"keyedActions"_s);
}

bool showUnknownZone(SimulatedDashboard &program)
{
    if (!showSettings(program))
        return false;
    program.part<QComboBox>(u"timeZone"_s).setEditText(u"Asia/Shangai"_s);
    program.click(u"settingsOk"_s);
    return appears(program, u"timeZoneProblem"_s);
}

bool showShortcuts(SimulatedDashboard &program)
{
    program.trigger(u"actionShortcuts"_s);
    return appears(program, u"shortcutSheet"_s);
}

bool showManual(SimulatedDashboard &program)
{
    if (!chooseFailure(program))
        return false;
    program.trigger(u"actionManual"_s);
    return appears(program, u"manualWindow"_s);
}

bool showManualFound(SimulatedDashboard &program)
{
    if (!showManual(program))
        return false;
    program.part<QLineEdit>(u"manualSearch"_s).setText(u"oss"_s);
    return program.part<QTreeWidget>(u"manualContents"_s).topLevelItemCount() > 0;
}

bool showAbout(SimulatedDashboard &program)
{
    program.trigger(u"actionAbout"_s);
    return appears(program, u"aboutDialog"_s);
}

bool showPalette(SimulatedDashboard &program)
{
    program.trigger(u"actionFindCommand"_s);
    return appears(program, u"commandPalette"_s);
}

bool showPaletteFound(SimulatedDashboard &program)
{
    if (!showPalette(program))
        return false;
    program.part<QLineEdit>(u"paletteText"_s).setText(u"re pay"_s);
    return program.part<QListView>(u"paletteList"_s).model()->rowCount() > 0;
}

/// Where \p profile or, without one, any key is looked for in a home that has what \p config says.
WatchedKey foundKey(const QString &profile, const QByteArray &config)
{
    const QTemporaryDir home;
    if (!config.isEmpty()) {
        QDir(home.path()).mkpath(u".aliyun"_s);
        QFile file(home.filePath(u".aliyun/config.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(config) <= 0)
            qFatal("cannot write the profiles");
    }
    return {.key = loadKeys({profile}, QProcessEnvironment(), home.path()).front()};
}

bool showKeysOf(SimulatedDashboard &program, const std::vector<WatchedKey> &keys,
                const QStringList &entries)
{
    MainWindow &window = program.window();
    auto keychain = std::make_shared<FakeKeychain>();
    for (const QString &entry : entries)
        keychain->entries[entry] = {};
    auto *presenter = new KeyPresenter(
        {.menu = window.menu(),
         .messageBar = window.messageBar(),
         .placeholder = window.placeholder(),
         .window = window},
        [keys] { return keys; }, keychain, program.clock(), &window);
    presenter->open();
    return appears(program, u"keySourceDialog"_s) &&
           (entries.isEmpty() || appears(program, u"removeKey_"_s + entries.first()));
}

bool showKeys(SimulatedDashboard &program)
{
    const QDateTime now = program.clock().now();
    WatchedKey signedIn = foundKey(u"production-eu-central-1"_s, R"({"profiles":[{"mode":"OAuth",
        "name":"production-eu-central-1","access_key_id":"i","access_key_secret":"s",
        "sts_token":"t","sts_expiration":1900000000}]})");
    signedIn.state = CredentialState{.hasKey = true,
                                     .isTemporary = true,
                                     .idEnd = u"v7Qx"_s,
                                     .expiresAt = now.addSecs(3 * 3600),
                                     .renewal = u"aliyun configure --profile "
                                                "production-eu-central-1 --mode OAuth"_s};
    WatchedKey locked = foundKey(u"keychain:prod"_s, {});
    locked.state = CredentialState{
        .error = ApiError{.kind = ApiError::Kind::Credential, .code = u"KeychainLocked"_s}};
    return showKeysOf(program, {signedIn, locked}, {u"prod"_s, u"disaster-recovery"_s});
}

bool showLongKeys(SimulatedDashboard &program)
{
    const QString name = u"a-profile-with-a-very-long-name-"_s.repeated(5);
    WatchedKey key = foundKey(name, R"({"profiles":[{"mode":"AK","name":")" + name.toUtf8() +
                                        R"(","access_key_id":"i","access_key_secret":"s"}]})");
    key.state = CredentialState{.hasKey = true, .idEnd = u"v7Qx"_s};
    return showKeysOf(program, {key}, {u"an-entry-with-a-long-name-"_s.repeated(4).first(100)});
}

bool showNoKeys(SimulatedDashboard &program)
{
    return showKeysOf(program, {foundKey({}, {})}, {});
}

bool showAddKey(SimulatedDashboard &program)
{
    if (!showKeys(program))
        return false;
    program.click(u"addKey"_s);
    write(program, u"keyId"_s, u"LTAI5tExampleExample"_s);
    write(program, u"keySecret"_s, u"0123456789"_s);
    return appears(program, u"addKeyDialog"_s);
}

bool showNothingFound(SimulatedDashboard &program)
{
    program.type(u"filterText"_s, u"repo:nowhere"_s);
    return program.model().rowCount() == 0;
}

bool showMistake(SimulatedDashboard &program)
{
    program.type(u"filterText"_s, u"status:failed cuase:network"_s);
    return appears(program, u"queryMistake"_s);
}

bool showOffline(SimulatedDashboard &program)
{
    if (!chooseFailure(program))
        return false;
    program.breakNetwork();
    program.trigger(u"actionRefresh"_s);
    return appears(program, u"errorHappened"_s);
}

} // namespace

const std::vector<WindowState> &windowStates()
{
    static const std::vector<WindowState> states = {
        {.name = u"tasks"_s, .reach = showTasks},
        {.name = u"tasks-narrow"_s, .size = {1024, 640}, .reach = showTasks},
        {.name = u"selection"_s, .reach = showSelection},
        {.name = u"failed-list"_s, .reach = showFailedList},
        {.name = u"large"_s, .reach = showLarge},
        {.name = u"running"_s, .reach = showRunning},
        {.name = u"durations"_s, .reach = showChart<ChartKind::Duration>},
        {.name = u"success"_s, .reach = showChart<ChartKind::Success>},
        {.name = u"backlog"_s, .reach = showChart<ChartKind::Backlog>},
        {.name = u"failures"_s, .reach = showFailures},
        {.name = u"routes"_s, .reach = showRoutes},
        {.name = u"routes-narrowed"_s, .reach = showNarrowedRoutes},
        {.name = u"rules"_s, .reach = showRules},
        {.name = u"rule-new"_s, .reach = showNewRule},
        {.name = u"rule-new-narrow"_s, .size = {1024, 640}, .reach = showNewRule},
        {.name = u"rule-preview"_s, .reach = showRulePreview},
        {.name = u"rule-removal"_s, .reach = showRuleRemoval},
        {.name = u"retry-preview"_s, .reach = showPreview},
        {.name = u"retry-matching"_s, .reach = showMatchingPreview},
        {.name = u"allow-changes"_s, .reach = showAllowQuestion},
        {.name = u"retry-results"_s, .reach = showResults},
        {.name = u"sent"_s, .reach = showSent},
        {.name = u"sent-narrow"_s, .size = {1024, 640}, .reach = showSent},
        {.name = u"nothing-sent"_s, .reach = showNothingSent},
        {.name = u"tag-copy"_s, .reach = showTagCopy},
        {.name = u"compare"_s, .reach = showComparison},
        {.name = u"compare-copied"_s, .reach = showCopiedComparison},
        {.name = u"compare-rule-narrow"_s, .size = {1024, 640}, .reach = showRuleComparison},
        {.name = u"compare-refused"_s, .reach = showRefusedComparison},
        {.name = u"reply"_s, .reach = showReply},
        {.name = u"settings"_s, .reach = showSettings},
        {.name = u"settings-zone"_s, .reach = showUnknownZone},
        {.name = u"muted-route"_s, .reach = showMutes},
        {.name = u"settings-mutes"_s, .reach = showMutesInSettings},
        {.name = u"mute-dialog"_s, .reach = showMaintenance},
        {.name = u"settings-keys"_s, .reach = showKeysInSettings},
        {.name = u"keys"_s, .reach = showKeys},
        {.name = u"keys-narrow"_s, .size = {1024, 640}, .reach = showLongKeys},
        {.name = u"keys-none"_s, .reach = showNoKeys},
        {.name = u"key-add"_s, .reach = showAddKey},
        {.name = u"shortcuts"_s, .reach = showShortcuts},
        {.name = u"manual"_s, .reach = showManual},
        {.name = u"manual-search"_s, .reach = showManualFound},
        {.name = u"about"_s, .reach = showAbout},
        {.name = u"palette"_s, .reach = showPalette},
        {.name = u"palette-narrow"_s, .size = {1024, 640}, .reach = showPaletteFound},
        {.name = u"nothing-found"_s, .reach = showNothingFound},
        {.name = u"mistake"_s, .reach = showMistake},
        {.name = u"offline"_s, .reach = showOffline},
    };
    return states;
}
