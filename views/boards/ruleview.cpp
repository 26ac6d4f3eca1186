#include "ruleview.h"

#include "displaytext.h"
#include "elidedlabel.h"
#include "ruletable.h"
#include "ruletablemodel.h"
#include "widgetparts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString offerText(RuleDisabledReason disabledReason)
{
    const QString why = disabledReasonText(disabledReason);
    return disabledReason == RuleDisabledReason::ReadOnly
               ? sentencesText(
                     why, RuleView::tr("Turn on “Allow changes in the registry” in the ☰ menu."))
               : why;
}

/// With the reason, where it is not offered.
void showOffer(QPushButton &button, RuleDisabledReason disabledReason, const QString &what)
{
    const QString why = offerText(disabledReason);
    button.setEnabled(why.isEmpty());
    button.setToolTip(why.isEmpty() ? what : why);
    button.setAccessibleDescription(why);
}

} // namespace

RuleView::RuleView(QWidget *parent) : BoardView(parent), m_scope(new ElidedLabel(this))
{
    m_scope->setObjectName(u"ruleScopeNote"_s);
    m_scope->setFont(textFont(TextStyle::Secondary, font()));
    m_scope->setProperty("secondary", true);
    QWidget *buttons = makeButtons();
    m_table = new RuleTable(this);
    layOut(m_scope, m_table, u"ruleSummary"_s, u"noRules"_s, buttons);
    connect(m_table, &RuleTable::menuRequested, this, &RuleView::openMenu);
    connect(m_table, &RuleTable::removalRequested, this, [this] {
        if (m_remove->isEnabled())
            Q_EMIT removalRequested();
    });
    retranslate();
}

QWidget *RuleView::makeButtons()
{
    auto *buttons = new QWidget(this);
    m_create = makeButton(u"newRule"_s, "toggle", buttons);
    m_remove = makeButton(u"deleteRule"_s, "toggle", buttons);
    m_compare = makeButton(u"compareRule"_s, "toggle", buttons);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::unit * 2);
    row->addWidget(m_compare);
    row->addWidget(m_create);
    row->addWidget(m_remove);
    connect(m_create, &QPushButton::clicked, this, &RuleView::creationRequested);
    connect(m_remove, &QPushButton::clicked, this, &RuleView::removalRequested);
    connect(m_compare, &QPushButton::clicked, this, &RuleView::comparisonRequested);
    return buttons;
}

void RuleView::setModel(RuleTableModel &model)
{
    m_model = &model;
    table().setModel(&model);
    connect(&model, &RuleTableModel::rulesShown, this, &RuleView::showRules);
    connect(&model, &QObject::destroyed, this, [this] { m_model = nullptr; });
    connect(table().selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RuleView::currentRuleChanged);
    connect(this, &RuleView::currentRuleChanged, this, &RuleView::showComparison);
    showRules();
}

std::optional<RuleRow> RuleView::currentRule() const
{
    const int row = m_table->currentIndex().row();
    if (m_model == nullptr || row < 0 || row >= m_model->rowCount())
        return {};
    return m_model->rules().at(static_cast<std::size_t>(row));
}

bool RuleView::makeRuleCurrent(const QString &ruleId)
{
    if (m_model == nullptr)
        return false;
    const auto found = std::ranges::find(m_model->rules(), ruleId, &RuleRow::id);
    if (found == m_model->rules().end())
        return false;
    makeCurrent(static_cast<int>(found - m_model->rules().begin()));
    return true;
}

void RuleView::showOffers(const RuleOffers &offers)
{
    m_offers = offers;
    showOffer(*m_create, offers.create,
              tr("Create a synchronization rule, after a dry run (Ctrl+Shift+N)"));
    showOffer(*m_remove, offers.remove, tr("Delete the current rule (Del)"));
}

bool RuleView::canCompare() const
{
    const std::optional<RuleRow> rule = currentRule();
    return rule && rule->rule;
}

void RuleView::showComparison()
{
    const RuleDisabledReason disabledReason =
        canCompare() ? RuleDisabledReason::None
                     : (currentRule() ? RuleDisabledReason::NotListed : RuleDisabledReason::NoRule);
    showOffer(*m_compare, disabledReason,
              tr("Which tags of the rule are missing at the destination (Ctrl+D)"));
}

/// What is not offered is there, and says why.
void RuleView::openMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"ruleMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const auto add = [menu](const QString &text, RuleDisabledReason disabledReason) {
        QAction *action = menu->addAction(text);
        action->setEnabled(disabledReason == RuleDisabledReason::None);
        action->setToolTip(offerText(disabledReason));
        return action;
    };
    connect(menu->addAction(tr("Show its tasks")), &QAction::triggered, this, [this] {
        if (currentRule()) // it may have gone while the menu was open
            Q_EMIT chosen(m_table->currentIndex().row(), false);
    });
    connect(add(tr("Compare its tags…"),
                canCompare() ? RuleDisabledReason::None : RuleDisabledReason::NotListed),
            &QAction::triggered, this, &RuleView::comparisonRequested);
    menu->addSeparator();
    connect(add(tr("New rule…"), m_offers.create), &QAction::triggered, this,
            &RuleView::creationRequested);
    connect(add(tr("Delete the rule…"), m_offers.remove), &QAction::triggered, this,
            &RuleView::removalRequested);
    menu->popup(globalPosition);
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
    Q_EMIT currentRuleChanged();
}

void RuleView::retranslate()
{
    //: What the figures of the page are of: as those at the top of the window
    m_scope->setText(tr("All rules of the chosen instances"));
    setTexts(tr("Rules"), tr("No rules of the chosen instances"));
    //: Button: opens a dialog in which a rule is written down
    m_create->setText(tr("New rule…"));
    //: Button: deletes the current rule, after a confirmation
    m_remove->setText(tr("Delete…"));
    //: Button: compares the tags at both ends of the current rule
    m_compare->setText(tr("Compare…"));
    showOffers(RuleOffers(m_offers));
    showComparison();
    showRules();
}

void RuleView::changeEvent(QEvent *event)
{
    BoardView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
