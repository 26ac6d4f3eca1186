#include "newruledialog.h"
#include "registryclient.h"
#include "rulechangedialog.h"
#include "ruleform.h"
#include "rulerefresh.h"
#include "ruletable.h"
#include "ruletablemodel.h"
#include "ruleview.h"
#include "simulateddashboard.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Everything by keys.
class TestWindowRuleChanges final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readingIsTheDefaultAndSaysSo();
    void aRuleIsWrittenTriedAndMade();
    void whatIsMissingIsToldWhereItIs();
    void aRuleThatWouldRepeatAnotherIsWarnedOf();
    void aRuleIsDeletedAfterAConfirmation();
    void whatTheRegistryRefusesCanBeMended();
    void whatTheRegistryForbidsIsNotOfferedAgain();
    void aLostAnswerIsReadAndNothingSentTwice();
    void aRuleOfSomebodyElseAppearsByItself();
};

namespace {

/// Does what it is told, but loses the answer to every change of rules.
class LosingAccount final : public Registry {
public:
    LosingAccount(std::unique_ptr<RegistryClient> client, int &sent)
        : m_client(std::move(client)), m_sent(sent)
    {
    }

    PendingCall send(Operation operation, ReplyHandler handler) override
    {
        const bool changesRules = std::holds_alternative<CreateSyncRule>(operation) ||
                                  std::holds_alternative<DeleteSyncRule>(operation);
        return m_client->send(std::move(operation),
                              changesRules ? losing(std::move(handler)) : std::move(handler));
    }

private:
    ReplyHandler losing(ReplyHandler handler)
    {
        ++m_sent;
        return [then = std::move(handler)](const Result<OperationReply> &) {
            then(tl::unexpected(
                ApiError{.kind = ApiError::Kind::Timeout, .isOutcomeInDoubt = true}));
        };
    }

