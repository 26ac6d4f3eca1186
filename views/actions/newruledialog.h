#pragma once

#include "ruledraft.h"

#include <QDialog>

class QLabel;
class QPushButton;
class RuleForm;
class RuleReachView;

/// Asks what a rule is to be, and shows meanwhile what it would copy. Sends nothing: what it gives
/// is shown once more before it is sent.
class NewRuleDialog final : public QDialog {
    Q_OBJECT

public:
    explicit NewRuleDialog(QWidget *parent = nullptr);
    ~NewRuleDialog() override;

    [[nodiscard]] RuleForm &form() const { return *m_form; }
    [[nodiscard]] RuleReachView &reach() const { return *m_reach; }

Q_SIGNALS:
    /// Nothing is wrong with it.
    void ruleChosen(const CreateSyncRule &rule);

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose();
    void retranslate();

    RuleForm *m_form = nullptr;
    RuleReachView *m_reach = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_next = nullptr;
};
