#include "actiondialog.h"
#include "actiontablemodel.h"
#include "addkeydialog.h"
#include "comparedialog.h"
#include "comparisontablemodel.h"
#include "elidedlabel.h"
#include "idbox.h"
#include "keysourcedialog.h"
#include "language.h"
#include "manualclock.h"
#include "newruledialog.h"
#include "replydialog.h"
#include "rulechangedialog.h"
#include "ruleform.h"
#include "rulereachview.h"
#include "sampletasks.h"
#include "settingsdialog.h"
#include "tagcopydialog.h"
#include "theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyleOptionComboBox>
#include <QTableView>
#include <QTest>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

using MakeDialog = std::function<std::unique_ptr<QDialog>(ActionTableModel &)>;

const std::vector<RegistryInstance> instances = {
    {.id = u"cri-0123456789abcdef"_s, .name = u"hub-hangzhou"_s, .regionId = u"cn-hangzhou"_s},
    {.id = u"cri-fedcba9876543210"_s, .name = u"dr-zhangjiakou"_s, .regionId = u"cn-zhangjiakou"_s},
};

CreateSyncRule sampleRule()
{
    return {.instance = {.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-0123456789abcdef"_s},
            .name = u"releases-to-the-disaster-recovery-site"_s,
            .namespaceName = u"web"_s,
            .tagFilter = u".*"_s,
            .target = {.instanceId = u"cri-fedcba9876543210"_s,
                       .regionId = u"cn-zhangjiakou"_s,
                       .namespaceName = u"web"_s}};
}

RuleRemoval sampleRemoval()
{
    return {.instance = sampleRule().instance,
            .rule = {.id = u"crsr-1"_s, .name = sampleRule().name}};
}

std::vector<PlannedAction> samplePlan()
{
    PlannedAction sent{.task = sampleTask(1, SyncTaskStatus::Error), .action = CreateSyncTask{}};
    sent.task.crossUser = true;
    sent.outlook = RetryOutlook::FailsUnlessFixed;
    PlannedAction failing = sent;
    failing.disabledReason = ActionDisabledReason::WouldFailAgain;
    failing.outlook = RetryOutlook::FailsAgain;
    PlannedAction finished = sent;
    finished.disabledReason = ActionDisabledReason::Succeeded;
    return {sent, failing, finished};
}

std::unique_ptr<QDialog> tagCopy(const QString &targetId)
{
    auto dialog = std::make_unique<TagCopyDialog>();
    dialog->showInstances(instances);
    TagCopy copy{.from = {.instanceId = instances[0].id,
                          .repoNamespaceName = u"web"_s,
                          .repoName = u"shop"_s,
                          .imageTag = u"1.2"_s}};
    copy.to = copy.from;
    copy.to.instanceId = targetId;
    copy.to.regionId = u"cn-zhangjiakou"_s;
    dialog->showCopy(copy);
    return dialog;
}

std::unique_ptr<QDialog> newRule()
{
    auto dialog = std::make_unique<NewRuleDialog>();
    dialog->form().showInstances(instances, instances, {});
    dialog->form().showAllFaults();
    return dialog;
}

std::unique_ptr<QDialog> ruleChange(const RuleChange &change, ActionOutcome::State state)
{
    const std::vector<RuleFact> facts =
        std::holds_alternative<RuleRemoval>(change)
            ? factsOf(std::get<RuleRemoval>(change), {}, 3, {}, QDateTime::currentDateTimeUtc())
            : factsOf(std::get<CreateSyncRule>(change), {});
    auto dialog = std::make_unique<RuleChangeDialog>(change, facts);
    if (state != ActionOutcome::State::Waiting)
        dialog->showOutcome({.state = state,
                             .error = ApiError{.kind = ApiError::Kind::Permission,
                                               .operation = u"CreateRepoSyncRule"_s}});
    return dialog;
}

std::unique_ptr<QDialog> actions(ActionTableModel &model, ActionKind kind, bool isFinished)
{
    model.showPlan(samplePlan(), {});
    auto dialog = std::make_unique<ActionDialog>(kind, model);
    if (isFinished)
        dialog->showFinished();
    return dialog;
}

/// With much to be said, under way or finished.
std::unique_ptr<QDialog> comparison(bool isRunning)
{
    static ManualClock clock;
    static ComparisonTableModel model(clock);
    auto dialog = std::make_unique<CompareDialog>(model, nullptr);
    dialog->showStatus(
        {.title = u"Compare the rule a-rule-with-a-very-long-name-that-does-not-end-soon"_s,
         .route = u"hub-hangzhou (Hangzhou) payments/* → mirror (Frankfurt) payments/*"_s,
         .notes = {u"Source and destination belong to different accounts."_s,
                   u"The key may not read the tags of payments/ledger-api in mirror."_s},
         .counts = u"3 without a known copy · 2 different"_s,
         .progress = u"3 of 5 repositories · 40 requests"_s,
         .nothing = u"Reading the tags of both ends…"_s,
         .isRunning = isRunning,
         .repositories = 5,
         .done = 3,
         .copies = 3});
    return dialog;
}

bool isCut(const QLabel &label)
{
    if (qobject_cast<const ElidedLabel *>(&label))
        return false; // whole on hover
    const QSize size = label.size();
    return label.wordWrap() ? label.heightForWidth(size.width()) > size.height()
                            : label.sizeHint().width() > size.width() ||
                                  label.sizeHint().height() > size.height();
}

bool isCut(const QComboBox &box)
{
    const int text = box.fontMetrics().horizontalAdvance(box.currentText());
    if (const QLineEdit *line = box.lineEdit())
        return text + 4 > line->width() || line->cursorPosition() != 0;
    QStyleOptionComboBox option;
    option.initFrom(&box);
    return text + 2 >
           box.style()
               ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box)
               .width();
}

