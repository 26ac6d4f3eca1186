#pragma once

#include "taskstore.h"
#include "teamnote.h"

#include <QByteArray>
#include <QHash>

#include <vector>

/// Who looks after which failed task, as a team has noted it. A task that did not fail, or did not
/// fail in the end, is not acknowledged.
class Acknowledgements final {
public:
    /// \p store must outlive this.
    explicit Acknowledgements(const TaskStore &store) : m_store(store) {}

    /// In the place of those before; mutes among \p notes are not looked at.
    void set(const TeamNotes &notes);
    /// Notes of a team are read at all.
    [[nodiscard]] bool areKnown() const { return m_areKnown; }

    [[nodiscard]] bool has(TaskRow row) const;
    /// The newest first.
    [[nodiscard]] std::vector<TeamNote> of(TaskRow row) const;

private:
    [[nodiscard]] bool mayHave(TaskRow row) const;

    const TaskStore &m_store;
    bool m_areKnown = false;
    QHash<QByteArray, std::vector<TeamNote>> m_notes; // by task id; the newest first
};
