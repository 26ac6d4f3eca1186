#pragma once

#include <Qt>

/// How a cell of a page's table is meant, see BoardRole::Tone.
enum class CellTone { Plain, Quiet, Warning, Alarm };

/// What the tables of the pages are told beside texts.
namespace BoardRole {
enum : int {
    CopyText = Qt::UserRole + 100, ///< the whole value for the clipboard; else what is displayed
    Tone,                          ///< CellTone as int
    Counted,   ///< QString, where the cell is a number of tasks: the words of a query for those of
               ///< the row that it counts; may be empty
    FixedFont, ///< true: an id is shown
    Muted,     ///< QString, where notifications of the row are silenced: until when, and why
    Mark,      ///< true: an arrow before the text, something has grown
};
} // namespace BoardRole
