#pragma once

#include "actionplan.h"
#include "digestcomparison.h"
#include "registryinstance.h"
#include "synctask.h"
#include "synctaskdetail.h"
#include "timedisplay.h"

#include <QDateTime>
#include <QWidget>

#include <optional>

class GlyphButton;
class QAction;
class QHBoxLayout;
class QMenu;
class QPushButton;

/// What stands in the way of each action; empty: nothing can be asked at all.
struct ActionOffers {
    std::optional<ActionDisabledReason> retry{};
    std::optional<ActionDisabledReason> cancel{};

    friend bool operator==(const ActionOffers &, const ActionOffers &) = default;
};

/// What can be done with the task that is shown: retry or cancel it, copy it in several forms, open
/// the pages of its instances in the vendor's console.
class TaskPaneFoot final : public QWidget {
    Q_OBJECT

public:
    explicit TaskPaneFoot(QWidget *parent = nullptr);

    /// \p listedBy: the instance that knows the task.
    void showTask(const SyncTask &task, const InstanceRef &listedBy, const QString &ruleName,
                  const TimeContext &now);
    /// What the registry said of it alone; empty while it has not.
    void showDetail(const std::optional<SyncTaskDetail> &detail);
    /// What its tags point to, as far as that is known.
    void showDigests(const ComparedDigests &digests) { m_digests = digests; }
    /// What makes no sense for the task is not there; what is not allowed says so.
    void showOffers(const ActionOffers &offers);

Q_SIGNALS:
    void consoleRequested(const InstanceRef &instance);
    void actionRequested(ActionKind kind);
    void comparisonRequested(); ///< of the tags of its repository at both ends
    void changesWanted();       ///< a person wants to be allowed what is read-only

protected:
    void changeEvent(QEvent *event) override;

private:
    QMenu *makeCopyMenu();
    QMenu *makeConsoleMenu();
    void retranslate();
    [[nodiscard]] QString rawReply() const;
    void showReply();

    QPushButton *m_allow = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_compare = nullptr;
    GlyphButton *m_copy = nullptr;
    GlyphButton *m_console = nullptr;
    QAction *m_copyTaskId = nullptr;
    QAction *m_copyLink = nullptr;
    QAction *m_copySource = nullptr;
    QAction *m_copyDestination = nullptr;
    QAction *m_copyCommand = nullptr;
    QAction *m_copyReply = nullptr;
    QAction *m_copyAll = nullptr;
    QAction *m_showReply = nullptr;
    QAction *m_openSource = nullptr;
    QAction *m_openDestination = nullptr;

    SyncTask m_task{};
    InstanceRef m_listedBy{};
    QString m_ruleName{};
    TimeContext m_now{};
    std::optional<SyncTaskDetail> m_detail{};
    ComparedDigests m_digests{};
    ActionOffers m_offers{};
};
