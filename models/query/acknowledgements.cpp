#include "acknowledgements.h"

#include <algorithm>
#include <iterator>

void Acknowledgements::set(const TeamNotes &notes)
{
    m_areKnown = notes.access != TeamNotes::Access::None;
    m_notes.clear();
    std::for_each(notes.notes.rbegin(), notes.notes.rend(), [this](const TeamNote &note) {
        if (note.kind == TeamNote::Kind::Acknowledgement)
            m_notes[note.taskId.toUtf8()].push_back(note);
    });
}

/// Without a look at texts: most tasks did not fail.
bool Acknowledgements::mayHave(TaskRow row) const
{
    return !m_notes.isEmpty() && m_store.status(row) == SyncTaskStatus::Error;
}

/// For each cell that is painted: nothing is copied.
bool Acknowledgements::has(TaskRow row) const
{
    if (!mayHave(row))
        return false;
    const auto known = m_notes.constFind(m_store.taskIdBytes(row).toByteArray());
    if (known == m_notes.cend())
        return false;
    const QString instance = m_store.instanceId(row);
    return std::ranges::any_of(
        *known, [&instance](const TeamNote &note) { return note.instanceId == instance; });
}

std::vector<TeamNote> Acknowledgements::of(TaskRow row) const
{
    std::vector<TeamNote> notes;
    if (!mayHave(row))
        return notes;
    const auto known = m_notes.constFind(m_store.taskIdBytes(row).toByteArray());
    if (known == m_notes.cend())
        return notes;
    const QString instance = m_store.instanceId(row);
    std::ranges::copy_if(*known, std::back_inserter(notes),
                         [&instance](const TeamNote &note) { return note.instanceId == instance; });
    return notes;
}
