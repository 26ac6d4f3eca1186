#pragma once

#include "boardfact.h"
#include "tasklink.h"
#include "tasksetsummary.h"
#include "timedisplay.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <vector>

class AdviceBox;
class PaneHeader;
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class TaskLinkSection;
class TrendBars;
class WrappedText;

/// A row of a board: what it is about, what the board says of it, and what its tasks say.
struct BoardRowDetails {
    QString title{};
    std::vector<BoardFact> facts{};
    TaskSetSummary tasks{};
    std::vector<TaskLink> failures{}; ///< the newest open ones, not all
    SyncTask example{};               ///< as in the summary, where there is one

    friend bool operator==(const BoardRowDetails &, const BoardRowDetails &) = default;
};

/// The row of a board beside it: its numbers, their trend, its newest failures, what their cause
/// means, and what can be done about them.
class BoardRowPane final : public QWidget {
    Q_OBJECT

public:
    explicit BoardRowPane(QWidget *parent = nullptr);

    void showRow(const BoardRowDetails &row, const TimeContext &now);
    /// A row whose tasks have nothing in common that a query could say.
    void showUnnamed(const QString &title);
    void clear();

Q_SIGNALS:
    void closeRequested();
    void tasksRequested();    ///< of the row, in the list
    void failuresRequested(); ///< those of them that failed
    void retryRequested();    ///< of the open failures, after a preview
    /// Show this task.
    void taskChosen(TaskRow row);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeBody();
    QWidget *makeFoot();
    void fill();
    void fillFacts();
    void layOutFacts();
    void fillAdvice();
    void retranslate();

    PaneHeader *m_header = nullptr;
    QLabel *m_empty = nullptr;
    QScrollArea *m_scroll = nullptr;
    WrappedText *m_counts = nullptr;
    TrendBars *m_trend = nullptr;
    QLabel *m_causeTitle = nullptr;
    AdviceBox *m_advice = nullptr;
    TaskLinkSection *m_failures = nullptr;
    QLabel *m_factsTitle = nullptr;
    QGridLayout *m_grid = nullptr;
    QStringList m_factNames{};             ///< for which the grid is laid out
    std::vector<WrappedText *> m_values{}; ///< of the facts, in their order
    QWidget *m_foot = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_openFailures = nullptr;
    QPushButton *m_openTasks = nullptr;

    bool m_isShown = false;
    bool m_isUnnamed = false;
    BoardRowDetails m_row{};
    TimeContext m_now{};
};
