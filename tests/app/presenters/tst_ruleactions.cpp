#include "actionparts.h"
#include "allowing.h"
#include "busyclock.h"
#include "newruledialog.h"
#include "ruleactions.h"
#include "rulechangedialog.h"
#include "ruletablemodel.h"
#include "ruleview.h"

#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRuleActions final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatCanBeDoneFollowsTheLeaveToChange();
    void withoutAConnectionNoRuleCanBeMade();
    void onlyInstancesThatMayBeChangedCanBeCopiedFrom();
    void aRuleCanCopyToWhereOtherRulesDo();
    void deletingIsOfferedForTheCurrentRule();
    void theDryRunFollowsWhatIsTyped();
    void theDryRunKnowsTasksThatCameSince();
    void aCountForAFormThatWasClosedIsNotShown();
    void aRuleThatRepeatsAnotherIsWarnedOf();
    void nothingLeavesBeforeItIsRecorded();
    void whatWasRefusedAWhileAgoIsAskedAgain();
    void eachEndIsShownAndRecorded_data();
    void eachEndIsShownAndRecorded();
    void whatIsThereAlreadyIsNotMadeAgain();
    void aRuleThatIsNotMadeCanBeCorrected_data();
    void aRuleThatIsNotMadeCanBeCorrected();
    void leavingThePreviewLeadsBackToTheForm();
    void aRuleThatWasMadeBecomesTheCurrentOneWhenItIsListed();
    void anotherChangeForgetsTheRuleThatWasMade();
    void bothEndsOfARuleAreReadAgain();
    void aConfirmationSaysHowManyTasksAreUnderWay();
    void oneChangeAtATime();
    void stoppingFollowsWhatWasSent();
    void stoppingTheLookAtWhatIsThereSendsNothing();
    void aRefusalDisablesThatOperationOfThatInstance();
    void aFormAndAPreviewEndWithTheirConnection();
    void whatIsRunningOutlivesItsConnection();
    void anOutcomeStaysUntilItIsClosed();
    void aWindowThatClosesSendsNothingMore();
};

namespace {

SyncRule ruleOf(const QString &id, const QString &target = u"cri-frankfurt"_s)
{
    return {.id = id,
            .name = u"name of "_s + id,
            .direction = syncDirectionFromWire(u"FROM"_s),
            .scope = syncScopeFromWire(u"NAMESPACE"_s),
            .trigger = taskTriggerFromWire(u"PASSIVE"_s),
            .tagFilter = u".*"_s,
            .repoNameFilter = u".*"_s,
            .local = {.instanceId = u"cri-hangzhou"_s,
                      .regionId = u"cn-hangzhou"_s,
                      .namespaceName = u"team"_s},
            .target = {
                .instanceId = target, .regionId = u"eu-central-1"_s, .namespaceName = u"team"_s}};
}

/// The page of rules with two of them, and three images that are known.
struct Rules : ActionParts {
    explicit Rules(bool isAllowed = true)
    {
        for (const int number : {1, 2, 3})
            add(sampleTask(number));
        view.setModel(rows);
        view.resize(1200, 800);
        view.setVisible(true);
        list({u"crsr-1"_s, u"crsr-2"_s});
        rules = {{u"cri-hangzhou"_s, {ruleOf(u"crsr-1"_s), ruleOf(u"crsr-2"_s)}}};
        connectTo({u"prod"_s});
        if (isAllowed)
            toggleAllowed(*menu.allowChanges());
    }

