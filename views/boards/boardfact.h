#pragma once

#include <QString>

/// What a column of a board says of a row.
struct BoardFact {
    QString name{};
    QString value{};
    QString toolTip{}; ///< what the name means

    friend bool operator==(const BoardFact &, const BoardFact &) = default;
};
