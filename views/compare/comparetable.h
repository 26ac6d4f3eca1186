#pragma once

#include "boardtable.h"

/// The tags of a comparison.
class CompareTable final : public BoardTable {
    Q_OBJECT

public:
    explicit CompareTable(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
};
