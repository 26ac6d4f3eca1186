#include "savedview.h"

#include "settings.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int listVersion = 1; // another shape of the whole
constexpr int viewVersion = 1; // another meaning of a view's query, columns or range
constexpr qsizetype longestViewName = 200;
constexpr qsizetype mostViews = 1'000;

QString freeName(const QString &wanted, const SavedViews &views)
{
    const QString first = wanted.isEmpty() ? u"?"_s : wanted;
    QString name = first;
    for (int number = 2; indexOf(name, views) < views.size(); ++number)
        name = first + u' ' + QString::number(number);
    return name;
}

SavedView viewFrom(const QJsonObject &object, const SavedViews &before)
{
    const QString name =
        freeName(object["name"_L1].toString().simplified().left(longestViewName).trimmed(), before);
    if (object["version"_L1].toInt() != viewVersion)
        return {.name = name, .stored = object, .isNewer = true};
    return {.name = name,
            .query = object["query"_L1].toString(),
            .columns = QByteArray::fromBase64(object["columns"_L1].toString().toLatin1()),
            .range = chartRangeNamed(object["range"_L1].toString()).value_or(Settings{}.chartRange),
            .notifies = object["notify"_L1].toBool(),
            .stored = object};
}

QJsonObject toObject(const SavedView &view)
{
    QJsonObject object = view.stored;
    object["name"_L1] = view.name;
    if (view.isNewer)
        return object;
    object["version"_L1] = viewVersion;
    object["query"_L1] = view.query;
    object["columns"_L1] = QString::fromLatin1(view.columns.toBase64());
    object["range"_L1] = nameOf(view.range);
    if (view.notifies)
        object["notify"_L1] = true;
    else
        object.remove("notify"_L1);
    return object;
}

} // namespace

std::optional<SavedViews> savedViewsFromJson(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    if (root["version"_L1].toInt() != listVersion || !root["views"_L1].isArray())
        return {};
    SavedViews views;
    const QJsonArray list = root["views"_L1].toArray();
    if (list.size() > mostViews)
        return {};
    for (const QJsonValue &value : list)
        views.push_back(viewFrom(value.toObject(), views));
    return views;
}

QByteArray savedViewsToJson(const SavedViews &views)
{
    QJsonArray list;
    for (const SavedView &view : views)
        list.append(toObject(view));
    return QJsonDocument(QJsonObject{{u"version"_s, listVersion}, {u"views"_s, list}}).toJson();
}

std::size_t indexOf(const QString &name, const SavedViews &views)
{
    const auto found = std::ranges::find(views, name, &SavedView::name);
    return static_cast<std::size_t>(found - views.begin());
}