    void connectTo(const QStringList &profiles)
    {
        connectAnew(profiles);
        changes.connectTo(accounts, *directory);
    }
    /// What the page of rules shows.
    void list(const QStringList &ids)
    {
        std::vector<RuleRow> shown;
        for (const QString &id : ids)
            shown.push_back({.id = id, .rule = ruleOf(id), .instanceId = u"cri-hangzhou"_s});
        rows.showRules(shown);
    }
    template<typename Part>
    [[nodiscard]] Part *part(const QString &name) const
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // closed ones
        return view.findChild<Part *>(name);
    }
    void click(const QString &name) const { part<QPushButton>(name)->click(); }
    [[nodiscard]] bool isOffered(const QString &name) const
    {
        return part<QPushButton>(name)->isEnabled();
    }
    [[nodiscard]] NewRuleDialog *form() const { return part<NewRuleDialog>({}); }
    [[nodiscard]] RuleChangeDialog *preview() const { return part<RuleChangeDialog>({}); }
    void type(const QString &name, const QString &text) const
    {
        auto *line = part<QLineEdit>(name);
        line->clear();
        QTest::keyClicks(line, text);
    }
    /// Of its combo box.
    [[nodiscard]] QStringList choices(const QString &name) const
    {
        QStringList ids;
        const auto *box = part<QComboBox>(name);
        for (int i = 0; i < box->count(); ++i)
            ids << box->itemData(i).toString();
        return ids;
    }
    /// Opens a form, and writes a rule for namespace "team".
    void write() const
    {
        click(u"newRule"_s);
        auto *source = part<QComboBox>(u"ruleSource"_s);
        source->setCurrentIndex(source->findData(u"cri-hangzhou"_s));
        QTest::keyClicks(part<QComboBox>(u"ruleTarget"_s)->lineEdit(), u"cri-frankfurt"_s);
        type(u"ruleName"_s, u"mine"_s);
        type(u"ruleTargetNamespace"_s, u"copies"_s);
        type(u"ruleNamespace"_s, u"team"_s);
    }
    void writeAndSend() const
    {
        write();
        click(u"ruleNext"_s);
        click(u"sendRuleChange"_s);
    }
    void removeFirst()
    {
        QVERIFY(view.makeRuleCurrent(u"crsr-1"_s));
        click(u"deleteRule"_s);
    }
    void answerList(const std::vector<SyncRule> &listed) const
    {
        registry->ruleCalls.back().answer(
            SyncRulePage{.items = listed,
                         .pageNo = 1,
                         .pageSize = 100,
                         .totalCount = static_cast<qint64>(listed.size())});
    }
    [[nodiscard]] QString headline() const { return part<QLabel>(u"reachHeadline"_s)->text(); }
    [[nodiscard]] QString status() const { return part<QLabel>(u"ruleChangeStatus"_s)->text(); }
    /// The end of a run is told when this turn of the event loop is over.
    static void settle() { QCoreApplication::processEvents(); }
    /// Ids of the instances whose rules are to be read again.
    [[nodiscard]] QStringList reread() const
    {
        QStringList ids;
        for (const QList<QVariant> &call : changed)
            ids << call.front().toString();
        return ids;
    }

    BusyClock busyClock{clock};
    QAction action{};
    RuleTableModel rows{clock};
    RuleView view{};
    RuleActions changes{store, busyClock, actions, sent, view, action};
    QSignalSpy changed{&changes, &RuleActions::changed};
};

ApiError lost()
{
    return {.kind = ApiError::Kind::Timeout, .isOutcomeInDoubt = true};
}

} // namespace

void TestRuleActions::whatCanBeDoneFollowsTheLeaveToChange()
{
    Rules it(false);
    QVERIFY(it.view.makeRuleCurrent(u"crsr-1"_s));
    for (int round = 0; round < 2; ++round) {
        QVERIFY(!it.isOffered(u"newRule"_s));
        QVERIFY(!it.isOffered(u"deleteRule"_s));
        QVERIFY(!it.action.isEnabled());
        QVERIFY(it.part<QPushButton>(u"newRule"_s)->toolTip().contains(u"not allowed"_s));
        Q_EMIT it.view.creationRequested(); // by a key
        Q_EMIT it.view.removalRequested();
        QVERIFY(!it.form());
        QVERIFY(!it.preview());
        toggleAllowed(*it.menu.allowChanges());
        QVERIFY(it.isOffered(u"newRule"_s));
        QVERIFY(it.isOffered(u"deleteRule"_s));
        QVERIFY(it.action.isEnabled());
        toggleAllowed(*it.menu.allowChanges());
    }
}

