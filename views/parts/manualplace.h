#pragma once

#include <QString>

class QWidget;

/// A page of the manual, and where on it; an empty anchor is its beginning.
struct ManualPlace {
    QString page{};
    QString anchor{};

    friend bool operator==(const ManualPlace &, const ManualPlace &) = default;
};

/// F1 in \p widget, or in what is inside it and has no place of its own, opens \p place. An empty
/// page takes that back.
void setManualPlace(QWidget &widget, const ManualPlace &place);

/// That of the nearest of \p widget and what it lies in; the table of contents where none has one.
[[nodiscard]] ManualPlace manualPlaceOf(const QWidget *widget);

/// The anchor of a cause on the page of causes: "TAG_CONFLICT" is "tag-conflict".
[[nodiscard]] QString manualAnchor(QStringView cause);
