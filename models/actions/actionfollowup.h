#pragma once

#include "sentaction.h"
#include "taskstore.h"

#include <QDateTime>
#include <QSet>
#include <QString>

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <vector>

/// Follows what the registry accepted to its end: the task that was made, or cancelled, as the
/// store tells of it. A task whose id the registry did not give is found among the new ones by
/// image, destination and time. What is not listed in time is not known, until it is listed.
class ActionFollowUp final {
public:
    explicit ActionFollowUp(const TaskStore &store) : m_store(store) {}

    /// How long a new task may take to be listed.
    static constexpr std::chrono::minutes patience{2};

    /// The task that \p action is known to have made is found for no other action, though this one
    /// may have ended long ago.
    void claim(const SentAction &action);
    /// From \p now on; claims its task. An action that was not accepted, or has ended, is not
    /// followed.
    void follow(const SentAction &action, const QDateTime &now);
    /// Rows that the store did not have before.
    void noteInserted(std::span<const TaskRow> rows);
    /// Those of which more is known than before.
    std::vector<SentAction> update(const QDateTime &now);
    /// None is followed.
    [[nodiscard]] bool isEmpty() const { return m_followed.empty(); }

private:
    struct Followed {
        SentAction action{};
        QDateTime since{};
    };

    [[nodiscard]] std::optional<TaskRow> rowOf(const SentAction &action) const;
    void findMade(SentAction &action, TaskRow row);
    void readProgress(Followed &followed, const QDateTime &now) const;

    const TaskStore &m_store;
    std::map<QString, Followed> m_followed; // by SentAction::id
    QSet<QString> m_claimed;                // ids of the tasks that actions made
};
