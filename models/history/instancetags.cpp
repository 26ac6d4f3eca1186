#include "instancetags.h"

#include <QJsonArray>
#include <QJsonDocument>

QString storedTags(const QList<std::pair<QString, QString>> &tags)
{
    QJsonArray array;
    for (const auto &[key, value] : tags)
        array.append(QJsonArray{key, value});
    return tags.isEmpty() ? QString()
                          : QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QList<std::pair<QString, QString>> tagsFromStored(const QString &stored)
{
    QList<std::pair<QString, QString>> tags;
    const QJsonArray array = QJsonDocument::fromJson(stored.toUtf8()).array();
    for (const auto &tag : array)
        tags.append({tag[0].toString(), tag[1].toString()});
    return tags;
}
