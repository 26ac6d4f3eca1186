#pragma once

#include "boardview.h"
#include "rulechange.h"

#include <optional>

class ElidedLabel;
class QPushButton;
class RuleTable;
class RuleTableModel;

/// What can be done on the page of rules, and why not.
struct RuleOffers {
    RuleDisabledReason create = RuleDisabledReason::NoInstance;
    RuleDisabledReason remove = RuleDisabledReason::NoRule; ///< the current rule

    friend bool operator==(const RuleOffers &, const RuleOffers &) = default;
};

/// The page of rules: a row for each that the registry lists or a task names.
class RuleView final : public BoardView {
    Q_OBJECT

public:
    explicit RuleView(QWidget *parent = nullptr);

    /// \p model may go before the view does.
    void setModel(RuleTableModel &model);
    /// Empty while there is none.
    [[nodiscard]] std::optional<RuleRow> currentRule() const;
    /// Makes the rule with this id the current one; false where it is not there.
    bool makeRuleCurrent(const QString &ruleId);
    void showOffers(const RuleOffers &offers);
    /// The registry lists the current rule, so that its ends are known.
    [[nodiscard]] bool canCompare() const;

Q_SIGNALS:
    void creationRequested();
    void removalRequested();    ///< of the current rule
    void comparisonRequested(); ///< of the tags of the current rule
    /// It is another one, or there is more to be said of it.
    void currentRuleChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeButtons();
    void openMenu(const QPoint &globalPosition);
    void showRules();
    void showComparison();
    void retranslate();

    ElidedLabel *m_scope = nullptr;
    QPushButton *m_create = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_compare = nullptr;
    RuleTable *m_table = nullptr;
    RuleTableModel *m_model = nullptr;
    RuleOffers m_offers{};
};
