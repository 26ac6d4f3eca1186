#include "actiondialog.h"

#include "actioncolumns.h"
#include "actiondelegate.h"
#include "actiontext.h"
#include "copyinputs.h"
#include "printable.h"
#include "theme.h"
#include "widgetparts.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize dialogSize{1080, 560};
constexpr int parentMargin = 32; ///< what is left to see of a small window
constexpr int accountWidth = 180;
constexpr int dialogMargin = 20;

void fitActionRows(QTableView &table)
{
    table.verticalHeader()->setMinimumSectionSize(tableRowHeight());
    table.verticalHeader()->setDefaultSectionSize(tableRowHeight());
}

QTableView *makeTable(ActionTableModel &model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setObjectName(u"actionTable"_s);
    table->setItemDelegate(new ActionDelegate(table));
    table->setModel(&model);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    fitActionRows(*table);
    table->verticalHeader()->hide();
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setFixedHeight(Metrics::tableRowHeight);
    // A reason is longer than anything else.
    header->setSectionResizeMode(static_cast<int>(ActionTableModel::Column::Result),
                                 QHeaderView::Stretch);
    return table;
}

/// Less for a few tasks: the columns need some width, and each line its height.
QSize sizeFor(int tasks)
{
    constexpr int fewTasks = 4;
    constexpr QSize smallSize{760, 380};
    return tasks <= fewTasks ? smallSize : dialogSize;
}

/// "12 × Changes are not allowed for this profile.", the most frequent reason first.
QStringList reasonsIn(const std::vector<PlannedAction> &plan)
{
    std::vector<std::pair<int, ActionDisabledReason>> reasons;
    for (const PlannedAction &planned : plan) {
        if (planned.isToBeSent() || planned.disabledReason == ActionDisabledReason::WouldFailAgain)
            continue;
        const auto known = std::ranges::find(reasons, planned.disabledReason,
                                             &std::pair<int, ActionDisabledReason>::second);
        if (known == reasons.end())
            reasons.emplace_back(1, planned.disabledReason);
        else
            ++known->first;
    }
    std::ranges::stable_sort(reasons, std::ranges::greater{},
                             &std::pair<int, ActionDisabledReason>::first);
    QStringList texts;
    for (const auto &[count, disabledReason] : reasons)
        texts << QLocale().toString(count) + u" × "_s + disabledReasonText(disabledReason);
    return texts;
}

/// What is said of retries whose cause is still there.
QString outlookLine(const PlannedAction &planned, int count)
{
    const QString reason = outlookReason(planned);
    if (planned.outlook == RetryOutlook::FailsUnlessFixed)
        //: %1 is a sentence: why
        return ActionDialog::tr("%Ln may fail again: %1", nullptr, count).arg(reason);
    if (planned.isToBeSent())
        //: %1 is a sentence: why
        return ActionDialog::tr("%Ln will fail again: %1", nullptr, count).arg(reason);
    //: %1 is a sentence: why
    return ActionDialog::tr("%Ln left out, would fail again: %1", nullptr, count).arg(reason);
}

/// A line for each cause, the certain ones first.
QStringList outlooksIn(const std::vector<PlannedAction> &plan)
{
    struct Cause {
        const PlannedAction *example = nullptr;
        QString reason{};
        int count = 0;
    };
    std::vector<Cause> causes;
    for (const PlannedAction &planned : plan) {
        const bool isTold =
            planned.isToBeSent() || planned.disabledReason == ActionDisabledReason::WouldFailAgain;
        if (!isTold || planned.outlook == RetryOutlook::Open)
            continue;
        const QString reason = outlookReason(planned);
        const auto known = std::ranges::find(causes, reason, &Cause::reason);
        if (known == causes.end())
            causes.push_back({.example = &planned, .reason = reason, .count = 1});
        else
            ++known->count;
    }
    std::ranges::stable_sort(causes, std::ranges::greater{}, [](const Cause &cause) {
        return std::pair(cause.example->outlook, cause.count);
    });
    QStringList lines;
    for (const Cause &cause : causes)
        lines << outlookLine(*cause.example, cause.count);
    return lines;
}

} // namespace

