#pragma once

#include "dialogframe.h"
#include "ruledraft.h"

class RuleForm;
class RuleReachView;

/// Asks what a rule is to be, and shows meanwhile what it would copy. Sends nothing: what it gives
/// is shown once more before it is sent.
class NewRuleDialog final : public DialogFrame {
    Q_OBJECT

public:
    explicit NewRuleDialog(QWidget *parent = nullptr);

    [[nodiscard]] RuleForm &form() const { return *m_form; }
    [[nodiscard]] RuleReachView &reach() const { return *m_reach; }

Q_SIGNALS:
    /// Nothing is wrong with it.
    void ruleChosen(const CreateSyncRule &rule);

private:
    void accept() override;
    void retranslate() override;

    RuleForm *m_form = nullptr;
    RuleReachView *m_reach = nullptr;
};
