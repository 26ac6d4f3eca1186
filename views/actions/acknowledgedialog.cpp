#include "acknowledgedialog.h"

#include "manualplace.h"
#include "notetext.h"
#include "widgetparts.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int acknowledgeDialogWidth = 480;

} // namespace

AcknowledgeDialog::AcknowledgeDialog(int tasks, const QString &name, QWidget *parent)
    : DialogFrame(u"acknowledgeDialog"_s, parent),
      m_tasks(tasks),
      m_what(makeWrappedLabel(u"acknowledgeWhat"_s, TextStyle::Body, QPalette::WindowText, this)),
      m_nameLabel(makeLabel(TextStyle::Body, QPalette::WindowText, this)),
      m_name(new QLineEdit(name, this)),
      m_reasonLabel(makeLabel(TextStyle::Body, QPalette::WindowText, this)),
      m_reason(new QLineEdit(this)),
      m_problem(makeWrappedLabel(u"acknowledgeProblem"_s, TextStyle::Secondary,
                                 QPalette::WindowText, this)),
      m_hint(makeHint(this))
{
    setManualPlace(*this, {.page = u"team"_s, .anchor = u"notes"_s});
    m_name->setObjectName(u"acknowledgeName"_s);
    m_nameLabel->setBuddy(m_name);
    m_reason->setObjectName(u"acknowledgeReason"_s);
    m_reasonLabel->setBuddy(m_reason);
    m_problem->setTextFormat(Qt::PlainText);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, statusText(SyncTaskStatus::Error, colors));
    m_problem->setPalette(colors);
    m_problem->hide();
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->addRow(m_nameLabel, m_name);
    form->addRow(m_reasonLabel, m_reason);
    content().addWidget(m_what);
    content().addLayout(form);
    content().addWidget(m_problem);
    content().addWidget(m_hint);
    content().addStretch(1);
    QDialogButtonBox *buttons = makeButtons(u"acknowledgeOk"_s, QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"acknowledgeCancel"_s);
    content().addWidget(buttons);
    setMinimumWidth(acknowledgeDialogWidth);
    for (const QLineEdit *line : {m_name, m_reason})
        connect(line, &QLineEdit::textEdited, m_problem, &QWidget::hide);
    retranslate();
    (m_name->text().isEmpty() ? m_name : m_reason)->setFocus();
}

AcknowledgeDialog::~AcknowledgeDialog() = default;

QString AcknowledgeDialog::nameTyped() const
{
    return m_name->text().trimmed();
}

QString AcknowledgeDialog::reasonTyped() const
{
    return m_reason->text().trimmed();
}

bool AcknowledgeDialog::check()
{
    if (const std::optional<NoteFault> fault = faultOfNote(nameTyped(), reasonTyped())) {
        showProblem(describe(*fault));
        const bool isOfReason =
            *fault == NoteFault::LongReason || *fault == NoteFault::HiddenInReason;
        (isOfReason ? m_reason : m_name)->setFocus();
        return false;
    }
    if (static_cast<std::size_t>(m_tasks) <= TeamNote::mostAtOnce)
        return true;
    showProblem(tr("Select fewer tasks: at most %Ln can be acknowledged at once.", nullptr,
                   static_cast<int>(TeamNote::mostAtOnce)));
    return false;
}

void AcknowledgeDialog::accept()
{
    if (!m_isWriting && check())
        Q_EMIT confirmed(nameTyped(), reasonTyped());
}

void AcknowledgeDialog::showWriting()
{
    m_isWriting = true;
    m_problem->hide();
    retranslate();
}

void AcknowledgeDialog::showProblem(const QString &problem)
{
    m_isWriting = false;
    m_problem->setText(problem);
    m_problem->show();
    retranslate();
}

void AcknowledgeDialog::retranslate()
{
    setWindowTitle(tr("Acknowledge failures"));
    m_what->setText(
        tr("Tell the team that somebody looks after %Ln failed task(s).", nullptr, m_tasks));
    m_nameLabel->setText(tr("Your &name"));
    m_reasonLabel->setText(tr("R&eason"));
    m_reason->setPlaceholderText(tr("Optional, for example what is being done"));
    m_hint->setText(tr("Everybody who reads the team's history sees it. The tasks stay failed and "
                       "counted; nobody is notified of them any more."));
    acceptButton().setText(m_isWriting ? tr("Acknowledging…") : tr("Acknowledge"));
    acceptButton().setEnabled(!m_isWriting);
    m_name->setReadOnly(m_isWriting);
    m_reason->setReadOnly(m_isWriting);
}
