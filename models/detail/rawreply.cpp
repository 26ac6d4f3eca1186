#include "rawreply.h"

#include "redaction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace {

// Replies are shallow: nothing deeper than this is one.
constexpr int deepest = 32;
// Laying out a line of megabytes would stop the window for seconds.
constexpr qsizetype longestText = 4096;

/// The documents name no secret in a reply. What a proxy or a future edition adds is not known, and
/// a copied reply goes into tickets.
QString shownString(const QString &text)
{
    const QString shown = redacted(text.left(2 * longestText));
    return shown.size() > longestText ? shown.left(longestText) + u'…' : shown;
}

QJsonValue cleaned(const QJsonValue &value, int depth)
{
    QJsonValue removed(removedMark.toString());
    if (depth > deepest)
        return removed;
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonArray all = value.toArray(); const QJsonValue element : all)
            array.append(cleaned(element, depth + 1));
        return array;
    }
    if (value.isString())
        return shownString(value.toString());
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    const QStringList names = object.keys();
    for (const QString &name : names) {
        const QJsonValue member = object.take(name);
        object.insert(shownString(name), isSecretName(name) ? removed : cleaned(member, depth + 1));
    }
    return object;
}

} // namespace

QString rawReplyText(const QByteArray &reply)
{
    const QJsonDocument document = QJsonDocument::fromJson(reply);
    if (!document.isObject())
        return {};
    return QString::fromUtf8(
        QJsonDocument(cleaned(document.object(), 0).toObject()).toJson(QJsonDocument::Indented));
}
