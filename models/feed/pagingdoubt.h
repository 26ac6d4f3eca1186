#pragma once

#include "apierror.h"

#include <QString>

#include <optional>

/// Why a list that was read is not proven to hold everything that the server lists.
struct PagingDoubt {
    enum class Reason : quint8 {
        ListAbsent,     ///< the server counts rows and gives none
        PageMissing,    ///< a page with pages behind it came empty or too short
        PageIgnored,    ///< the server gives the same rows for every page number
        TotalsDisagree, ///< nothing changed while it was read, and the total is larger
        StillMoving,    ///< rows came or went each time the pages were read
        TooManyPages,   ///< the limit of requests was reached
        RowsUnreadable, ///< some rows could not be read
        NotCompared,    ///< rows may have moved between two pages, which were not read again yet
    };

    Reason reason = Reason::StillMoving;
    qint64 seen = 0;               ///< distinct rows
    std::optional<qint64> total{}; ///< the largest that the server gave

    friend bool operator==(const PagingDoubt &, const PagingDoubt &) = default;
};

/// Whether some rows are known to be missing; else it is only not proven that none is.
bool isShort(const PagingDoubt &doubt);
/// "153 of 253 seen", in the user's language.
QString doubtText(const PagingDoubt &doubt);
/// Why, as a sentence in the user's language.
QString doubtReasonText(const PagingDoubt &doubt);
/// For a log or a terminal: "not proven complete: 153 of 253 tasks seen: a page came empty".
/// \p rows: what the rows are, in English.
QString technicalLine(const PagingDoubt &doubt, const QString &rows);
/// The same as an error of \p operation, for lists that are either read in whole or not at all.
ApiError incompleteList(const PagingDoubt &doubt, const QString &rows, const QString &operation,
                        const QString &account);
/// \p error is such a one: the server answered, with a part of the list.
bool isIncompleteList(const ApiError &error);
