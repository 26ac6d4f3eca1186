#pragma once

#include "taskfeed.h"

#include <QWidget>

/// How complete and how old what the window shows is, and how the registry answers.
class FootBar final : public QWidget {
    Q_OBJECT

public:
    explicit FootBar(QWidget *parent = nullptr);
    ~FootBar() override;

    /// \p shown: rows in the table.
    void showState(const FeedState &state, int shown, const QDateTime &now);
    void showPlace(const QString &regionId);

Q_SIGNALS:
    void loadMoreRequested();
    void loadAllRequested();
    void stopRequested();
};
