#pragma once

#include "apierror.h"
#include "synctask.h"
#include "synctaskdetail.h"

#include <QDateTime>
#include <QWidget>

#include <optional>

/// One task beside the list: what it is, why it failed and what to do, source and destination
/// side by side, facts, layers. First what the list knows, then what the registry adds.
class TaskDetailPane final : public QWidget {
    Q_OBJECT

public:
    explicit TaskDetailPane(QWidget *parent = nullptr);
    ~TaskDetailPane() override;

    /// Another task clears what was known of the former; the same one is updated in place: no
    /// flicker, the scroll stays. \p ruleName and instance names may be empty.
    struct Names {
        QString rule{};
        QString sourceInstance{};
        QString destinationInstance{};
    };
    void showTask(const SyncTask &task, const Names &names, const QDateTime &now);
    void showDetail(const SyncTaskDetail &detail);
    void showDetailLoading();
    void showDetailError(const ApiError &error);
    void clear();

Q_SIGNALS:
    void closeRequested();
    void retryDetailRequested();
    /// Show the tasks of the same push.
    void batchChosen(const QString &batchId);
};
