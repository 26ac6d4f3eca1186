#pragma once

#include "boardview.h"

class ElidedLabel;
class RuleTableModel;

/// The page of rules: a row for each that the registry lists or a task names.
class RuleView final : public BoardView {
    Q_OBJECT

public:
    explicit RuleView(QWidget *parent = nullptr);
    ~RuleView() override;

    /// \p model may go before the view does.
    void setModel(RuleTableModel &model);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showRules();
    void retranslate();

    ElidedLabel *m_scope = nullptr;
    RuleTableModel *m_model = nullptr;
};