void TestRuleActions::withoutAConnectionNoRuleCanBeMade()
{
    ActionParts parts;
    RuleView view;
    QAction action;
    const RuleActions changes(parts.store, parts.clock, parts.actions, parts.sent, view, action);
    toggleAllowed(*parts.menu.allowChanges());
    QVERIFY(!action.isEnabled());
    QVERIFY(!view.findChild<QPushButton *>(u"newRule"_s)->isEnabled());
    QVERIFY(!view.findChild<QPushButton *>(u"deleteRule"_s)->isEnabled());
    Q_EMIT view.creationRequested();
    Q_EMIT view.removalRequested();
    QVERIFY(view.findChildren<QDialog *>().isEmpty());
}

void TestRuleActions::onlyInstancesThatMayBeChangedCanBeCopiedFrom()
{
    Rules it;
    it.click(u"newRule"_s);
    QCOMPARE(it.choices(u"ruleSource"_s), QStringList({u"cri-hangzhou"_s, u"cri-frankfurt"_s}));
    delete it.form();
    it.actions.noteRefused({.instanceId = u"cri-hangzhou"_s}, CreateSyncRule::apiName.toString());
    QVERIFY(it.isOffered(u"newRule"_s));
    it.click(u"newRule"_s);
    QCOMPARE(it.choices(u"ruleSource"_s), QStringList(u"cri-frankfurt"_s));
    QCOMPARE(it.choices(u"ruleTarget"_s), QStringList({u"cri-hangzhou"_s, u"cri-frankfurt"_s}));
    delete it.form();
    it.actions.noteRefused({.instanceId = u"cri-frankfurt"_s}, CreateSyncRule::apiName.toString());
    QVERIFY(!it.isOffered(u"newRule"_s));
    QVERIFY2(it.part<QPushButton>(u"newRule"_s)->toolTip().contains(u"not permit"_s),
             qPrintable(it.part<QPushButton>(u"newRule"_s)->toolTip()));
    it.connectTo({u"prod"_s});
    QVERIFY(it.isOffered(u"newRule"_s));
}

void TestRuleActions::aRuleCanCopyToWhereOtherRulesDo()
{
    Rules it;
    it.rules = {
        {u"cri-hangzhou"_s,
         {ruleOf(u"crsr-1"_s), ruleOf(u"crsr-2"_s, u"cri-z"_s), ruleOf(u"crsr-3"_s, u"cri-y"_s),
          ruleOf(u"crsr-4"_s, u"cri-z"_s), ruleOf(u"crsr-5"_s, QString())}}};
    it.connectTo({u"prod"_s});
    it.click(u"newRule"_s);
    QCOMPARE(it.choices(u"ruleTarget"_s),
             QStringList({u"cri-hangzhou"_s, u"cri-frankfurt"_s, u"cri-y"_s, u"cri-z"_s}));
}

void TestRuleActions::deletingIsOfferedForTheCurrentRule()
{
    Rules it;
    it.list({});
    QVERIFY(!it.isOffered(u"deleteRule"_s)); // there is none
    it.list({u"crsr-1"_s});
    QVERIFY(it.view.makeRuleCurrent(u"crsr-1"_s));
    QVERIFY(it.isOffered(u"deleteRule"_s));
    it.rows.showRules({{.id = u"crsr-1"_s, .instanceId = u"cri-hangzhou"_s}}); // is deleted
    QVERIFY(!it.isOffered(u"deleteRule"_s));
    it.list({u"crsr-1"_s});
    QVERIFY(it.isOffered(u"deleteRule"_s));
}

