#pragma once

#include "rulefacts.h"
#include "senddialog.h"
#include "writestate.h"

#include <QStringList>

#include <vector>

/// Of a rule that is made, or deleted: then it says what stops.
class RuleChangeDialog final : public SendDialog {
    Q_OBJECT

public:
    RuleChangeDialog(const RuleChange &change, const std::vector<RuleFact> &facts,
                     QWidget *parent = nullptr);

    void showOutcome(const ActionOutcome &outcome);
    /// What is known of where the rule copies to; empty: nothing is said.
    void showDestination(const QString &line);

private:
    [[nodiscard]] QWidget *makeFacts(const std::vector<RuleFact> &facts);
    void layOut(const std::vector<RuleFact> &facts);
    void retranslate() override;
    [[nodiscard]] bool isRemoval() const;
    [[nodiscard]] bool isSendingUsual() const override { return !isRemoval(); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QStringList statusLines() const;

    RuleChange m_change;
    ActionOutcome m_outcome{};
    QLabel *m_destination = nullptr;
    QLabel *m_status = nullptr;
};
