#pragma once

#include "boardtable.h"

/// The rows of the board of failures.
class FailureTable final : public BoardTable {
    Q_OBJECT

public:
    explicit FailureTable(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
};
