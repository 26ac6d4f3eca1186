#pragma once

#include "statustimeline.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

/// A question that the operator asks again and again, and how its answer is to be looked at.
struct SavedView {
    QString name{};  ///< unlike every other view's
    QString query{}; ///< in the query language
    QByteArray columns{};
    ChartRange range = ChartRange::Day;
    bool notifies = false; ///< its new failures are told outside the window
    QJsonObject stored{};  ///< as it was read; what this program does not know of it is kept
    bool isNewer = false;  ///< a later version of the program made it: only \a name is known

    friend bool operator==(const SavedView &, const SavedView &) = default;
};

using SavedViews = std::vector<SavedView>;

/// Empty where \p json is no list of views at all, or is of a later version as a whole.
std::optional<SavedViews> savedViewsFromJson(const QByteArray &json);
QByteArray savedViewsToJson(const SavedViews &views);

/// The index of the view with this name, or the number of views.
std::size_t indexOf(const QString &name, const SavedViews &views);
