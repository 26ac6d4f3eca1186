#pragma once

#include "boardtable.h"

/// The rows of the page of rules.
class RuleTable final : public BoardTable {
    Q_OBJECT

public:
    explicit RuleTable(QWidget *parent = nullptr);

Q_SIGNALS:
    void removalRequested(); ///< Del: of the current row
    void menuRequested(const QPoint &globalPosition);

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void retranslate();
};
