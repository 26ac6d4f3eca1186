#include "ruleview.h"

#include "displaytext.h"
#include "elidedlabel.h"
#include "ruletable.h"
#include "ruletablemodel.h"
#include "theme.h"

#include <QEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

RuleView::RuleView(QWidget *parent) : BoardView(parent), m_scope(new ElidedLabel(this))
{
    m_scope->setObjectName(u"ruleScopeNote"_s);
    m_scope->setFont(textFont(TextStyle::Secondary, font()));
    m_scope->setProperty("secondary", true);
    layOut(m_scope, new RuleTable(this), u"ruleSummary"_s, u"noRules"_s);
    retranslate();
}

RuleView::~RuleView() = default;

void RuleView::setModel(RuleTableModel &model)
{
    m_model = &model;
    table().setModel(&model);
    connect(&model, &RuleTableModel::rulesShown, this, &RuleView::showRules);
    connect(&model, &QObject::destroyed, this, [this] { m_model = nullptr; });
    showRules();
}

void RuleView::showRules()
{
    if (m_model == nullptr)
        return;
    const std::vector<RuleRow> &rules = m_model->rules();
    showTable(!rules.empty());
    QStringList parts{tr("%Ln rule(s)", nullptr, m_model->rowCount())};
    const auto numberOf = [&rules](RuleState state) {
        return static_cast<int>(std::ranges::count(rules, state, &RuleRow::state));
    };
    if (const int silent = numberOf(RuleState::Silent); silent > 0)
        //: rules that started nothing for long, against their habit
        parts << tr("%Ln silent", nullptr, silent);
    if (const int failing = numberOf(RuleState::Failing); failing > 0)
        //: rules of which too many tasks failed
        parts << tr("%Ln failing", nullptr, failing);
    if (const int deleted = numberOf(RuleState::Deleted); deleted > 0)
        //: rules that tasks name and the registry does not list any more
        parts << tr("%Ln deleted", nullptr, deleted);
    showSummary(rules.empty() ? QString() : listText(parts));
}

void RuleView::retranslate()
{
    //: What the figures of the page are of: as those at the top of the window
    m_scope->setText(tr("Last 24 hours, all rules of the chosen instances"));
    setTexts(tr("Rules"), tr("No rules of the chosen instances"));
    showRules();
}

void RuleView::changeEvent(QEvent *event)
{
    BoardView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
