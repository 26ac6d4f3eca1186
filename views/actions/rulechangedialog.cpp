#include "rulechangedialog.h"

#include "actiontext.h"
#include "displaytext.h"
#include "erroradvice.h"
#include "printable.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize ruleChangeSize{560, 400};

QString ruleNameOf(const CreateSyncRule &wanted)
{
    return wanted.name;
}

QString ruleNameOf(const RuleRemoval &removal)
{
    return removal.rule.name.isEmpty() ? removal.rule.id : removal.rule.name;
}

} // namespace

RuleChangeDialog::RuleChangeDialog(const RuleChange &change, const std::vector<RuleFact> &facts,
                                   QWidget *parent)
    : SendDialog(u"ruleChange"_s, parent), m_change(change)
{
    m_destination = makeWrappedLabel(u"ruleChangeDestination"_s, TextStyle::Body,
                                     QPalette::PlaceholderText, this);
    m_destination->hide();
    m_status = makeWrappedLabel(u"ruleChangeStatus"_s, TextStyle::Body, QPalette::WindowText, this);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layOut(facts);
    setPhase(Phase::Preview);
    usualButton().setFocus();
    resize(ruleChangeSize);
}

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
    area->setAccessibleName(tr("The rule"));
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(makeFacts(facts));
    QDialogButtonBox *buttons = makeSendButtons(u"RuleChange"_s, QDialogButtonBox::Cancel);
    content().addWidget(&titleLabel());
    content().addWidget(&summaryLabel());
    content().addWidget(area, 1);
    content().addWidget(m_destination);
    content().addWidget(m_status);
    content().addWidget(buttons);
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

void RuleChangeDialog::showDestination(const QString &line)
{
    m_destination->setText(printable(line));
    m_destination->setVisible(!line.isEmpty());
}

QString RuleChangeDialog::title() const
{
    const QString name =
        std::visit([](const auto &change) { return ruleNameOf(change); }, m_change);
    using State = ActionOutcome::State;
    const bool isFinished = phase() == Phase::Finished;
    const bool tookPlace =
        isFinished && (m_outcome.state == State::Done || m_outcome.state == State::DoneAfterAll);
    if (tookPlace)
        return isRemoval() ? tr("The rule %1 is deleted").arg(name)
                           : tr("The rule %1 is created").arg(name);
    if (isFinished)
        return isRemoval() ? tr("Deleting the rule %1").arg(name)
                           : tr("Creating the rule %1").arg(name);
    return isRemoval() ? tr("Delete the rule %1?").arg(name) : tr("Create the rule %1?").arg(name);
}

QString RuleChangeDialog::summary() const
{
    if (!isRemoval())
        return tr("One request is sent, with exactly this:");
    return sentencesText(tr("It starts no more tasks. Its tasks and images stay."),
                         tr("Whether unfinished tasks still end is not documented."));
}

QStringList RuleChangeDialog::statusLines() const
{
    if (phase() == Phase::Preview)
        return {};
    if (phase() == Phase::Finished && m_outcome.state == ActionOutcome::State::NotSent)
        return {tr("Nothing was sent.")};
    QStringList lines{outcomeText(m_outcome)};
    if (m_outcome.error)
        lines << adviceFor(*m_outcome.error).whatToDo << technicalLine(*m_outcome.error);
    lines.removeAll(QString());
    return lines;
}

void RuleChangeDialog::retranslate()
{
    SendDialog::retranslate();
    setWindowTitle(isRemoval() ? tr("Delete a rule") : tr("Create a rule"));
    const QStringList lines = statusLines();
    m_status->setText(lines.join(u'\n'));
    m_status->setVisible(!lines.isEmpty());
    acceptButton().setText(isRemoval() ? tr("Delete the rule") : tr("Create the rule"));
}
