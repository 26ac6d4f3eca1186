#pragma once

#include "apierror.h"
#include "synctask.h"
#include "synctaskdetail.h"

#include <QDateTime>
#include <QWidget>

#include <optional>

class AdviceBox;
class ComparisonGrid;
class FactGrid;
class GlyphButton;
class LayerSection;
class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QScrollArea;
class StatusMark;
class WrappedText;

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

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeBody();
    QWidget *makeFooter();
    QMenu *makeCopyMenu();
    void fill();
    void retranslate();

    StatusMark *m_mark = nullptr;
    WrappedText *m_title = nullptr;
    GlyphButton *m_close = nullptr;
    QLabel *m_empty = nullptr;
    QScrollArea *m_scroll = nullptr;
    WrappedText *m_subline = nullptr;
    AdviceBox *m_advice = nullptr;
    ComparisonGrid *m_comparison = nullptr;
    LayerSection *m_layers = nullptr;
    FactGrid *m_facts = nullptr;
    QWidget *m_footer = nullptr;
    GlyphButton *m_copy = nullptr;
    QAction *m_copyTaskId = nullptr;
    QAction *m_copySource = nullptr;
    QAction *m_copyDestination = nullptr;
    QAction *m_copyAll = nullptr;
    QPushButton *m_samePush = nullptr;

    std::optional<SyncTask> m_task{};
    std::optional<SyncTaskDetail> m_detail{};
    Names m_names{};
    QDateTime m_now{};
};
