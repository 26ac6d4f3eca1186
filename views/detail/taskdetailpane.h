#pragma once

#include "apierror.h"
#include "digestcomparison.h"
#include "manualplace.h"
#include "notesection.h"
#include "rulesection.h"
#include "syncrule.h"
#include "synctask.h"
#include "synctaskdetail.h"
#include "tasklink.h"
#include "taskpanefoot.h"
#include "timedisplay.h"
#include "transferpace.h"

#include <QDateTime>
#include <QWidget>

#include <optional>

class AdviceBox;
class ComparisonGrid;
class FactGrid;
class LayerSection;
class PaneHeader;
class QLabel;
class QScrollArea;
class StatusMark;
class TaskLinkSection;
class WrappedText;

/// One task beside the list: what it is, why it failed and what to do, source and destination
/// side by side, layers, what has to do with it, its rule, facts. First what the list knows, then
/// what the registry adds.
class TaskDetailPane final : public QWidget {
    Q_OBJECT

public:
    explicit TaskDetailPane(QWidget *parent = nullptr);

    /// Another task clears what was known of the former; the same one is updated in place: no
    /// flicker, the scroll stays. \p ruleName and instance names may be empty.
    struct Names {
        QString rule{};
        QString sourceInstance{};
        QString destinationInstance{};
        InstanceRef listedBy{}; ///< the instance that knows the task
    };
    void showTask(const SyncTask &task, const Names &names, const TimeContext &now);
    void showDetail(const SyncTaskDetail &detail);
    void showDetailLoading();
    void showDetailError(const ApiError &error);
    /// How fast the bytes of its layers move, where that is known.
    void showPace(const std::optional<TransferPace> &pace);
    /// The rule that made the task; empty when there is none, or it is not known.
    void showRule(const std::optional<SyncRule> &rule, const RuleSection::EndNames &names);
    void showRelations(const TaskRelations &relations);
    /// What the tag points to at both ends; nothing of it while that was not asked.
    void showDigests(const ComparedDigests &digests);
    /// What the team notes of the task.
    void showNotes(const ShownNotes &notes);
    /// What can be done about the task.
    void showOffers(const ActionOffers &offers);
    void clear();

Q_SIGNALS:
    void closeRequested();
    void retryDetailRequested();
    /// Show the tasks of the same push.
    void batchChosen(const QString &batchId);
    /// Show this task instead.
    void taskChosen(TaskRow row);
    /// Look both tags up anew.
    void lookAgainRequested();
    /// Open the instance's page in the vendor's console.
    void consoleRequested(const InstanceRef &instance);
    void actionRequested(ActionKind kind);
    void comparisonRequested(); ///< as TaskPaneFoot::comparisonRequested
    void changesWanted();       ///< as TaskPaneFoot::changesWanted
    void acknowledgeRequested();
    void withdrawRequested(const QString &noteId);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeBody();
    void makeRelations(QWidget *body);
    [[nodiscard]] ManualPlace placeInManual() const;
    void fill();
    void fillRelations();
    void showArtifactDigest();
    void retranslate();

    StatusMark *m_mark = nullptr;
    PaneHeader *m_header = nullptr;
    QLabel *m_empty = nullptr;
    QScrollArea *m_scroll = nullptr;
    WrappedText *m_subline = nullptr;
    NoteSection *m_notes = nullptr;
    AdviceBox *m_advice = nullptr;
    TaskLinkSection *m_repair = nullptr;
    ComparisonGrid *m_comparison = nullptr;
    LayerSection *m_layers = nullptr;
    TaskLinkSection *m_samePush = nullptr;
    TaskLinkSection *m_earlier = nullptr;
    RuleSection *m_rule = nullptr;
    FactGrid *m_facts = nullptr;
    TaskPaneFoot *m_foot = nullptr;

    std::optional<SyncTask> m_task{};
    std::optional<SyncTaskDetail> m_detail{};
    Names m_names{};
    TaskRelations m_relations{};
    ComparedDigests m_digests{};
    TimeContext m_now{};
};
