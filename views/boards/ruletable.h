#pragma once

#include "boardtable.h"

/// The rows of the page of rules.
class RuleTable final : public BoardTable {
    Q_OBJECT

public:
    explicit RuleTable(QWidget *parent = nullptr);

Q_SIGNALS:
    void removalRequested(); ///< Del: of the current row

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void retranslate();
};