ActionDialog::ActionDialog(ActionKind kind, ActionTableModel &model, QWidget *parent)
    : SendDialog(u"action"_s, parent), m_kind(kind), m_model(model)
{
    m_table = makeTable(model, this);
    m_destinations =
        makeWrappedLabel(u"actionDestinations"_s, TextStyle::Body, QPalette::PlaceholderText, this);
    m_destinations->hide();
    m_scope = makeWrappedLabel(u"actionScope"_s, TextStyle::Body, QPalette::WindowText, this);
    m_scope->hide();
    m_leftOut = makeWrappedLabel(u"actionLeftOut"_s, TextStyle::Body, QPalette::WindowText, this);
    m_leftOut->hide();
    colorWarnings();
    m_overwrite = new QCheckBox(this);
    m_overwrite->setObjectName(u"overwriteTag"_s);
    m_includeFailing = new QCheckBox(this);
    m_includeFailing->setObjectName(u"includeFailing"_s);
    m_accountLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_account = makeAccountInput(u"targetAccount"_s, this);
    m_account->setFixedWidth(accountWidth);
    m_accountLabel->setBuddy(m_account);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_export = makeButton(u"exportResults"_s, nullptr, this);
    m_allow = makeButton(u"allowChangesHere"_s, "link", this);
    m_allow->setAutoDefault(false);
    layOut();
    connectParts();
    const QSize room = parent ? parent->size() - QSize(parentMargin, parentMargin) : dialogSize;
    resize(sizeFor(model.rowCount()).boundedTo(room));
    setPhase(Phase::Preview);
}

void ActionDialog::layOut()
{
    auto *choices = new QHBoxLayout;
    choices->setSpacing(8);
    choices->addWidget(m_overwrite);
    choices->addStretch(1);
    choices->addWidget(m_accountLabel);
    choices->addWidget(m_account);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_export);
    foot->addWidget(m_allow);
    foot->addWidget(m_progress, 1);
    foot->addStretch(0);
    // Not Cancel: where tasks are cancelled that could be what is sent.
    foot->addWidget(makeSendButtons(u"Actions"_s, QDialogButtonBox::Close));
    content().addWidget(&titleLabel());
    content().addWidget(&summaryLabel());
    content().addWidget(m_scope);
    content().addWidget(m_destinations);
    content().addWidget(m_leftOut);
    content().addWidget(m_table, 1);
    content().addWidget(makeHairline(Qt::Horizontal, this));
    content().addLayout(choices);
    content().addWidget(m_includeFailing);
    content().addLayout(foot);
}

void ActionDialog::connectParts()
{
    connect(m_overwrite, &QCheckBox::toggled, this, &ActionDialog::choicesChanged);
    connect(m_includeFailing, &QCheckBox::toggled, this, &ActionDialog::choicesChanged);
    connect(m_account, &QLineEdit::textChanged, this, &ActionDialog::choicesChanged);
    connect(m_export, &QPushButton::clicked, this, &ActionDialog::exportRequested);
    connect(m_allow, &QPushButton::clicked, this, &ActionDialog::changesWanted);
}

RetryChoices ActionDialog::choices() const
{
    return {.overwritesTag = m_overwrite->isChecked(),
            .targetUserId = m_account->text(),
            .includesFailing = m_includeFailing->isChecked()};
}

void ActionDialog::showDestinations(const QStringList &lines, const QString &leftOut)
{
    m_destinations->setText(printableLines(lines.join(u'\n')));
    m_leftOut->setText(leftOut);
    showParts();
}

void ActionDialog::showScope(const QString &scope)
{
    m_scope->setText(scope);
    showParts();
}

void ActionDialog::colorWarnings()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, statusText(SyncTaskStatus::Pending, palette()));
    for (QLabel *label : {m_scope, m_leftOut})
        label->setPalette(colors);
}

void ActionDialog::showPlan()
{
    // What was read-only is to be read again before it is sent: Enter sends it no more.
    m_isSendingUsual = m_isSendingUsual && !m_allow->isVisible();
    setPhase(Phase::Preview);
    if (!m_isSendingUsual && (acceptButton().hasFocus() || m_allow->hasFocus()))
        m_table->setFocus();
}

void ActionDialog::showProgress(qsizetype settled, qsizetype total)
{
    m_progress->setMaximum(static_cast<int>(total));
    m_progress->setValue(static_cast<int>(settled));
    showFollowedColumn();
    summaryLabel().setText(summary());
}

void ActionDialog::showFinished()
{
    setPhase(Phase::Finished);
}

void ActionDialog::showFollowed()
{
    showFollowedColumn();
    summaryLabel().setText(summary());
}

void ActionDialog::showParts()
{
    if (std::exchange(m_arranged, phase()) != phase())
        arrangeColumns();
    const bool isPreview = phase() == Phase::Preview;
    for (QLabel *label : {m_scope, m_destinations, m_leftOut})
        label->setVisible(isPreview && !label->text().isEmpty());
    m_overwrite->setVisible(isPreview && m_kind != ActionKind::Cancel);
    m_includeFailing->setVisible(isPreview && hasFailingRetry(m_model.plan()));
    const bool asksAccount = isPreview && needsTargetAccount(m_model.plan());
    m_accountLabel->setVisible(asksAccount);
    m_account->setVisible(asksAccount);
    m_progress->setVisible(phase() == Phase::Running);
    m_export->setVisible(phase() == Phase::Finished);
    m_allow->setVisible(isPreview && isReadOnly());
    acceptButton().setEnabled(countToBeSent(m_model.plan()) > 0);
}

