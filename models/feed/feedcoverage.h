#pragma once

#include "operations.h"
#include "taskstore.h"

#include <map>
#include <optional>
#include <vector>

/// What the times on a page say.
struct PageFacts {
    int rows = 0;
    qint64 newestMs = 0;
    qint64 oldestMs = 0;
    bool newestFirst = true; ///< each task has a time, and none is newer than the one before
    std::optional<qint64> total{};
};

PageFacts factsOf(const SyncTaskPage &page);

/// How much of what one question lists was seen, and what that proves. The order of a listing is
/// not documented: newest first is believed until a page contradicts it.
class FeedCoverage final {
public:
    /// Tasks are counted anew for each of these.
    enum class Pass : quint8 { Question = 1, Refresh = 2 };

    /// Forgets what the last refresh saw.
    void beginRefresh();
    /// The pages will be loaded anew.
    void forgetPages() { m_pages.clear(); }
    /// True when the pass sees the task for the first time.
    bool see(TaskRow row, Pass pass);
    [[nodiscard]] bool wasSeen(TaskRow row, Pass pass) const;
    /// Tasks of the question seen so far.
    [[nodiscard]] qint64 loaded() const { return m_loaded; }

    /// A page of the loading; pages may come in any order.
    void addLoadedPage(int pageNo, const PageFacts &facts);
    [[nodiscard]] bool isNewestFirst() const { return m_newestFirst; }
    /// What page \p pageNo held when it was read last, for whatever reason; until then \p came
    /// tasks had come above those that were known at first.
    void notePage(int pageNo, const PageFacts &facts, qint64 came);
    /// On which page a task that was created then is by now, after \p came tasks, as far as the
    /// pages that were read tell; empty: not known.
    [[nodiscard]] std::optional<int> pageOf(qint64 createdMs, qint64 came) const;
    /// All tasks created after this were seen when the first \p pages pages were, without a gap.
    [[nodiscard]] std::optional<qint64> sinceMs(int pages) const;
    /// Of all tasks seen; 0: none has a time.
    [[nodiscard]] qint64 newestMs() const { return m_newestMs; }
    [[nodiscard]] qint64 oldestMs() const { return m_oldestMs; }

private:
    void widen(const PageFacts &facts);
    [[nodiscard]] bool isInOrder(int earlierPage, int laterPage) const;

    std::vector<quint8> m_seen; // by store row: a bit for each pass
    std::map<int, PageFacts> m_pages;
    /// A page, and how many tasks had come when it was read: each more moves its rows down.
    struct NotedPage {
        PageFacts facts{};
        qint64 came = 0;
    };
    std::map<int, NotedPage> m_notedPages;
    qint64 m_loaded = 0;
    int m_fullPage = 1; // rows
    qint64 m_newestMs = 0;
    qint64 m_oldestMs = 0;
    bool m_newestFirst = true;
};
