#include "rulechangedialog.h"

#include "actiontext.h"
#include "displaytext.h"
#include "erroradvice.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize ruleChangeSize{560, 400};

QString ruleNameOf(const SyncRule &rule)
{
    return rule.name.isEmpty() ? rule.id : rule.name;
}

} // namespace

RuleChangeDialog::RuleChangeDialog(const RuleChange &change, const std::vector<RuleFact> &facts,
                                   QWidget *parent)
    : QDialog(parent), m_change(change)
{
    setObjectName(u"ruleChangeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    fillWithPanel(*this);
    m_title = makeLabel(TextStyle::PaneTitle, QPalette::WindowText, this);
    m_title->setObjectName(u"ruleChangeTitle"_s);
    m_title->setWordWrap(true);
    m_summary = makeLabel(TextStyle::Body, QPalette::PlaceholderText, this);
    m_summary->setObjectName(u"ruleChangeSummary"_s);
    m_summary->setWordWrap(true);
    m_status = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_status->setObjectName(u"ruleChangeStatus"_s);
    m_status->setWordWrap(true);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layOut(facts);
    connect(m_close, &QPushButton::clicked, this, &RuleChangeDialog::reject);
    connect(m_send, &QPushButton::clicked, this, [this] {
        setPhase(Phase::Running);
        Q_EMIT sendRequested();
    });
    setPhase(Phase::Preview);
    resize(ruleChangeSize);
}

RuleChangeDialog::~RuleChangeDialog() = default;

QWidget *RuleChangeDialog::makeFacts(const std::vector<RuleFact> &facts)
{
    auto *page = new QWidget(this);
    fillWithPanel(*page);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const RuleFact &fact : facts) {
        QLabel *name = makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, page);
        name->setText(fact.name);
        auto *value = new WrappedText(page);
        value->setAccessibleName(fact.name);
        value->showText(fact.value);
        grid->addWidget(name, row, 0, Qt::AlignTop);
        grid->addWidget(value, row, 1);
        ++row;
    }
    grid->setRowStretch(row, 1);
    return page;
}

void RuleChangeDialog::layOut(const std::vector<RuleFact> &facts)
{
    auto *area = new QScrollArea(this);
    area->setObjectName(u"ruleChangeFacts"_s);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(makeFacts(facts));
    m_close = makeButton(u"closeRuleChange"_s, nullptr, this);
    m_send = makeButton(u"sendRuleChange"_s, isRemoval() ? nullptr : "primary", this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_send);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addWidget(area, 1);
    layout->addWidget(m_status);
    layout->addLayout(buttons);
}

bool RuleChangeDialog::isRemoval() const
{
    return std::holds_alternative<RuleRemoval>(m_change);
}

void RuleChangeDialog::showOutcome(const ActionOutcome &outcome)
{
    m_outcome = outcome;
    setPhase(outcome.isSettled() ? Phase::Finished : Phase::Running);
}

void RuleChangeDialog::setPhase(Phase phase)
{
    m_phase = phase;
    m_send->setVisible(phase == Phase::Preview);
    retranslate();
    // Enter makes what was read; it deletes nothing, and after that it closes.
    const bool isSending = phase == Phase::Preview && !isRemoval();
    QPushButton *usual = isSending ? m_send : m_close;
    usual->setDefault(true);
    usual->setFocus();
}

QString RuleChangeDialog::title() const
{
    const QString name = isRemoval() ? ruleNameOf(std::get<RuleRemoval>(m_change).rule)
                                     : std::get<CreateSyncRule>(m_change).name;
    using State = ActionOutcome::State;
    const bool tookPlace = m_phase == Phase::Finished && (m_outcome.state == State::Done ||
                                                          m_outcome.state == State::DoneAfterAll);
    if (tookPlace)
        return isRemoval() ? tr("The rule %1 is deleted").arg(name)
                           : tr("The rule %1 is created").arg(name);
    if (m_phase == Phase::Finished)
        return isRemoval() ? tr("Deleting the rule %1").arg(name)
                           : tr("Creating the rule %1").arg(name);
    return isRemoval() ? tr("Delete the rule %1?").arg(name) : tr("Create the rule %1?").arg(name);
}

QString RuleChangeDialog::summary() const
{
    if (!isRemoval())
        return tr("One request is sent, with exactly this:");
    return sentencesText(tr("No task of it is started any more. The tasks and images that are "
                            "there stay."),
                         tr("What becomes of tasks that are under way is not documented."));
}

void RuleChangeDialog::retranslate()
{
    setWindowTitle(isRemoval() ? tr("Delete a rule") : tr("Create a rule"));
    m_title->setText(title());
    m_summary->setText(summary());
    QStringList lines{m_phase == Phase::Preview ? QString() : outcomeText(m_outcome)};
    if (m_phase == Phase::Finished && m_outcome.state == ActionOutcome::State::NotSent)
        lines = {tr("Nothing was sent.")};
    if (m_outcome.error)
        lines << adviceFor(*m_outcome.error).whatToDo << technicalLine(*m_outcome.error);
    lines.removeAll(QString());
    m_status->setText(lines.join(u'\n'));
    m_status->setVisible(!lines.isEmpty());
    m_close->setText(m_phase == Phase::Running   ? tr("Stop")
                     : m_phase == Phase::Preview ? tr("Cancel")
                                                 : tr("Close"));
    m_send->setText(isRemoval() ? tr("Delete the rule") : tr("Create the rule"));
}

/// While it runs, leaving means stopping; what was sent is then followed to its end.
void RuleChangeDialog::reject()
{
    if (m_phase == Phase::Running)
        Q_EMIT stopRequested();
    else
        QDialog::reject();
}

void RuleChangeDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