    std::unique_ptr<RegistryClient> m_client;
    int &m_sent;
};

const std::vector<RuleRow> &shown(SimulatedDashboard &program)
{
    const auto &table = program.part<RuleTable>(u"ruleTable"_s);
    return static_cast<const RuleTableModel *>(table.model())->rules();
}

bool isListed(const RuleRow &row)
{
    return row.rule.has_value();
}

/// Opens the page, and lets the profile be changed.
[[nodiscard]] bool open(SimulatedDashboard &program, bool isWritable = true)
{
    if (!program.settle() || !QTest::qWaitForWindowActive(&program.window()))
        return false;
    if (isWritable)
        program.toggleAllowed();
    QTest::keyClick(&program.window(), Qt::Key_4, Qt::AltModifier);
    return QTest::qWaitFor([&program] {
        return !shown(program).empty() && std::ranges::all_of(shown(program), isListed);
    });
}

template<typename Dialog>
Dialog *dialog(SimulatedDashboard &program)
{
    return program.window().findChild<Dialog *>();
}

void typeInto(SimulatedDashboard &program, const QString &field, const QString &text)
{
    auto &line = program.part<QLineEdit>(field);
    line.setFocus();
    QTest::keyClick(&line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&line, Qt::Key_Backspace);
    QTest::keyClicks(&line, text);
}

void pressIn(QWidget *widget, Qt::Key key)
{
    QTest::keyClick(widget, key);
}

/// A rule that is on the page, and that a rule can be written after.
SyncRule sampleOf(SimulatedDashboard &program)
{
    for (const RuleRow &row : shown(program)) {
        if (row.rule->scope.value == SyncScope::Namespace && row.figures.lastMs > 0)
            return *row.rule;
    }
    return {};
}

/// Writes a rule "mine" for all of the sample's namespace to another one of the same destination.
void write(SimulatedDashboard &program, const SyncRule &sample, const QString &targetNamespace)
{
    QTest::keyClick(&program.window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    typeInto(program, u"ruleName"_s, u"mine"_s);
    auto &source = program.part<QComboBox>(u"ruleSource"_s);
    source.setCurrentIndex(source.findData(sample.local.instanceId));
    typeInto(program, u"ruleNamespace"_s, sample.local.namespaceName);
    auto *target = program.part<QComboBox>(u"ruleTarget"_s).lineEdit();
    QTest::keyClicks(target, sample.target.instanceId);
    typeInto(program, u"ruleTargetNamespace"_s, targetNamespace);
}

[[nodiscard]] bool finish(SimulatedDashboard &program)
{
    return QTest::qWaitFor([&program] {
        auto *preview = dialog<RuleChangeDialog>(program);
        auto *status = preview ? preview->findChild<QLabel *>(u"ruleChangeStatus"_s) : nullptr;
        const auto *close =
            preview ? preview->findChild<QPushButton *>(u"closeRuleChange"_s) : nullptr;
        return status && close && !status->isHidden() && close->isVisible() &&
               close->text() == u"Close"_s;
    });
}

std::optional<RuleRow> rowNamed(SimulatedDashboard &program, const QString &name)
{
    for (const RuleRow &row : shown(program)) {
        if (row.rule && row.rule->name == name)
            return row;
    }
    return {};
}

QString currentId(SimulatedDashboard &program)
{
    return program.window().rules().currentRule().value_or(RuleRow()).id;
}

/// Previews what is written, and sends it.
[[nodiscard]] bool make(SimulatedDashboard &program)
{
    pressIn(&program.part<QLineEdit>(u"ruleName"_s), Qt::Key_Return);
    if (!dialog<RuleChangeDialog>(program))
        return false;
    pressIn(dialog<RuleChangeDialog>(program), Qt::Key_Return);
    return finish(program);
}

} // namespace

void TestWindowRuleChanges::readingIsTheDefaultAndSaysSo()
{
    SimulatedDashboard program(900);
    QVERIFY(open(program, false));
    for (const QString &name : {u"newRule"_s, u"deleteRule"_s}) {
        const auto &button = program.part<QPushButton>(name);
        QVERIFY(!button.isEnabled());
        QVERIFY2(button.toolTip().contains(u"not allowed"_s), qPrintable(button.toolTip()));
        QCOMPARE(button.accessibleDescription(), button.toolTip());
    }
    QTest::keyClick(&program.window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!dialog<NewRuleDialog>(program));
    pressIn(&program.part<RuleTable>(u"ruleTable"_s), Qt::Key_Delete);
    QVERIFY(!dialog<RuleChangeDialog>(program));
    program.toggleAllowed();
    QVERIFY(program.part<QPushButton>(u"newRule"_s).isEnabled());
    QVERIFY(program.part<QPushButton>(u"deleteRule"_s).isEnabled());
    QCOMPARE(program.simulator().effectiveWrites(), 0);
}

void TestWindowRuleChanges::aRuleIsWrittenTriedAndMade()
{
    SimulatedDashboard program(3000);
    QVERIFY(open(program));
    const SyncRule sample = sampleOf(program);
    write(program, sample, u"copies"_s);
    // The dry run follows what is typed.
    QTRY_VERIFY(program.text(u"reachHeadline"_s).contains(u"known image(s) match"_s));
    QVERIFY(program.part<QListWidget>(u"reachImages"_s).count() > 0);
    QVERIFY(program.text(u"reachNote"_s).contains(u"this window has seen"_s));
    const QString all = program.text(u"reachHeadline"_s);
    typeInto(program, u"ruleTags"_s, u"^v1\\.2\\.3-never$"_s);
    QTRY_VERIFY(program.text(u"reachHeadline"_s).startsWith(u"0 known image(s) match"_s));
    QCOMPARE(program.part<QListWidget>(u"reachImages"_s).count(), 0);
    typeInto(program, u"ruleTags"_s, u".*"_s);
    QTRY_COMPARE(program.text(u"reachHeadline"_s), all);

    pressIn(&program.part<QLineEdit>(u"ruleName"_s), Qt::Key_Return);
    QVERIFY(dialog<RuleChangeDialog>(program));
    QVERIFY(!dialog<NewRuleDialog>(program)->isVisible());
    QCOMPARE(program.simulator().effectiveWrites(), 0); // a preview sends nothing
    pressIn(dialog<RuleChangeDialog>(program), Qt::Key_Return);
    QVERIFY(finish(program));
    QCOMPARE(program.simulator().effectiveWrites(), 1);
    const QString status = program.text(u"ruleChangeStatus"_s);
    QVERIFY2(status.startsWith(u"Accepted as crsr-"_s), qPrintable(status));
    QTRY_VERIFY(rowNamed(program, u"mine"_s).has_value());
    QCOMPARE(rowNamed(program, u"mine"_s)->rule->target.namespaceName, u"copies"_s);
    QCOMPARE(rowNamed(program, u"mine"_s)->id, status.section(u' ', -1));
    QTRY_COMPARE(currentId(program), rowNamed(program, u"mine"_s)->id);
    pressIn(dialog<RuleChangeDialog>(program), Qt::Key_Escape);
    QTRY_VERIFY(!dialog<RuleChangeDialog>(program) && !dialog<NewRuleDialog>(program));
}

void TestWindowRuleChanges::whatIsMissingIsToldWhereItIs()
{
    SimulatedDashboard program(900);
    QVERIFY(open(program));
    QTest::keyClick(&program.window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!program.part<QLabel>(u"ruleNameFault"_s).isVisible()); // nobody wrote there yet
    pressIn(&program.part<QLineEdit>(u"ruleNamespace"_s), Qt::Key_Return);
    QVERIFY(!dialog<RuleChangeDialog>(program));
    QVERIFY(program.part<QLabel>(u"ruleNameFault"_s).isVisible());
    QCOMPARE(dialog<NewRuleDialog>(program)->focusWidget(),
             &program.part<QLineEdit>(u"ruleName"_s));
    const QWidget &form = dialog<NewRuleDialog>(program)->form();
    QTRY_VERIFY(form.height() >= form.sizeHint().height()); // what is told has room
    typeInto(program, u"ruleTags"_s, u"v1("_s);
    QVERIFY(program.text(u"ruleTagsFault"_s).contains(u"at character"_s));
    QVERIFY(program.text(u"reachHeadline"_s).contains(u"valid filters"_s));
    typeInto(program, u"ruleName"_s, u"mine"_s);
    QVERIFY(!program.part<QLabel>(u"ruleNameFault"_s).isVisible());
    auto &scope = program.part<QComboBox>(u"ruleScope"_s);
    QVERIFY(!program.part<QLineEdit>(u"ruleRepository"_s).isVisible());
    pressIn(&scope, Qt::Key_Down);
    QVERIFY(program.part<QLineEdit>(u"ruleRepository"_s).isVisible());
    QVERIFY(!program.part<QLineEdit>(u"ruleRepositories"_s).isVisible());
    QCOMPARE(program.simulator().effectiveWrites(), 0);
}

void TestWindowRuleChanges::aRuleThatWouldRepeatAnotherIsWarnedOf()
{
    SimulatedDashboard program(900);
    QVERIFY(open(program));
    const SyncRule sample = sampleOf(program);
    write(program, sample, sample.target.namespaceName);
    const QString warnings = program.text(u"ruleWarnings"_s);
    QVERIFY2(warnings.contains(sample.name), qPrintable(warnings));
    QVERIFY(program.part<QLabel>(u"ruleWarnings"_s).isVisible());
}

void TestWindowRuleChanges::aRuleIsDeletedAfterAConfirmation()
{
    SimulatedDashboard program(3000);
    QVERIFY(open(program));
    const SyncRule sample = sampleOf(program);
    QVERIFY(program.window().rules().makeRuleCurrent(sample.id));
    auto &table = program.part<RuleTable>(u"ruleTable"_s);
    pressIn(&table, Qt::Key_Delete);
    QVERIFY(program.text(u"ruleChangeTitle"_s).contains(sample.name));
    QVERIFY(program.text(u"ruleChangeSummary"_s).contains(u"stay"_s));
    pressIn(dialog<RuleChangeDialog>(program), Qt::Key_Return); // is not enough
    QTRY_VERIFY(!dialog<RuleChangeDialog>(program));
    QCOMPARE(program.simulator().effectiveWrites(), 0);

    pressIn(&table, Qt::Key_Delete);
    auto &send = program.part<QPushButton>(u"sendRuleChange"_s);
    QTRY_VERIFY(program.part<QPushButton>(u"cancelRuleChange"_s).hasFocus());
    pressIn(&program.part<QPushButton>(u"cancelRuleChange"_s), Qt::Key_Backtab);
    QVERIFY(send.hasFocus());
    pressIn(&send, Qt::Key_Space);
    QVERIFY(finish(program));
    QCOMPARE(program.text(u"ruleChangeStatus"_s), u"Accepted"_s);
    QCOMPARE(program.simulator().effectiveWrites(), 1);
    // Its tasks go on to name it.
    QTRY_VERIFY(std::ranges::any_of(shown(program), [&sample](const RuleRow &row) {
        return row.id == sample.id && row.state == RuleState::Deleted;
    }));
    pressIn(dialog<RuleChangeDialog>(program), Qt::Key_Return);
    QTRY_VERIFY(!dialog<RuleChangeDialog>(program));
    QVERIFY(program.window().rules().makeRuleCurrent(sample.id));
    const auto &remove = program.part<QPushButton>(u"deleteRule"_s);
    QVERIFY(!remove.isEnabled());
    QVERIFY(remove.toolTip().contains(u"does not list"_s));
}

void TestWindowRuleChanges::whatTheRegistryRefusesCanBeMended()
{
    SimulatedDashboard program(900);
    QVERIFY(open(program));
    const SyncRule sample = sampleOf(program);
    write(program, sample, u"copies"_s);
    typeInto(program, u"ruleNamespace"_s, u"no-such-namespace"_s);
    QVERIFY(make(program));
    QVERIFY2(program.text(u"ruleChangeStatus"_s).contains(u"NAMESPACE_NOT_EXIST"_s),
             qPrintable(program.text(u"ruleChangeStatus"_s)));
    pressIn(dialog<RuleChangeDialog>(program), Qt::Key_Return);
    QTRY_VERIFY(!dialog<RuleChangeDialog>(program));
    QVERIFY(dialog<NewRuleDialog>(program)->isVisible()); // with all that was written
    QCOMPARE(program.part<QLineEdit>(u"ruleName"_s).text(), u"mine"_s);
    typeInto(program, u"ruleNamespace"_s, sample.local.namespaceName);
    QVERIFY(make(program));
    QCOMPARE(program.simulator().effectiveWrites(), 1);
}

void TestWindowRuleChanges::whatTheRegistryForbidsIsNotOfferedAgain()
{
    SimulatedDashboard program(900);
    QVERIFY(open(program));
    program.simulator().setFaults({.deniedPermissions = {"cr:DeleteSyncRule"}});
    const SyncRule sample = sampleOf(program);
    QVERIFY(program.window().rules().makeRuleCurrent(sample.id));
    pressIn(&program.part<RuleTable>(u"ruleTable"_s), Qt::Key_Delete);
    pressIn(&program.part<QPushButton>(u"sendRuleChange"_s), Qt::Key_Space);
    QVERIFY(finish(program));
    QVERIFY(program.text(u"ruleChangeStatus"_s).contains(u"cr:DeleteSyncRule"_s));
    const auto &remove = program.part<QPushButton>(u"deleteRule"_s);
    QTRY_VERIFY(!remove.isEnabled());
    QVERIFY(remove.toolTip().contains(u"does not permit"_s));
    QVERIFY(program.part<QPushButton>(u"newRule"_s).isEnabled()); // is another permission
    QCOMPARE(program.simulator().effectiveWrites(), 0);
}

void TestWindowRuleChanges::aLostAnswerIsReadAndNothingSentTwice()
{
    SimulatedDashboard program(900);
    int sent = 0;
    program.connectTo(std::make_unique<LosingAccount>(program.makeClient(), sent));
    QVERIFY(open(program));
    const SyncRule sample = sampleOf(program);
    write(program, sample, u"copies"_s);
    QVERIFY(make(program));
    const QString made = program.text(u"ruleChangeStatus"_s);
    QVERIFY2(made.startsWith(u"The answer was lost, but crsr-"_s), qPrintable(made));
    QCOMPARE(program.simulator().effectiveWrites(), 1);
    QCOMPARE(sent, 1);
    pressIn(dialog<RuleChangeDialog>(program), Qt::Key_Return);
    QTRY_COMPARE(currentId(program), rowNamed(program, u"mine"_s).value_or(RuleRow()).id);

    pressIn(&program.part<RuleTable>(u"ruleTable"_s), Qt::Key_Delete);
    pressIn(&program.part<QPushButton>(u"sendRuleChange"_s), Qt::Key_Space);
    QVERIFY(finish(program));
    QVERIFY(program.text(u"ruleChangeStatus"_s).contains(u"it took place"_s));
    QTRY_VERIFY(!rowNamed(program, u"mine"_s));
    QCOMPARE(program.simulator().effectiveWrites(), 2);
    QCOMPARE(sent, 2);
}

void TestWindowRuleChanges::aRuleOfSomebodyElseAppearsByItself()
{
    SimulatedDashboard program(900);
    QVERIFY(open(program, false));
    const SyncRule sample = sampleOf(program);
    const auto client = program.makeClient();
    CreateSyncRule rule{
        .instance = {.regionId = sample.local.regionId, .instanceId = sample.local.instanceId},
        .name = u"theirs"_s,
        .namespaceName = sample.local.namespaceName,
        .tagFilter = u".*"_s,
        .target = sample.target};
    std::optional<Result<ActionReceipt>> receipt;
    const auto keep = [&receipt](const Result<ActionReceipt> &answer) { receipt = answer; };
    PendingCall call = ask(*client, rule, keep);
    QTRY_VERIFY(receipt.has_value());
    program.clock().putForward(RuleRefresh::pause + 1s);
    QTRY_VERIFY(rowNamed(program, u"theirs"_s).has_value());
    // Or at once, when somebody asks.
    rule.name = u"theirs, too"_s;
    receipt.reset();
    call = ask(*client, rule, keep);
    QTRY_VERIFY(receipt.has_value());
    QTest::keyClick(&program.window(), Qt::Key_F5);
    QTRY_VERIFY(rowNamed(program, u"theirs, too"_s).has_value());
}

QTEST_MAIN(TestWindowRuleChanges)
#include "tst_window_rulechanges.moc"
