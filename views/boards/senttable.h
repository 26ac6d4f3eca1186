#pragma once

#include "boardtable.h"

/// The rows of the page of what was sent.
class SentTable final : public BoardTable {
    Q_OBJECT

public:
    explicit SentTable(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
};
