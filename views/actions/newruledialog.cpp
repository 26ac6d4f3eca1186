#include "newruledialog.h"

#include "ruleform.h"
#include "rulereachview.h"
#include "widgetparts.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize newRuleSize{820, 560};

} // namespace

NewRuleDialog::NewRuleDialog(QWidget *parent)
    : QDialog(parent),
      m_form(new RuleForm(this)),
      m_reach(new RuleReachView(this)),
      m_cancel(makeButton(u"ruleCancel"_s, nullptr, this)),
      m_next(makeButton(u"ruleNext"_s, "primary", this))
{
    setObjectName(u"newRuleDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    fillWithPanel(*this);
    m_next->setDefault(true);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_next, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_cancel, QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_form);
    layout->addWidget(makeHairline(Qt::Horizontal, this));
    layout->addWidget(m_reach, 1);
    layout->addWidget(buttons);
    resize(newRuleSize);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_next, &QPushButton::clicked, this, &NewRuleDialog::choose);
    retranslate();
}

NewRuleDialog::~NewRuleDialog() = default;

/// The button is always there to be pressed: what is missing is told, and where.
void NewRuleDialog::choose()
{
    if (!m_form->showAllFaults())
        Q_EMIT ruleChosen(m_form->draft().toBeSent());
}

void NewRuleDialog::retranslate()
{
    setWindowTitle(tr("New synchronization rule"));
    m_cancel->setText(tr("Cancel"));
    //: Button: shows what would be sent
    m_next->setText(tr("Preview"));
}

void NewRuleDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
