#pragma once

#include "freshness.h"
#include "liststatus.h"
#include "readingpause.h"
#include "taskfeed.h"
#include "timedisplay.h"

#include <QWidget>

#include <chrono>
#include <vector>

class ElidedButton;
class ElidedLabel;
class InstanceStatusPanel;
class QLabel;
class QProgressBar;
class QPushButton;

/// How complete and how old what the window shows is, and how the registry answers.
class FootBar final : public QWidget {
    Q_OBJECT

public:
    explicit FootBar(QWidget *parent = nullptr);

    /// \p shown: rows in the table.
    void showState(const FeedState &state, int shown, const TimeContext &now);
    /// Beside what loads more: a search of a history that holds more than is loaded.
    void offerSearch(bool isOffered);
    void showPlace(const QString &regionId);
    /// From where everything is known, if not from the registry itself: in a few words, which stand
    /// in the place of the number of requests, and in full.
    void showSource(const QString &inShort, const QString &inFull);
    /// What of the lists of instances and rules could not be read.
    void showUnreadDirectory(const UnreadSummary &unread);
    /// How often the lists are to be read: it is said when they are read less often.
    void setWantedInterval(std::chrono::milliseconds interval) { m_wantedInterval = interval; }
    /// How the lists are read that headline and counts speak of: \p freshness is what they add up
    /// to. \p all: also those that the query leaves out; they are in the list of instances.
    void showLists(const std::vector<ListStatus> &lists, const Freshness &freshness,
                   const std::vector<ListStatus> &all, const TimeContext &now);
    /// The list of instances, over the foot.
    [[nodiscard]] InstanceStatusPanel &statusPanel() { return *m_panel; }
    /// How much is asked of all accounts: calls of the last minute; and what is not asked.
    /// What is silenced at present, a line for each; empty: nothing.
    void showMuted(const QStringList &lines);
    void showRequests(int lastMinute, const std::vector<ReadingPause> &pauses = {});

Q_SIGNALS:
    void mutesRequested(); ///< their list is wanted
    void loadMoreRequested();
    void loadAllRequested();
    void searchRequested();
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildRow();
    void retranslate();
    void showFacts();
    void updateLinks();
    void updatePlace();
    void updateRefresh();
    void updateMuted();
    void fit();
    void openPanel();
    [[nodiscard]] QString placeText() const;
    [[nodiscard]] QString placeReason() const;
    [[nodiscard]] QString instanceLine(const ListStatus &list) const;
    [[nodiscard]] QString coverageText() const;
    [[nodiscard]] std::vector<const ListStatus *> listsInDoubt(const PagingDoubt &doubt) const;
    [[nodiscard]] QString doubtLine(const PagingDoubt &doubt) const;
    [[nodiscard]] QString doubtReasons() const;
    [[nodiscard]] QString freshnessText() const;

    ElidedLabel *m_coverage = nullptr;
    QPushButton *m_loadMore = nullptr;
    QPushButton *m_loadAll = nullptr;
    QPushButton *m_search = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_muted = nullptr;
    QLabel *m_nextRefresh = nullptr;
    QLabel *m_dot = nullptr;
    ElidedButton *m_place = nullptr;
    InstanceStatusPanel *m_panel = nullptr;

    QString m_completeness{}; ///< what m_coverage says of it, with which it begins
    bool m_offersMore = false;
    bool m_offersSearch = false;
    FeedState m_state{};
    UnreadSummary m_unreadDirectory{};
    int m_shown = 0;
    TimeContext m_now{};
    QString m_regionId{};
    QString m_sourceInShort{};
    QString m_source{};
    std::vector<ListStatus> m_lists{};
    Freshness m_freshness{};
    std::chrono::milliseconds m_wantedInterval{0};
    int m_requests = 0;
    QStringList m_mutedLines{};
    std::vector<ReadingPause> m_pauses{};
};