void TestRuleActions::theDryRunFollowsWhatIsTyped()
{
    Rules it;
    it.write();
    QVERIFY2(it.headline().startsWith(u"3 known"_s), qPrintable(it.headline()));
    it.type(u"ruleTags"_s, u"^[12]$"_s);
    QVERIFY2(it.headline().startsWith(u"2 known"_s), qPrintable(it.headline()));
    it.type(u"ruleTags"_s, u"("_s); // is no expression
    QVERIFY2(it.headline().startsWith(u"Write the namespace"_s), qPrintable(it.headline()));
    it.type(u"ruleTags"_s, u"^3$"_s);
    QVERIFY2(it.headline().startsWith(u"1 known"_s), qPrintable(it.headline()));
    it.type(u"ruleNamespace"_s, u"other"_s);
    QCOMPARE(it.headline(), u"No image of other is known"_s);
    it.type(u"ruleName"_s, QString()); // says nothing of images
    QCOMPARE(it.headline(), u"No image of other is known"_s);
    auto *source = it.part<QComboBox>(u"ruleSource"_s);
    it.type(u"ruleNamespace"_s, u"team"_s);
    SyncTask renamed = sampleTask(9);
    renamed.imageFrom.imageTag = u"x3"_s;
    renamed.imageTo.imageTag = u"y3"_s;
    it.add(renamed);
    it.type(u"ruleTags"_s, u"^(3|x3)$"_s);
    QVERIFY2(it.headline().startsWith(u"2 known"_s), qPrintable(it.headline()));
    source->setCurrentIndex(source->findData(u"cri-frankfurt"_s));
    QVERIFY2(it.headline().startsWith(u"1 known"_s), qPrintable(it.headline()));
    source->setCurrentIndex(source->findData(u"cri-hangzhou"_s));
    QVERIFY2(it.headline().startsWith(u"2 known"_s), qPrintable(it.headline()));
}

void TestRuleActions::theDryRunKnowsTasksThatCameSince()
{
    Rules it;
    it.write();
    it.form()->reject();
    it.add(sampleTask(4));
    it.write();
    QVERIFY2(it.headline().startsWith(u"4 known"_s), qPrintable(it.headline()));
}

void TestRuleActions::aCountForAFormThatWasClosedIsNotShown()
{
    Rules it;
    it.busyClock.msPerLook = 5; // each piece takes a slice
    it.write();
    QCOMPARE(it.headline(), u"Counting…"_s);
    it.form()->reject();
    it.click(u"newRule"_s);
    it.clock.advance(1s);
    QVERIFY2(it.headline().startsWith(u"Write the namespace"_s), qPrintable(it.headline()));
    delete it.form();
    it.write();
    it.form()->reject();
    QVERIFY(!it.form());
    it.clock.advance(1s); // nobody looks any more
    it.write();
    it.type(u"ruleTags"_s, u"^1$"_s); // while the former count is under way
    it.clock.advance(1s);
    QVERIFY2(it.headline().startsWith(u"1 known"_s), qPrintable(it.headline()));
}

void TestRuleActions::aRuleThatRepeatsAnotherIsWarnedOf()
{
    Rules it;
    it.write();
    const auto *warning = it.part<QLabel>(u"ruleWarnings"_s);
    QVERIFY(warning != nullptr);
    QVERIFY(warning->isHidden());
    it.type(u"ruleTargetNamespace"_s, u"team"_s);
    QVERIFY(!warning->isHidden());
    it.type(u"ruleTargetNamespace"_s, u"copies"_s);
    QVERIFY(warning->isHidden());
}

/// A person who sends something may just have been given the permission.
void TestRuleActions::whatWasRefusedAWhileAgoIsAskedAgain()
{
    Rules it;
    const PendingCall call = ask(it.accounts->registry(), ListSyncTasks{}, [](const auto &) {});
    it.registry->taskCalls.back().answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Credential}));
    it.writeAndSend();
    QCOMPARE(it.registry->ruleCalls.size(), std::size_t{1});
}

void TestRuleActions::nothingLeavesBeforeItIsRecorded()
{
    Rules it;
    it.writeAndSend();
    QVERIFY(it.changes.isRunning());
    it.answerList({});
    QCOMPARE(it.registry->createRuleCalls.size(), std::size_t{0});
    const SentAction *sent = it.sent.find(it.sentId());
    QVERIFY(sent != nullptr);
    QCOMPARE(sent->kind, SentKind::CreateRule);
    QCOMPARE(sent->profile, u"prod"_s);
    it.keep();
    QCOMPARE(it.registry->createRuleCalls.size(), std::size_t{1});
    const CreateSyncRule &asked = it.registry->createRuleCalls[0].question;
    QCOMPARE(asked.instance.instanceId, u"cri-hangzhou"_s);
    QCOMPARE(asked.name, u"mine"_s);
    QCOMPARE(asked.target.namespaceName, u"copies"_s);
}