bool ActionDialog::isReadOnly() const
{
    return std::ranges::find(m_model.plan(), ActionDisabledReason::ReadOnly,
                             &PlannedAction::disabledReason) != m_model.plan().end();
}

void ActionDialog::arrangeColumns()
{
    const bool isPreview = phase() == Phase::Preview;
    const int room = width() - 2 * dialogMargin;
    for (const ActionColumnData &column : actionColumns()) {
        const int index = static_cast<int>(column.column);
        const int share = isPreview ? column.previewShare : column.share;
        if (share > 0)
            m_table->setColumnWidth(index, room * share / 100);
    }
    showFollowedColumn();
}

/// While nothing was accepted, the reasons have its room.
void ActionDialog::showFollowedColumn()
{
    const bool isAnyFollowed = phase() != Phase::Preview && m_model.followed().accepted > 0;
    m_table->setColumnHidden(static_cast<int>(ActionTableModel::Column::Followed), !isAnyFollowed);
}

QStringList ActionDialog::planned() const
{
    if (m_model.plan().empty())
        return {tr("No task in the list failed. Nothing will be sent.")};
    const auto toBeSent = static_cast<int>(countToBeSent(m_model.plan()));
    const QStringList count{
        toBeSent == 0 ? tr("Nothing will be sent.")
                      : tr("%Ln request(s) will be sent, one after the other.", nullptr, toBeSent)};
    return count + outlooksIn(m_model.plan()) + reasonsIn(m_model.plan());
}

QStringList ActionDialog::outcomes() const
{
    using State = ActionOutcome::State;
    const auto count = [this](auto... states) {
        return static_cast<int>(
            std::ranges::count_if(m_model.outcomes(), [=](const ActionOutcome &outcome) {
                return ((outcome.state == states) || ...);
            }));
    };
    QStringList parts{sentCountsText(m_model.followed())};
    if (const int refused = count(State::Refused))
        parts << tr("%Ln refused", nullptr, refused);
    if (const int there = count(State::Superseded))
        parts << tr("%Ln under way already", nullptr, there);
    if (const int doubtful = count(State::NotSeen, State::InDoubt))
        parts << tr("%Ln in doubt", nullptr, doubtful);
    if (const int unsent = count(State::NotSent))
        parts << tr("%Ln not sent", nullptr, unsent);
    return parts;
}

QString ActionDialog::summary() const
{
    return phase() == Phase::Preview ? planned().join(u'\n') : outcomes().join(u" · "_s);
}

/// Enter on the link that allows changes is often pressed twice.
void ActionDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isOnButton = qobject_cast<QPushButton *>(focusWidget()) != nullptr;
    if (isEnter && !isOnButton && phase() == Phase::Preview && !m_isSendingUsual)
        return;
    SendDialog::keyPressEvent(event);
}

void ActionDialog::changeEvent(QEvent *event)
{
    SendDialog::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_table)
        fitActionRows(*m_table);
    if (event->type() == QEvent::PaletteChange && m_leftOut)
        colorWarnings();
}

QString ActionDialog::title() const
{
    const auto tasks = static_cast<int>(m_model.plan().size());
    switch (m_kind) {
    case ActionKind::Copy:
        return tasks == 1 ? tr("Synchronize a tag now")
                          : tr("Synchronize %Ln tag(s) now", nullptr, tasks);
    case ActionKind::Retry:
        return tr("Retry %Ln task(s)", nullptr, tasks);
    case ActionKind::Cancel:
        return tr("Cancel %Ln task(s)", nullptr, tasks);
    }
    return {};
}

void ActionDialog::retranslate()
{
    SendDialog::retranslate();
    setWindowTitle(title());
    m_overwrite->setText(tr("&Replace the tag where the destination has it already"));
    m_includeFailing->setText(tr("&Send also what would fail again"));
    m_accountLabel->setText(tr("&Account id of the destination:"));
    m_account->setPlaceholderText(tr("digits"));
    m_export->setText(tr("Export results…"));
    //: Link below a plan that may not be sent
    m_allow->setText(tr("Read-only · allow changes"));
    const auto requests = static_cast<int>(countToBeSent(m_model.plan()));
    acceptButton().setText(tr("Send %Ln request(s)", nullptr, requests));
    m_table->setAccessibleName(tr("What is sent, and what became of it"));
}
