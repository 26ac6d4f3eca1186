#pragma once

#include "querynames.h"
#include "synctasktablemodel.h"
#include "taskquery.h"
#include "tasksortvalue.h"
#include "timedisplay.h"

#include <optional>

/// What a cell needs besides its task.
struct CellContext {
    QDateTime now{};
    TimeDisplay times{};
    std::optional<TransferProgress> progress{};
    const QHash<QString, QString> *ruleNames = nullptr; ///< by rule id; may be null
    bool isRepaired = false;                            ///< a later copy made the failure good
    QString acknowledged{}; ///< who looks after a failure; of the status alone
    QString account{};      ///< that lists the task; empty where one is watched
    /// When what is known of the task was read last, where it cannot be read at present.
    QDateTime lastReading{};

    /// Until when a task that has not ended is known to last.
    [[nodiscard]] const QDateTime &knownUntil() const
    {
        return lastReading.isValid() ? lastReading : now;
    }
};

/// What asks for all tasks that say the same in a column; an empty value: nothing to ask for.
struct TaskCondition {
    QueryField field = QueryField::Text;
    QueryValue value{};
    QString name{}; ///< what a menu calls it, where that is not what the cell shows
};

/// All that there is to know of a column of the task table, but for how it is painted. Texts are in
/// the user's language.
struct TaskColumn {
    using Text = QString (*)(const SyncTask &task, const CellContext &context);
    using Test = bool (*)(const SyncTask &task, const CellContext &context);
    using Condition = TaskCondition (*)(const SyncTask &task, const QueryNames &names);

    SyncTaskTableModel::Column column{};
    const char *key = nullptr;           ///< in settings and in what is copied: never to be changed
    const char *sourceTitle = nullptr;   ///< of TaskColumns, to be translated when shown
    const char *sourceToolTip = nullptr; ///< of the title
    Text text = nullptr;
    Text copyText = nullptr;      ///< the whole value, for the clipboard; null: the text
    Text spokenText = nullptr;    ///< what a screen reader says; null: the text
    Text toolTip = nullptr;       ///< null: none
    Test isInFixedFont = nullptr; ///< proportional fonts draw "32x7" as a product; null: never
    TaskSortValue sortValue{};
    Condition condition = nullptr; ///< null: nothing to ask for
    bool isTime = false;           ///< tells moments: the title says in which zone
    bool isRightAligned = false;   ///< numbers and times: digits stand under digits
    /// An image: both ends stay readable, and it goes on where the next cell is empty.
    bool isImage = false;
    int width = 0;             ///< in pixels, until the user sizes it
    int leastWidth = 0;        ///< to which it gives way where there is little room; 0: to none
    int mostWidth = 0;         ///< to which it grows where there is much room; 0: it does not
    bool givesWayLast = false; ///< only when the others have nothing left
    bool isShown = false;      ///< until the user hides it, or shows it

    [[nodiscard]] QString spoken(const SyncTask &task, const CellContext &context) const
    {
        return spokenText ? spokenText(task, context) : text(task, context);
    }
    [[nodiscard]] QString copied(const SyncTask &task, const CellContext &context) const
    {
        return copyText ? copyText(task, context) : text(task, context);
    }
    [[nodiscard]] QString title() const;
    /// As above, with the zone where the column tells moments.
    [[nodiscard]] QString title(const TimeContext &context) const;
    [[nodiscard]] QString titleToolTip() const;
    [[nodiscard]] QString titleToolTip(const TimeContext &context) const;
    /// The key with a small first letter: of a member of a JSON object.
    [[nodiscard]] QString jsonKey() const;
};

const TaskColumn &taskColumn(SyncTaskTableModel::Column column);
/// Null where there is none of that key.
const TaskColumn *taskColumn(const QString &key);

/// 0..1 for a running task whose bytes are known.
std::optional<double> cellProgress(const SyncTask &task, const CellContext &context);
