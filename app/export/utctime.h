#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

/// ISO 8601 in UTC with milliseconds; empty when invalid, or not of the years 0 to 9999.
QString utcTimeText(const QDateTime &time);
/// The same, behind what \p bytes has.
void appendUtcTime(QByteArray &bytes, const QDateTime &time);
