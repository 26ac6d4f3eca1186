#pragma once

#include "manualclock.h"
#include "sampletasks.h"
#include "taskwatch.h"

#include <QStringList>

#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// "3 failed"; "3 failed while muted" where they were held back.
inline QString noticeInShort(const Notice &notice)
{
    const QString late = notice.wasHeldBack() ? u" while muted"_s : QString();
    switch (notice.kind) {
    case Notice::Kind::Failures:
        return u"%1 failed"_s.arg(notice.count) + late;
    case Notice::Kind::Stuck:
        return u"%1 stuck"_s.arg(notice.count) + late;
    case Notice::Kind::ConnectionLost:
        return u"lost"_s;
    case Notice::Kind::ConnectionBack:
        return u"back"_s;
    }
    return {};
}

/// A watch that began at 14:00 UTC, and what it told.
struct Watched {
    Watched()
    {
        QObject::connect(&watch, &TaskWatch::noticed, &watch,
                         [this](const Notice &notice) { told.push_back(notice); });
    }

    /// A task as the registry lists it, \p age after it was created; a finished one ended now.
    [[nodiscard]] SyncTask task(int number, SyncTaskStatus status,
                                std::chrono::milliseconds age = 1min) const
    {
        SyncTask task = sampleTask(number, status);
        task.createdAt = clock.now().addMSecs(-age.count());
        task.modifiedAt = isFinished(status) ? clock.now() : task.createdAt;
        return task;
    }
    void list(const std::vector<SyncTask> &tasks) { watch.take(store.take(tasks)); }
    void fail(int number) { list({task(number, SyncTaskStatus::Error)}); }
    /// "3 failed, 1 stuck, lost": all notices so far, which are then forgotten.
    QString says()
    {
        QStringList words;
        const std::vector<Notice> notices = std::exchange(told, {});
        for (const Notice &notice : notices)
            words << noticeInShort(notice);
        return words.join(u", "_s);
    }
    [[nodiscard]] QueryContext context() const
    {
        return {.now = clock.now(), .results = &store.results, .acknowledged = &store.acknowledged};
    }
    /// Somebody looks after these.
    void acknowledge(const std::vector<int> &numbers)
    {
        TeamNotes notes{.access = TeamNotes::Access::Read};
        for (const int number : numbers)
            notes.notes.push_back({.instanceId = u"cri-1"_s, .taskId = sampleTask(number).id});
        store.acknowledged.set(notes);
    }

    struct Store {
        TaskStore tasks;
        LatestResults results{tasks};
        Acknowledgements acknowledged{tasks};

        MergeReport take(const std::vector<SyncTask> &page)
        {
            const MergeReport report = tasks.merge(u"cri-1"_s, page);
            results.take(report);
            return report;
        }
    };

    ManualClock clock;
    Store store;
    TaskWatch watch{store.tasks, clock, [this] { return context(); }};
    std::vector<Notice> told;
};
