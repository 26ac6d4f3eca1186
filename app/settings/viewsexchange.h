#pragma once

#include "savedview.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

// Saved views in a file for others: JSON with its format and a version. Such a file may come from
// anybody.

inline constexpr qint64 mostExchangedBytes = 1'048'576;

QByteArray exportedViews(const SavedViews &views);

/// The views of a file, and what of it this program does not know.
struct ImportedViews {
    SavedViews views{};          ///< none of them notifies: that would silence all else
    QStringList unknownFields{}; ///< each once, printable; they are kept with their views
};

/// All of a file, or nothing. The error is a sentence in the user's language that names the view
/// where it is about one.
tl::expected<ImportedViews, QString> importedViews(const QByteArray &json);

/// What became of views that were added to others.
struct AddedViews {
    int added = 0;
    int known = 0;         ///< they were there already, with the same name
    QStringList renamed{}; ///< their new names: another view had the old one
};

/// Nothing of \p views is changed or lost.
AddedViews addViews(SavedViews &views, const SavedViews &imported);
