#include "actiondialog.h"

#include "actioncolumns.h"
#include "actiondelegate.h"
#include "actiontext.h"
#include "theme.h"
#include "widgetparts.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QTableView>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize dialogSize{1080, 560};
constexpr int parentMargin = 32; ///< what is left to see of a small window
constexpr int accountWidth = 180;
constexpr int dialogMargin = 20;

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
    table->verticalHeader()->setDefaultSectionSize(Metrics::tableRowHeight);
    table->verticalHeader()->hide();
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setFixedHeight(Metrics::tableRowHeight);
    header->setStretchLastSection(true);
    return table;
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
    : QDialog(parent), m_kind(kind), m_model(model)
{
    setObjectName(u"actionDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    fillWithPanel(*this);
    m_title = makeLabel(TextStyle::PaneTitle, QPalette::WindowText, this);
    m_title->setObjectName(u"actionTitle"_s);
    m_summary = makeLabel(TextStyle::Body, QPalette::PlaceholderText, this);
    m_summary->setObjectName(u"actionSummary"_s);
    m_summary->setWordWrap(true);
    m_table = makeTable(model, this);
    m_overwrite = new QCheckBox(this);
    m_overwrite->setObjectName(u"overwriteTag"_s);
    m_includeFailing = new QCheckBox(this);
    m_includeFailing->setObjectName(u"includeFailing"_s);
    m_accountLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_account = new QLineEdit(this);
    m_account->setObjectName(u"targetAccount"_s);
    m_account->setFixedWidth(accountWidth);
    m_account->setValidator(
        new QRegularExpressionValidator(QRegularExpression(u"[0-9]{1,20}"_s), m_account));
    m_accountLabel->setBuddy(m_account);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_export = makeButton(u"exportResults"_s, nullptr, this);
    m_close = makeButton(u"closeActions"_s, nullptr, this);
    m_send = makeButton(u"sendActions"_s, "primary", this);
    layOut();
    connectParts();
    const QSize room = parent ? parent->size() - QSize(parentMargin, parentMargin) : dialogSize;
    resize(dialogSize.boundedTo(room));
    arrangeColumns();
    setPhase(Phase::Preview);
}

ActionDialog::~ActionDialog() = default;

void ActionDialog::layOut()
{
    auto *choices = new QHBoxLayout;
    choices->setSpacing(8);
    choices->addWidget(m_overwrite);
    choices->addStretch(1);
    choices->addWidget(m_accountLabel);
    choices->addWidget(m_account);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_export);
    buttons->addWidget(m_progress, 1);
    buttons->addStretch(0);
    buttons->addWidget(m_close);
    buttons->addWidget(m_send);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(dialogMargin, 16, dialogMargin, 16);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addWidget(makeHairline(Qt::Horizontal, this));
    layout->addLayout(choices);
    layout->addWidget(m_includeFailing);
    layout->addLayout(buttons);
}

void ActionDialog::connectParts()
{
    connect(m_overwrite, &QCheckBox::toggled, this, &ActionDialog::choicesChanged);
    connect(m_includeFailing, &QCheckBox::toggled, this, &ActionDialog::choicesChanged);
    connect(m_account, &QLineEdit::textChanged, this, &ActionDialog::choicesChanged);
    connect(m_export, &QPushButton::clicked, this, &ActionDialog::exportRequested);
    connect(m_close, &QPushButton::clicked, this, &ActionDialog::reject);
    connect(m_send, &QPushButton::clicked, this, [this] {
        setPhase(Phase::Running);
        Q_EMIT sendRequested();
    });
}

RetryChoices ActionDialog::choices() const
{
    return {.overwritesTag = m_overwrite->isChecked(),
            .targetUserId = m_account->text(),
            .includesFailing = m_includeFailing->isChecked()};
}

void ActionDialog::showPlan()
{
    setPhase(Phase::Preview);
}

void ActionDialog::showProgress(qsizetype settled, qsizetype total)
{
    m_progress->setMaximum(static_cast<int>(total));
    m_progress->setValue(static_cast<int>(settled));
    m_summary->setText(summary());
}

void ActionDialog::showFinished()
{
    setPhase(Phase::Finished);
}

void ActionDialog::showFollowed()
{
    m_summary->setText(summary());
}