void TestRuleActions::eachEndIsShownAndRecorded_data()
{
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("said");
    QTest::addColumn<SentOutcome>("recorded");
    const auto row = [](const QString &end, const QString &said, SentOutcome recorded) {
        QTest::newRow(qPrintable(end)) << end << said << recorded;
    };
    row(u"accepted"_s, u"Accepted"_s, SentOutcome::Accepted);
    row(u"refused"_s, u"not allowed to do this"_s, SentOutcome::Refused);
    row(u"lost, and done"_s, u"but it took place"_s, SentOutcome::Accepted);
    row(u"lost, and not seen"_s, u"nothing can be seen"_s, SentOutcome::InDoubt);
    row(u"lost, and not readable"_s, u"cannot be read"_s, SentOutcome::InDoubt);
}

void TestRuleActions::eachEndIsShownAndRecorded()
{
    QFETCH(QString, end);
    QFETCH(QString, said);
    QFETCH(SentOutcome, recorded);
    Rules it;
    it.removeFirst();
    it.click(u"sendRuleChange"_s);
    it.keep();
    QCOMPARE(it.registry->deleteRuleCalls[0].question.syncRuleId, u"crsr-1"_s);
    if (end == u"accepted"_s)
        it.registry->deleteRuleCalls[0].answer(ActionReceipt{});
    else if (end == u"refused"_s)
        it.registry->deleteRuleCalls[0].answer(
            tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
    else
        it.registry->deleteRuleCalls[0].answer(tl::unexpected(lost()));
    if (end == u"lost, and done"_s)
        it.answerList({});
    else if (end == u"lost, and not seen"_s)
        it.answerList({ruleOf(u"crsr-1"_s)});
    else if (end == u"lost, and not readable"_s)
        it.registry->ruleCalls.back().answer(
            tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
    it.settle();
    QVERIFY(!it.changes.isRunning());
    QVERIFY2(it.status().contains(said), qPrintable(it.status()));
    QCOMPARE(it.sent.find(it.sentId())->outcome, recorded);
    QCOMPARE(it.reread(), QStringList({u"cri-hangzhou"_s, u"cri-frankfurt"_s}));
    QVERIFY(it.part<QPushButton>(u"closeRuleChange"_s)->isVisible());
    QVERIFY(!it.part<QPushButton>(u"stopRuleChange"_s)->isVisible());
    it.click(u"closeRuleChange"_s);
    QVERIFY(!it.preview());
    it.click(u"newRule"_s); // and the next one can begin
    QVERIFY(it.form() && it.form()->isVisible());
}

void TestRuleActions::whatIsThereAlreadyIsNotMadeAgain()
{
    Rules it;
    it.writeAndSend();
    SyncRule there = ruleOf(u"crsr-9"_s);
    there.name = u"mine"_s;
    there.target.namespaceName = u"copies"_s;
    it.answerList({there});
    it.settle();
    QVERIFY2(it.status().contains(u"crsr-9"_s), qPrintable(it.status()));
    QCOMPARE(it.registry->createRuleCalls.size(), std::size_t{0});
    QVERIFY(!it.form()); // there is nothing left to be written
    QCOMPARE(it.reread(), QStringList({u"cri-hangzhou"_s, u"cri-frankfurt"_s}));
    it.list({u"crsr-1"_s, u"crsr-9"_s});
    QCOMPARE(it.view.currentRule()->id, u"crsr-9"_s);
}

void TestRuleActions::aRuleThatIsNotMadeCanBeCorrected_data()
{
    QTest::addColumn<QString>("end");
    for (const char *end : {"refused", "not looked up", "not seen", "in doubt", "stopped"})
        QTest::newRow(end) << QString::fromLatin1(end);
}

void TestRuleActions::aRuleThatIsNotMadeCanBeCorrected()
{
    QFETCH(QString, end);
    Rules it;
    it.writeAndSend();
    const ApiError network{.kind = ApiError::Kind::Network};
    if (end == u"stopped"_s) {
        it.click(u"stopRuleChange"_s);
    } else if (end == u"not looked up"_s) {
        it.registry->ruleCalls.back().answer(tl::unexpected(network));
    } else {
        it.answerList({});
        it.keep();
        it.registry->createRuleCalls[0].answer(tl::unexpected(
            end == u"refused"_s ? ApiError{.kind = ApiError::Kind::Request} : lost()));
    }
    if (end == u"not seen"_s)
        it.answerList({});
    else if (end == u"in doubt"_s)
        it.registry->ruleCalls.back().answer(tl::unexpected(network));
    it.settle();
    QVERIFY(!it.changes.isRunning());
    QVERIFY(it.form());
    QVERIFY(!it.form()->isVisible());
    it.click(u"closeRuleChange"_s);
    QVERIFY(it.form()->isVisible());
    QCOMPARE(it.part<QLineEdit>(u"ruleName"_s)->text(), u"mine"_s);
    it.type(u"ruleName"_s, u"other"_s);
    it.click(u"ruleNext"_s);
    it.click(u"sendRuleChange"_s);
    it.answerList({});
    it.keep();
    QCOMPARE(it.registry->createRuleCalls.back().question.name, u"other"_s);
    it.registry->createRuleCalls.back().answer(ActionReceipt{.createdId = u"crsr-9"_s});
    it.settle();
    QVERIFY(!it.form());
    QCOMPARE(it.status(), u"Accepted as crsr-9"_s);
}

void TestRuleActions::leavingThePreviewLeadsBackToTheForm()
{
    Rules it;
    it.write();
    it.click(u"ruleNext"_s);
    QVERIFY(it.preview()->isVisible());
    QVERIFY(!it.form()->isVisible());
    it.click(u"cancelRuleChange"_s);
    QVERIFY(!it.preview());
    QVERIFY(it.form()->isVisible());
    QCOMPARE(it.reread(), QStringList());
    it.form()->reject();
    it.removeFirst();
    it.click(u"cancelRuleChange"_s);
    QVERIFY(!it.form()); // a removal has none
}

void TestRuleActions::aRuleThatWasMadeBecomesTheCurrentOneWhenItIsListed()
{
    Rules it;
    QVERIFY(it.view.makeRuleCurrent(u"crsr-1"_s));
    it.writeAndSend();
    it.answerList({});
    it.keep();
    it.registry->createRuleCalls[0].answer(ActionReceipt{.createdId = u"crsr-9"_s});
    it.settle();
    it.click(u"closeRuleChange"_s);
    it.list({u"crsr-1"_s, u"crsr-2"_s}); // read before it was made
    QVERIFY(it.view.makeRuleCurrent(u"crsr-2"_s));
    QCOMPARE(it.view.currentRule()->id, u"crsr-2"_s);
    it.list({u"crsr-1"_s, u"crsr-2"_s, u"crsr-9"_s});
    QCOMPARE(it.view.currentRule()->id, u"crsr-9"_s);
    QVERIFY(it.view.makeRuleCurrent(u"crsr-1"_s)); // and once only
    it.list({u"crsr-1"_s, u"crsr-2"_s, u"crsr-9"_s});
    QCOMPARE(it.view.currentRule()->id, u"crsr-1"_s);
}

void TestRuleActions::anotherChangeForgetsTheRuleThatWasMade()
{
    Rules it;
    it.writeAndSend();
    it.answerList({});
    it.keep();
    it.registry->createRuleCalls[0].answer(ActionReceipt{.createdId = u"crsr-9"_s});
    it.settle();
    it.click(u"closeRuleChange"_s);
    it.removeFirst();
    it.click(u"cancelRuleChange"_s);
    it.list({u"crsr-1"_s, u"crsr-2"_s, u"crsr-9"_s});
    QCOMPARE(it.view.currentRule()->id, u"crsr-1"_s);
}

void TestRuleActions::bothEndsOfARuleAreReadAgain()
{
    Rules it;
    it.writeAndSend();
    QCOMPARE(it.reread(), QStringList());
    it.answerList({});
    it.keep();
    it.registry->createRuleCalls[0].answer(ActionReceipt{.createdId = u"crsr-9"_s});
    QCOMPARE(it.reread(), QStringList());
    it.settle();
    QCOMPARE(it.reread(), QStringList({u"cri-hangzhou"_s, u"cri-frankfurt"_s}));
}

void TestRuleActions::aConfirmationSaysHowManyTasksAreUnderWay()
{
    Rules it;
    const auto facts = [&it] {
        it.removeFirst();
        QString texts;
        const QList<QTextEdit *> parts = it.preview()->findChildren<QTextEdit *>();
        for (const QTextEdit *part : parts)
            texts += part->toPlainText() + u'\n';
        it.click(u"cancelRuleChange"_s);
        return texts;
    };
    const QString none = facts();
    for (const int number : {4, 5})
        it.add(sampleTask(number, SyncTaskStatus::Synchronizing));
    SyncTask other = sampleTask(6, SyncTaskStatus::Synchronizing);
    other.ruleId = u"crsr-2"_s;
    it.add(other);
    // The other end lists one of them, too.
    it.store.merge(u"cri-frankfurt"_s, std::vector{sampleTask(4, SyncTaskStatus::Synchronizing)});
    const QString two = facts();
    QVERIFY(two != none);
    QVERIFY2(two.contains(u"2"_s), qPrintable(two));
    it.add(sampleTask(7, SyncTaskStatus::Pending));
    QVERIFY(facts() != two);
    for (const int number : {4, 5, 7})
        it.add(sampleTask(number));
    it.store.merge(u"cri-frankfurt"_s, std::vector{sampleTask(4)});
    QCOMPARE(facts(), none);
}

void TestRuleActions::oneChangeAtATime()
{
    Rules it;
    it.write();
    const NewRuleDialog *form = it.form();
    it.action.trigger();
    QCOMPARE(it.view.findChildren<NewRuleDialog *>().size(), 1);
    it.removeFirst();
    QVERIFY(!it.preview());
    QCOMPARE(it.form(), form);
    it.click(u"ruleNext"_s);
    it.removeFirst();
    it.action.trigger();
    QCOMPARE(it.view.findChildren<RuleChangeDialog *>().size(), 1);
    QVERIFY(!it.form()->isVisible());
    it.click(u"sendRuleChange"_s);
    it.removeFirst();
    it.action.trigger();
    QCOMPARE(it.view.findChildren<RuleChangeDialog *>().size(), 1);
    it.answerList({});
    it.keep();
    it.registry->createRuleCalls[0].answer(ActionReceipt{.createdId = u"crsr-9"_s});
    it.settle();
    QCOMPARE(it.status(), u"Accepted as crsr-9"_s);
    it.removeFirst(); // the result has not been closed yet
    QCOMPARE(it.status(), u"Accepted as crsr-9"_s);
    QCOMPARE(it.registry->deleteRuleCalls.size(), std::size_t{0});
}

void TestRuleActions::stoppingFollowsWhatWasSent()
{
    Rules it;
    it.removeFirst();
    it.click(u"sendRuleChange"_s);
    it.keep();
    it.click(u"stopRuleChange"_s);
    it.click(u"stopRuleChange"_s); // and again
    QVERIFY(it.changes.isRunning());
    it.registry->deleteRuleCalls[0].answer(ActionReceipt{});
    it.settle();
    QVERIFY(!it.changes.isRunning());
    QCOMPARE(it.status(), u"Accepted"_s);
}

void TestRuleActions::stoppingTheLookAtWhatIsThereSendsNothing()
{
    Rules it;
    it.writeAndSend();
    it.click(u"stopRuleChange"_s);
    it.answerList({});
    it.settle();
    QVERIFY(!it.changes.isRunning());
    QCOMPARE(it.recorded.size(), 0);
    QCOMPARE(it.registry->createRuleCalls.size(), std::size_t{0});
    QCOMPARE(it.status(), u"Nothing was sent."_s);
    QCOMPARE(it.reread(), QStringList());
}

void TestRuleActions::aRefusalDisablesThatOperationOfThatInstance()
{
    Rules it;
    it.removeFirst();
    it.click(u"sendRuleChange"_s);
    it.keep();
    it.registry->deleteRuleCalls[0].answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
    it.settle();
    QVERIFY(!it.isOffered(u"deleteRule"_s));
    QVERIFY(it.isOffered(u"newRule"_s));
    it.click(u"closeRuleChange"_s);
    it.connectTo({u"prod"_s});
    QVERIFY(it.isOffered(u"deleteRule"_s));

    it.removeFirst();
    it.click(u"sendRuleChange"_s);
    it.keep();
    FakeRegistry *former = it.registry;
    it.connectTo({u"prod"_s}); // with another key, which may
    former->deleteRuleCalls[0].answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
    it.settle();
    QVERIFY(it.isOffered(u"deleteRule"_s));
}

void TestRuleActions::aFormAndAPreviewEndWithTheirConnection()
{
    Rules it;
    it.write();
    it.connectTo({u"prod"_s});
    QVERIFY(!it.form());
    it.write();
    it.click(u"ruleNext"_s);
    it.connectTo({u"prod"_s});
    QVERIFY(!it.preview());
    QVERIFY(!it.form());
    it.writeAndSend();
    QCOMPARE(it.registry->ruleCalls.size(), std::size_t{1});
}

void TestRuleActions::whatIsRunningOutlivesItsConnection()
{
    Rules it;
    it.writeAndSend();
    FakeRegistry *former = it.registry;
    it.connectTo({u"test"_s});
    QVERIFY(it.preview());
    QVERIFY(!it.form());
    former->ruleCalls.back().answer(
        SyncRulePage{.items = {}, .pageNo = 1, .pageSize = 100, .totalCount = 0});
    QCOMPARE(it.sent.find(it.sentId())->profile, u"prod"_s); // who sends it
    it.keep();
    former->createRuleCalls[0].answer(ActionReceipt{.createdId = u"crsr-9"_s});
    it.settle();
    QCOMPARE(it.status(), u"Accepted as crsr-9"_s);
    QCOMPARE(it.reread(), QStringList({u"cri-hangzhou"_s, u"cri-frankfurt"_s}));
}

void TestRuleActions::anOutcomeStaysUntilItIsClosed()
{
    Rules it;
    it.removeFirst();
    it.click(u"sendRuleChange"_s);
    it.keep();
    it.registry->deleteRuleCalls[0].answer(ActionReceipt{});
    it.settle();
    it.connectTo({u"prod"_s});
    QVERIFY(it.preview());
    QCOMPARE(it.status(), u"Accepted"_s);
    it.click(u"closeRuleChange"_s);
    it.removeFirst();
    it.connectTo({u"prod"_s}); // that one is a preview again
    QVERIFY(!it.preview());
}

void TestRuleActions::aWindowThatClosesSendsNothingMore()
{
    Rules it;
    RuleView view;
    RuleTableModel rows(it.clock);
    QAction action;
    view.setModel(rows);
    rows.showRules(
        {{.id = u"crsr-1"_s, .rule = ruleOf(u"crsr-1"_s), .instanceId = u"cri-hangzhou"_s}});
    std::optional<RuleActions> changes;
    changes.emplace(it.store, it.clock, it.actions, it.sent, view, action);
    changes->connectTo(it.accounts, *it.directory);
    QVERIFY(view.makeRuleCurrent(u"crsr-1"_s));
    view.findChild<QPushButton *>(u"deleteRule"_s)->click();
    auto *send = view.findChild<QPushButton *>(u"sendRuleChange"_s);
    QVERIFY(send != nullptr);
    send->click();
    QVERIFY(changes->isRunning());
    changes.reset();
    it.keep(); // the disk answers too late
    it.clock.advance(SentPresenter::writingTime);
    it.settle();
    QCOMPARE(it.registry->deleteRuleCalls.size(), std::size_t{0});
}

QTEST_MAIN(TestRuleActions)
#include "tst_ruleactions.moc"
