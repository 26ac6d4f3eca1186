#pragma once

#include "boardtable.h"

/// The rows of the page of rules.
class RuleTable final : public BoardTable {
    Q_OBJECT

public:
    explicit RuleTable(QWidget *parent = nullptr);
    ~RuleTable() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
};
