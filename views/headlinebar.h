#pragma once

#include "statussummary.h"

#include <QWidget>

/// One word and its colour, then the numbers.
class HeadlineBar final : public QWidget {
    Q_OBJECT

public:
    explicit HeadlineBar(QWidget *parent = nullptr);
    ~HeadlineBar() override;

    void showSummary(const StatusSummary &summary);
    /// What the numbers cover, e.g. "in the 300 loaded tasks"; empty: everything.
    void showScope(const QString &scope);

Q_SIGNALS:
    /// A number was clicked.
    void statusChosen(SyncTaskStatus status);
};