void ActionDialog::setPhase(Phase phase)
{
    const bool isOther = std::exchange(m_phase, phase) != phase;
    const bool isPreview = phase == Phase::Preview;
    if (isOther)
        arrangeColumns();
    m_overwrite->setVisible(isPreview && m_kind != ActionKind::Cancel);
    m_includeFailing->setVisible(isPreview && hasFailingRetry(m_model.plan()));
    const bool asksAccount = isPreview && needsTargetAccount(m_model.plan());
    m_accountLabel->setVisible(asksAccount);
    m_account->setVisible(asksAccount);
    m_progress->setVisible(phase == Phase::Running);
    m_export->setVisible(phase == Phase::Finished);
    m_send->setVisible(isPreview);
    m_send->setEnabled(countToBeSent(m_model.plan()) > 0);
    retranslate();
    // Enter sends only where somebody reads what is sent; nothing is left to be sent after that.
    (isPreview ? m_send : m_close)->setDefault(true);
}

/// There is nothing to follow before something was sent.
void ActionDialog::arrangeColumns()
{
    const bool isPreview = m_phase == Phase::Preview;
    const int room = width() - 2 * dialogMargin;
    for (const ActionColumnData &column : actionColumns()) {
        const int index = static_cast<int>(column.column);
        const int share = isPreview ? column.previewShare : column.share;
        m_table->setColumnHidden(index, isPreview && !column.isInPreview);
        if (share > 0)
            m_table->setColumnWidth(index, room * share / 100);
    }
}

QString ActionDialog::summary() const
{
    const auto toBeSent = static_cast<int>(countToBeSent(m_model.plan()));
    if (m_phase == Phase::Preview) {
        QStringList parts{toBeSent == 0 ? tr("Nothing will be sent.")
                                        : tr("%Ln request(s) will be sent, one after the other.",
                                             nullptr, toBeSent)};
        return (parts + outlooksIn(m_model.plan()) + reasonsIn(m_model.plan())).join(u'\n');
    }
    const auto &outcomes = m_model.outcomes();
    const auto count = [&outcomes](auto... states) {
        return static_cast<int>(std::ranges::count_if(outcomes, [=](const ActionOutcome &outcome) {
            return ((outcome.state == states) || ...);
        }));
    };
    using State = ActionOutcome::State;
    QStringList parts{sentCountsText(m_model.followed())};
    if (const int refused = count(State::Refused))
        parts << tr("%Ln refused", nullptr, refused);
    if (const int there = count(State::Superseded))
        parts << tr("%Ln under way already", nullptr, there);
    if (const int doubtful = count(State::NotSeen, State::InDoubt))
        parts << tr("%Ln in doubt", nullptr, doubtful);
    if (const int unsent = count(State::NotSent))
        parts << tr("%Ln not sent", nullptr, unsent);
    return parts.join(u" · "_s);
}

void ActionDialog::retranslate()
{
    const auto tasks = static_cast<int>(m_model.plan().size());
    const QString title = m_kind == ActionKind::Copy    ? tr("Synchronize a tag now")
                          : m_kind == ActionKind::Retry ? tr("Retry %Ln task(s)", nullptr, tasks)
                                                        : tr("Cancel %Ln task(s)", nullptr, tasks);
    setWindowTitle(title);
    m_title->setText(title);
    m_summary->setText(summary());
    m_overwrite->setText(tr("&Replace the tag where the destination has it already"));
    m_includeFailing->setText(tr("&Send also what would fail again"));
    m_accountLabel->setText(tr("&Account id of the destination:"));
    m_account->setPlaceholderText(tr("digits"));
    m_export->setText(tr("Export results…"));
    m_close->setText(m_phase == Phase::Running ? tr("Stop") : tr("Close"));
    const auto requests = static_cast<int>(countToBeSent(m_model.plan()));
    m_send->setText(tr("Send %Ln request(s)", nullptr, requests));
    m_table->setAccessibleName(tr("What is sent, and what became of it"));
}

/// While it runs, leaving means stopping; what was sent is then followed to its end.
void ActionDialog::reject()
{
    if (m_phase == Phase::Running)
        Q_EMIT stopRequested();
    else
        QDialog::reject();
}

void ActionDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
