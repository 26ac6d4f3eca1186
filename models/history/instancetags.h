#pragma once

#include <QList>
#include <QString>

#include <utility>

// The tags of an instance as one text, as every engine keeps them: JSON, an array of pairs.

/// Empty where there are none.
QString storedTags(const QList<std::pair<QString, QString>> &tags);
QList<std::pair<QString, QString>> tagsFromStored(const QString &stored);
