#pragma once

#include "freshness.h"
#include "statussummary.h"
#include "timedisplay.h"
#include "timelinetext.h"

#include <QWidget>

class ElidedButton;
class ElidedLabel;
class HeadlineFigure;
class HeadlineWord;
class QLabel;

/// One word and its colour, then the numbers.
class HeadlineBar final : public QWidget {
    Q_OBJECT

public:
    explicit HeadlineBar(QWidget *parent = nullptr);

    void showSummary(const StatusSummary &summary);
    /// Whether they still hold: what is old is not told as if it were so now.
    void showFreshness(const Freshness &freshness, const TimeContext &now);
    /// The word, and what restricts it: "Not reachable, On time as of 14:02:11".
    [[nodiscard]] QString text() const { return accessibleName(); }
    /// The range of time that the numbers speak of, e.g. "in 24 h".
    void showRange(const QString &range);
    /// What the numbers cover, e.g. "in the 300 loaded tasks"; empty: everything.
    void showScope(const QString &scope);

Q_SIGNALS:
    /// A number was clicked.
    void statusChosen(SyncTaskStatus status);
    /// The age of the oldest unfinished task was clicked.
    void activeChosen();
    /// A number was clicked that a chart draws over time.
    void chartChosen(ChartKind kind);
    /// The number of stuck tasks was clicked.
    void stuckChosen();
    /// The most delayed route was clicked.
    void delayChosen();

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeFigures();
    void updateHealth();
    [[nodiscard]] QString figureText(int count) const;
    void updateCounts();
    void updateTimes();
    void updateDelay();
    void showOldest(const OldestUnfinished &oldest);
    [[nodiscard]] QString healthReason() const;
    void showHealthReason();
    void explainFigures();
    void chooseHealthReason();
    void arrange();
    [[nodiscard]] int arrangeNote(int left);
    [[nodiscard]] int rangeWidth() const;
    [[nodiscard]] int arrangeRange(int left);
    [[nodiscard]] int arrangeDelay(int left, int scopeRoom);
    [[nodiscard]] bool isWanted(const HeadlineFigure &figure) const;
    [[nodiscard]] int arrangeFigures(int left, int limit);

    QLabel *m_icon = nullptr;
    HeadlineWord *m_word = nullptr;
    ElidedLabel *m_note = nullptr; // why the word does not speak of now
    ElidedLabel *m_range = nullptr;
    HeadlineFigure *m_failed = nullptr;
    ElidedButton *m_delay = nullptr;
    HeadlineFigure *m_stuck = nullptr;
    HeadlineFigure *m_running = nullptr;
    HeadlineFigure *m_waiting = nullptr;
    HeadlineFigure *m_oldest = nullptr;
    HeadlineFigure *m_duration = nullptr;
    HeadlineFigure *m_success = nullptr;
    HeadlineFigure *m_done = nullptr;
    ElidedLabel *m_scope = nullptr;
    QString m_delayReason{};
    StatusSummary m_summary{};
    Freshness m_freshness{};
    TimeContext m_now{};
};