bool isCut(const QAbstractButton &button)
{
    return button.sizeHint().width() > button.width();
}

template<typename Part>
QStringList cutParts(const QDialog &dialog)
{
    QStringList cut;
    const QList<Part *> parts = dialog.findChildren<Part *>();
    for (const Part *part : parts) {
        if (part->isVisible() && isCut(*part))
            cut << part->objectName() + u" at "_s + QString::number(part->width());
    }
    return cut;
}

constexpr int mostTabs = 60;

/// What Tab comes to in \p dialog, once each.
QList<QPushButton *> buttonsByTab(const QDialog &dialog)
{
    QList<QPushButton *> buttons;
    for (int step = 0; step < mostTabs; ++step) {
        QWidget *focus = dialog.focusWidget();
        auto *button = qobject_cast<QPushButton *>(focus);
        if (button && !buttons.contains(button))
            buttons << button;
        if (focus)
            QTest::keyClick(focus, Qt::Key_Tab);
    }
    return buttons;
}

} // namespace

class TestActionDialogs final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void cleanup() { m_language.use(u"en"_s); }

    void linesOfThePreviewFollowTheLooks()
    {
        ActionTableModel model;
        model.showPlan(samplePlan(), {});
        ActionDialog dialog(ActionKind::Retry, model);
        dialog.show();
        const auto *table = dialog.findChild<QTableView *>(u"actionTable"_s);
        const int normal = table->rowHeight(0);
        applyTheme(*qApp, ThemeChoice::Light, {.density = RowDensity::Compact});
        const int compact = table->rowHeight(0);
        applyTheme(*qApp, ThemeChoice::Light);
        QCOMPARE(normal, tableRowHeight());
        QCOMPARE_LT(compact, normal);
        QCOMPARE(table->rowHeight(0), normal);
    }

    void aReasonHasTheRoomOfAnEmptyColumn()
    {
        ActionTableModel model;
        model.showPlan(samplePlan(), {});
        ActionDialog dialog(ActionKind::Retry, model);
        dialog.show();
        auto *table = dialog.findChild<QTableView *>(u"actionTable"_s);
        const auto result = static_cast<int>(ActionTableModel::Column::Result);
        const auto followed = static_cast<int>(ActionTableModel::Column::Followed);
        const auto isFull = [table] {
            return table->horizontalHeader()->length() == table->viewport()->width();
        };
        model.showOutcome(0, {.state = ActionOutcome::State::Refused,
                              .error = ApiError{.kind = ApiError::Kind::Permission}});
        dialog.showFinished();
        QVERIFY(table->isColumnHidden(followed));
        QVERIFY(isFull());
        const int width = table->columnWidth(result);
        QVERIFY(width >= table->viewport()->width() * 2 / 5);

        model.showOutcome(0, {.state = ActionOutcome::State::Done, .createdId = u"rst-9"_s});
        model.showFollowed(0, {.kind = SentKind::Retry,
                               .outcome = SentOutcome::Accepted,
                               .progress = SentProgress::Waiting});
        dialog.showFollowed();
        QVERIFY(!table->isColumnHidden(followed));
        QVERIFY(isFull());
        QVERIFY(table->columnWidth(result) > table->columnWidth(followed));
        QVERIFY(!model.index(0, result).data(Qt::ToolTipRole).toString().isEmpty());
    }

    void nothingIsCut_data()
    {
        using State = ActionOutcome::State;
        QTest::addColumn<QString>("language");
        QTest::addColumn<MakeDialog>("make");
        for (const QString &language : {u"en"_s, u"zh_CN"_s}) {
            const auto row = [&language](const char *name, const MakeDialog &make) {
                QTest::addRow("%s, %s", name, qPrintable(language)) << language << make;
            };
            row("a copy to a known one", [](auto &) { return tagCopy(instances[1].id); });
            row("a copy to another one", [](auto &) { return tagCopy(u"cri-aabbccddeeff0011"_s); });
            row("a rule", [](auto &) { return newRule(); });
            row("a rule to be made",
                [](auto &) { return ruleChange(sampleRule(), State::Waiting); });
            row("a rule to be deleted",
                [](auto &) { return ruleChange(sampleRemoval(), State::Waiting); });
            row("a rule that is refused",
                [](auto &) { return ruleChange(sampleRule(), State::Refused); });
            row("retries", [](auto &model) { return actions(model, ActionKind::Retry, false); });
            row("cancels", [](auto &model) { return actions(model, ActionKind::Cancel, false); });
            row("results", [](auto &model) { return actions(model, ActionKind::Retry, true); });
            row("a comparison under way", [](auto &) { return comparison(true); });
            row("a comparison", [](auto &) { return comparison(false); });
        }
    }

    void nothingIsCut()
    {
        QFETCH(QString, language);
        QFETCH(MakeDialog, make);
        m_language.use(language);
        ActionTableModel model;
        const std::unique_ptr<QDialog> dialog = make(model);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
        QCoreApplication::processEvents(); // the layout follows what wraps
        const QStringList cut = cutParts<QLabel>(*dialog) + cutParts<QComboBox>(*dialog) +
                                cutParts<QAbstractButton>(*dialog);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u", "_s)));
    }

    void enterPressesEachButtonOfEveryDialog_data()
    {
        using State = ActionOutcome::State;
        QTest::addColumn<MakeDialog>("make");
        const auto row = [](const char *name, const MakeDialog &make) {
            QTest::newRow(name) << make;
        };
        row("copy a tag", [](auto &) { return tagCopy(instances[1].id); });
        row("write a rule", [](auto &) { return newRule(); });
        row("create a rule", [](auto &) { return ruleChange(sampleRule(), State::Waiting); });
        row("delete a rule", [](auto &) { return ruleChange(sampleRemoval(), State::Waiting); });
        row("a deletion under way",
            [](auto &) { return ruleChange(sampleRemoval(), State::Sending); });
        row("a deleted rule", [](auto &) { return ruleChange(sampleRemoval(), State::Done); });
        row("retries", [](auto &model) { return actions(model, ActionKind::Retry, false); });
        row("cancels", [](auto &model) { return actions(model, ActionKind::Cancel, false); });
        row("results", [](auto &model) { return actions(model, ActionKind::Retry, true); });
        row("a comparison under way", [](auto &) { return comparison(true); });
        row("a comparison", [](auto &) { return comparison(false); });
        row("settings", [](auto &) { return std::make_unique<SettingsDialog>(); });
        row("where keys come from", [](auto &) { return std::make_unique<KeySourceDialog>(); });
        row("add a key", [](auto &) { return std::make_unique<AddKeyDialog>(); });
        row("the raw reply",
            [](auto &) { return std::make_unique<ReplyDialog>(u"rst-1"_s, u"{}"_s); });
    }

    void enterPressesEachButtonOfEveryDialog()
    {
        QFETCH(MakeDialog, make);
        ActionTableModel model;
        const std::unique_ptr<QDialog> dialog = make(model);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        const QList<QPushButton *> buttons = buttonsByTab(*dialog);
        QVERIFY(!buttons.empty());
        QPushButton *pressed = nullptr;
        for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
            button->disconnect(); // what it would do is not what is tested
            connect(button, &QPushButton::clicked, this, [&pressed, button] { pressed = button; });
        }
        for (QPushButton *button : buttons) {
            for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
                pressed = nullptr;
                button->setFocus(Qt::TabFocusReason);
                QTest::keyClick(button, key);
                QCOMPARE(pressed, button);
            }
        }
        QVERIFY(dialog->isVisible());
    }

    void whatIsCutIsFound()
    {
        const std::unique_ptr<QDialog> dialog = tagCopy(u"cri-aabbccddeeff0011"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
        auto *from = dialog->findChild<IdBox *>(u"copyFromInstance"_s);
        auto *to = dialog->findChild<IdBox *>(u"copyToInstance"_s);
        auto *next = dialog->findChild<QPushButton *>(u"copyNext"_s);
        QVERIFY(from && to && next);
        from->setFixedWidth(60);
        next->setFixedWidth(20);
        to->lineEdit()->end(false);
        QCoreApplication::processEvents();
        QCOMPARE(cutParts<QComboBox>(*dialog).size(), 2);
        QCOMPARE(cutParts<QAbstractButton>(*dialog).size(), 1);
        auto *title = dialog->findChild<QLabel *>();
        QVERIFY(title);
        QVERIFY(cutParts<QLabel>(*dialog).isEmpty());
        title->setFixedWidth(3);
        QCoreApplication::processEvents();
        QCOMPARE(cutParts<QLabel>(*dialog).size(), 1);
    }

    void standardButtonsSpeakTheLanguage()
    {
        RuleChangeDialog dialog(sampleRule(), {});
        const auto *cancel = dialog.findChild<QPushButton *>(u"cancelRuleChange"_s);
        QVERIFY(cancel);
        QCOMPARE(cancel->text(), u"Cancel"_s);
        m_language.use(u"zh_CN"_s);
        QCoreApplication::processEvents();
        QCOMPARE(cancel->text(), u"取消"_s);
    }

    void leavingStopsWhileSomethingIsSent()
    {
        RuleChangeDialog dialog(sampleRule(), {});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        const QSignalSpy sent(&dialog, &SendDialog::sendRequested);
        const QSignalSpy stopped(&dialog, &SendDialog::stopRequested);
        dialog.show();
        const auto isShown = [&dialog](const QString &name) {
            return dialog.findChild<QPushButton *>(name)->isVisible();
        };
        QVERIFY(isShown(u"sendRuleChange"_s) && isShown(u"cancelRuleChange"_s));
        QVERIFY(!isShown(u"stopRuleChange"_s) && !isShown(u"closeRuleChange"_s));
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
        QVERIFY(isShown(u"stopRuleChange"_s));
        QVERIFY(!isShown(u"sendRuleChange"_s) && !isShown(u"cancelRuleChange"_s));
        applyTheme(*qApp, ThemeChoice::Dark); // lays the buttons out anew
        applyTheme(*qApp, ThemeChoice::Light);
        QCoreApplication::processEvents();
        QVERIFY(isShown(u"stopRuleChange"_s));
        QVERIFY(!isShown(u"sendRuleChange"_s) && !isShown(u"closeRuleChange"_s));
        dialog.findChild<QPushButton *>(u"sendRuleChange"_s)->click();
        QCOMPARE(sent.size(), 1); // whoever presses it
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QVERIFY(!dialog.close());
        QCOMPARE(stopped.size(), 2);
        QCOMPARE(sent.size(), 1);
        dialog.showOutcome({.state = ActionOutcome::State::Done});
        QVERIFY(isShown(u"closeRuleChange"_s) && !isShown(u"stopRuleChange"_s));
        QTest::keyClick(&dialog, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
        QCOMPARE(sent.size(), 1);
    }

    void enterPressesTheButtonThatHasTheFocus()
    {
        RuleChangeDialog dialog(sampleRule(), {});
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        const QSignalSpy sent(&dialog, &SendDialog::sendRequested);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(dialog.findChild<QPushButton *>(u"sendRuleChange"_s)->hasFocus());
        auto *cancel = dialog.findChild<QPushButton *>(u"cancelRuleChange"_s);
        cancel->setFocus();
        QTest::keyClick(cancel, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
        QVERIFY(sent.empty());

        RuleChangeDialog removal(sampleRemoval(), {});
        const QSignalSpy removed(&removal, &SendDialog::sendRequested);
        removal.show();
        QVERIFY(QTest::qWaitForWindowActive(&removal));
        auto *remove = removal.findChild<QPushButton *>(u"sendRuleChange"_s);
        QVERIFY(!remove->hasFocus());
        remove->setFocus();
        QTest::keyClick(remove, Qt::Key_Enter);
        QCOMPARE(removed.size(), 1);
    }

    void aNameThatNoImageCanHaveIsNotSent_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fault");
        const QString space = u"Spaces are not allowed."_s;
        QTest::newRow("tag with a space") << u"copyFromTag"_s << u"1 2"_s << space;
        QTest::newRow("tag with a colon")
            << u"copyToTag"_s << u"a:b"_s << u"Not “:”: letters, digits and . _ - can be in it."_s;
        QTest::newRow("tag with a dash first")
            << u"copyToTag"_s << u"-1"_s << u"A tag begins with a letter, a digit or _."_s;
        QTest::newRow("long tag") << u"copyFromTag"_s << QString(129, u'a')
                                  << u"A tag has up to 128 characters."_s;
        QTest::newRow("namespace") << u"copyFromRepository"_s << u"we b/shop"_s << space;
        QTest::newRow("repository") << u"copyToRepository"_s << u"web/sh op"_s << space;
        QTest::newRow("longest tag") << u"copyFromTag"_s << QString(128, u'a') << QString();
        QTest::newRow("spaces around it") << u"copyFromTag"_s << u" 1.2 "_s << QString();
        QTest::newRow("parts") << u"copyFromRepository"_s << u"web/shop/cart"_s << QString();
    }

    void aNameThatNoImageCanHaveIsNotSent()
    {
        QFETCH(QString, input);
        QFETCH(QString, text);
        QFETCH(QString, fault);
        const std::unique_ptr<QDialog> dialog = tagCopy(instances[1].id);
        auto *line = dialog->findChild<QLineEdit *>(input);
        line->selectAll();
        QTest::keyClicks(line, text);
        const auto *said = dialog->findChild<ElidedLabel *>(input + u"Fault"_s);
        QCOMPARE(said->text(), fault);
        QCOMPARE(said->isHidden(), fault.isEmpty());
        QCOMPARE(dialog->findChild<QPushButton *>(u"copyNext"_s)->isEnabled(), fault.isEmpty());
    }

    void eachFieldSaysItsFaultWhateverElseIsWrong_data()
    {
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("input");
        const QStringList inputs{u"copyFromRepository"_s, u"copyFromTag"_s, u"copyToRepository"_s,
                                 u"copyToTag"_s};
        for (const QString &wrong : inputs) {
            for (const QString &input : inputs) {
                if (input != wrong)
                    QTest::addRow("%s, %s", qPrintable(wrong), qPrintable(input)) << wrong << input;
            }
        }
    }

    void eachFieldSaysItsFaultWhateverElseIsWrong()
    {
        QFETCH(QString, wrong);
        QFETCH(QString, input);
        const std::unique_ptr<QDialog> dialog = tagCopy(instances[1].id);
        const auto write = [&dialog](const QString &name, const QString &text) {
            auto *line = dialog->findChild<QLineEdit *>(name);
            line->selectAll();
            QTest::keyClicks(line, text);
        };
        const auto saysFault = [&dialog](const QString &name) {
            return !dialog->findChild<ElidedLabel *>(name + u"Fault"_s)->isHidden();
        };
        write(wrong, u"a b/c d"_s);
        write(input, u"a b/c d"_s);
        QVERIFY(saysFault(wrong) && saysFault(input));
        write(input, input.endsWith(u"Tag"_s) ? u"1.3"_s : u"web/cart"_s);
        QVERIFY(saysFault(wrong) && !saysFault(input));
        QVERIFY(!dialog->findChild<QPushButton *>(u"copyNext"_s)->isEnabled());
    }

    void aDestinationIsWatchedOnlyIfItIsAmongTheWatchedOnes_data()
    {
        QTest::addColumn<int>("watchedCount");
        QTest::newRow("none") << 0;
        QTest::newRow("one") << 1;
        QTest::newRow("some") << 2;
        QTest::newRow("all") << 4;
    }

    void aDestinationIsWatchedOnlyIfItIsAmongTheWatchedOnes()
    {
        QFETCH(int, watchedCount);
        std::vector<RegistryInstance> targets;
        for (const QString &account : {u"own"_s, u"other"_s, u"own"_s, u"other"_s}) {
            targets.push_back({.id = u"cri-target-"_s + QString::number(targets.size()),
                               .regionId = u"cn-beijing"_s,
                               .account = account});
        }
        RegistryInstance source = instances[0];
        source.account = u"own"_s;
        RuleForm form;
        const auto firstOther = targets.cbegin() + watchedCount;
        form.showInstances({source}, {targets.cbegin(), firstOther}, {firstOther, targets.cend()});
        auto *target = form.findChild<IdBox *>(u"ruleTarget"_s);
        for (int i = 0; i < 4; ++i) {
            const RegistryInstance &instance = targets.at(static_cast<std::size_t>(i));
            target->showId(instance.id);
            const RuleDraft draft = form.draft();
            QCOMPARE(draft.rule.target.instanceId, instance.id);
            QCOMPARE(draft.isTargetWatched, i < watchedCount);
            QCOMPARE(draft.isTargetForeign, i < watchedCount && instance.account == u"other"_s);
        }
        target->showId(u"cri-unknown"_s);
        QVERIFY(!form.draft().isTargetWatched && !form.draft().isTargetForeign);
    }

    void theDryRunCountsEachImageOnce_data()
    {
        QTest::addColumn<RuleReach>("reach");
        QTest::addColumn<QString>("headline");
        const auto row = [](const char *name, qsizetype taken, qsizetype perhaps,
                            qsizetype undecided, const QString &headline) {
            QTest::newRow(name) << RuleReach{.known = 20,
                                             .inScope = 12,
                                             .taken = taken,
                                             .perhaps = perhaps,
                                             .undecided = undecided}
                                << headline;
        };
        row("all match", 12, 0, 0, u"12 known images match · 0 of web left out"_s);
        row("some match", 7, 0, 0, u"7 known images match · 5 of web left out"_s);
        row("some in part only", 7, 3, 0,
            u"7 known images match · 3 in part only · 2 of web left out"_s);
        row("some not decided", 7, 0, 4,
            u"7 known images match · 4 not decided · 1 of web left out"_s);
        row("some of each", 2, 3, 4,
            u"2 known images match · 3 in part only · 4 not decided · 3 of web left out"_s);
        row("none decided", 0, 0, 12,
            u"0 known images match · 12 not decided · 0 of web left out"_s);
    }

    void theDryRunCountsEachImageOnce()
    {
        QFETCH(RuleReach, reach);
        QFETCH(QString, headline);
        m_language.use(u"en"_s);
        RuleReachView view;
        view.showReach(reach, {.rule = sampleRule()}, instances[0].name);
        QCOMPARE(view.findChild<QLabel *>(u"reachHeadline"_s)->text(), headline);
    }

    void whatDeletesIsNotTheDefault()
    {
        const RuleChangeDialog creation(sampleRule(), {});
        QVERIFY(
            creation.findChild<QPushButton *>(u"sendRuleChange"_s)->property("primary").toBool());
        RuleChangeDialog dialog(sampleRemoval(), {});
        QVERIFY(
            !dialog.findChild<QPushButton *>(u"sendRuleChange"_s)->property("primary").toBool());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        const QSignalSpy sent(&dialog, &SendDialog::sendRequested);
        dialog.show();
        QTest::keyClick(&dialog, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
        QVERIFY(sent.empty());
    }

private:
    Language m_language;
};

QTEST_MAIN(TestActionDialogs)
#include "tst_actiondialogs.moc"
