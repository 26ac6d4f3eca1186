#include "newruledialog.h"

#include "manualplace.h"
#include "ruleform.h"
#include "rulereachview.h"
#include "widgetparts.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize newRuleSize{820, 560};

} // namespace

NewRuleDialog::NewRuleDialog(QWidget *parent)
    : DialogFrame(u"newRuleDialog"_s, parent),
      m_form(new RuleForm(this)),
      m_reach(new RuleReachView(this))
{
    setManualPlace(*this, {.page = u"actions"_s, .anchor = u"rules"_s});
    content().setSpacing(12);
    content().addWidget(m_form);
    content().addWidget(makeHairline(Qt::Horizontal, this));
    content().addWidget(m_reach, 1);
    content().addWidget(makeButtons(u"ruleNext"_s, QDialogButtonBox::Cancel));
    resize(newRuleSize);
    retranslate();
}

/// The button is always there to be pressed: what is missing is told, and where. The dialog stays
/// until the rule is made.
void NewRuleDialog::accept()
{
    if (!m_form->showAllFaults())
        Q_EMIT ruleChosen(m_form->draft().toBeSent());
}

void NewRuleDialog::retranslate()
{
    setWindowTitle(tr("New synchronization rule"));
    acceptButton().setText(previewText());
}
