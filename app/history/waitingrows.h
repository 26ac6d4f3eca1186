#pragma once

#include "taskstore.h"

#include <cstddef>
#include <deque>
#include <vector>

/// Rows of the store that are still to be handed to the history, each once however often it changes
/// meanwhile: what is handed over is the task as it is then.
class WaitingRows final {
public:
    /// Is taken after those that wait already.
    void add(TaskRow row);
    /// Takes the place of all that wait: the rows below \p count.
    void setAll(TaskRow count);

    [[nodiscard]] bool isEmpty() const { return m_rows.empty() && m_next >= m_end; }
    /// At most \p most, which wait no more.
    std::vector<TaskRow> take(std::size_t most);

private:
    std::deque<TaskRow> m_rows;
    std::vector<bool> m_isWaiting; ///< by row: it is in m_rows
    TaskRow m_next = 0;            ///< from here to m_end all wait, besides m_rows
    TaskRow m_end = 0;
};
