#include "rawreply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// The documents name no secret in a reply. What a proxy or a future edition adds is not known, and
/// a copied reply goes into tickets.
bool isSecretName(const QString &name)
{
    static constexpr std::array parts = {
        QLatin1StringView("secret"),     QLatin1StringView("token"),
        QLatin1StringView("password"),   QLatin1StringView("signature"),
        QLatin1StringView("accesskey"),  QLatin1StringView("authorization"),
        QLatin1StringView("credential"),
    };
    return std::ranges::any_of(parts, [&name](QLatin1StringView part) {
        return name.contains(part, Qt::CaseInsensitive);
    });
}

/// Ids of keys begin so.
bool isKeyId(const QString &text)
{
    return text.startsWith(u"LTAI"_s) || text.startsWith(u"STS."_s);
}

// Replies are shallow: nothing deeper than this is one.
constexpr int deepest = 32;
// Laying out a line of megabytes would stop the window for seconds.
constexpr qsizetype longestText = 4096;

QJsonValue cleaned(const QJsonValue &value, int depth)
{
    QJsonValue removed(u"removed"_s);
    if (depth > deepest || (value.isString() && isKeyId(value.toString())))
        return removed;
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonArray all = value.toArray(); const QJsonValue element : all)
            array.append(cleaned(element, depth + 1));
        return array;
    }
    if (value.isString() && value.toString().size() > longestText)
        return QString(value.toString().left(longestText) + u'…');
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    const QStringList names = object.keys();
    for (const QString &name : names)
        object.insert(name, isSecretName(name) ? removed : cleaned(object.value(name), depth + 1));
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
