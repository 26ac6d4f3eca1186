#pragma once

#include <QString>

#include <optional>

class QComboBox;
class QWidget;

/// A box of all time zones, to be chosen or written; a part of a name finds it. Its first item is
/// the zone of this computer, whose id is empty.
QComboBox *makeZoneBox(const QString &objectName, QWidget *parent);
/// The id of the zone that \p box says, also of an offset as "UTC+05:30"; none where there is no
/// such zone.
std::optional<QString> writtenZone(const QComboBox &box);
/// Shows the zone of this id, also one that is not known.
void showZone(QComboBox &box, const QString &id);
void retranslateZones(QComboBox &box);
