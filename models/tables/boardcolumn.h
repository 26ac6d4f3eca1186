#pragma once

#include "boardroles.h"
#include "displaytext.h"
#include "printable.h"
#include "rowvalue.h"
#include "timedisplay.h"

#include <QCoreApplication>
#include <QVariant>

#include <optional>

/// All that there is to know of a column of a page's table, but for how it is painted. What a cell
/// says is told from \p Cell: its row, and what it needs besides. Texts are in the user's language.
template<typename Id, typename... Cell>
struct BoardColumn {
    using Text = QString (*)(const Cell &...cell);
    using Test = bool (*)(const Cell &...cell);

    Id column{};
    const char *title = nullptr;        ///< source text
    const char *titleToolTip = nullptr; ///< source text; null: none
    Text text = nullptr;
    Text copyText = nullptr;   ///< the whole value, for the clipboard; null: the text
    Text spokenText = nullptr; ///< what a screen reader says; null: the text
    Text toolTip = nullptr;    ///< null: none
    RowValue (*sortValue)(const Cell &...cell) = nullptr; ///< null: the table is not sorted
    CellTone (*tone)(const Cell &...cell) = nullptr;      ///< null: quiet
    std::optional<QString> (*counted)(const Cell &...cell) = nullptr; ///< see BoardRole::Counted
    Text muted = nullptr;                                             ///< see BoardRole::Muted
    Test isMarked = nullptr;                                          ///< see BoardRole::Mark
    Test isInFixedFont = nullptr;                                     ///< an id is shown
    /// Tells moments, in the style by which it does: the title says in which zone.
    std::optional<TimeStyle> toldTime{};
    bool isRightAligned = false; ///< numbers: digits stand under digits
    bool isBeforeBar = false;    ///< a number in a column of bars: its title is at the left
    Qt::SortOrder firstOrder = Qt::AscendingOrder; ///< by a first click on the title
    int width = 0;                                 ///< in pixels; 0: what is left, it names the row
    int rank = 0;                                  ///< 1 stays longest where there is little room

    [[nodiscard]] QVariant data(int role, const Cell &...cell) const
    {
        switch (role) {
        case Qt::DisplayRole:
            return printableLines(text(cell...));
        case Qt::ToolTipRole:
            return toolTip ? printableLines(toolTip(cell...)) : QString();
        case Qt::AccessibleTextRole:
            return spoken(cell...);
        case BoardRole::Muted:
            return muted ? muted(cell...) : QString();
        case Qt::TextAlignmentRole:
            return alignment(isRightAligned);
        case BoardRole::CopyText:
            return (copyText ? copyText : text)(cell...);
        case BoardRole::Tone:
            return static_cast<int>(tone ? tone(cell...) : CellTone::Quiet);
        case BoardRole::Mark:
            return isMarked && isMarked(cell...);
        case BoardRole::FixedFont:
            return isInFixedFont && isInFixedFont(cell...);
        case BoardRole::Counted:
            return counted ? orNothing(counted(cell...)) : QVariant();
        default:
            return {};
        }
    }

    /// The texts are of \p context.
    [[nodiscard]] QVariant headerData(int role, const char *context,
                                      const TimeContext &now = {}) const
    {
        if (role == Qt::DisplayRole && tellsMoments(now.times.style))
            return withZone(QCoreApplication::translate(context, title), now);
        switch (role) {
        case Qt::DisplayRole:
            return QCoreApplication::translate(context, title);
        case Qt::ToolTipRole:
            return titleToolTip ? QCoreApplication::translate(context, titleToolTip) : QString();
        case Qt::TextAlignmentRole:
            return alignment(isRightAligned && !isBeforeBar);
        case Qt::InitialSortOrderRole:
            return static_cast<int>(firstOrder);
        default:
            return {};
        }
    }

private:
    /// Of the style of this column, unless \p wanted is another for the whole window.
    [[nodiscard]] bool tellsMoments(TimeStyle wanted) const
    {
        return toldTime &&
               (wanted == TimeStyle::Suited ? *toldTime : wanted) == TimeStyle::Absolute;
    }
    [[nodiscard]] QString spoken(const Cell &...cell) const
    {
        const QString said = printableLines((spokenText ? spokenText : text)(cell...));
        const QString state = muted ? muted(cell...) : QString();
        return state.isEmpty() ? said : listText({said, state});
    }
    static int alignment(bool isRight)
    {
        return static_cast<int>(Qt::AlignVCenter | (isRight ? Qt::AlignRight : Qt::AlignLeft));
    }
    static QVariant orNothing(const std::optional<QString> &words)
    {
        return words ? QVariant(*words) : QVariant();
    }
};
