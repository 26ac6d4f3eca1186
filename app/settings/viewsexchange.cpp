#include "viewsexchange.h"

#include "printable.h"
#include "queryparser.h"
#include "settings.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView exchangeFormat = "sync-dashboard-views"_L1;
constexpr int exchangeVersion = 1;
constexpr qsizetype mostExchanged = 1'000;
constexpr qsizetype longestExchangedName = 200;
constexpr qsizetype longestColumnState = 65'536;
constexpr qsizetype mostFieldsNamed = 10;

class ViewsExchange final {
    Q_DECLARE_TR_FUNCTIONS(ViewsExchange)
};

/// What of the fields of \p object makes no sense; empty: nothing.
QString faultOf(const QJsonObject &object)
{
    const QString name = object["name"_L1].toString();
    if (name.isEmpty() || name.size() > longestExchangedName || name != name.simplified() ||
        hasHidden(name))
        return ViewsExchange::tr("A view has no name, or none that can be shown.");
    const QString query = object["query"_L1].toString();
    const bool isQuery = object["query"_L1].isString() && query.size() <= maxQueryText &&
                         !hasHidden(query) && parseQuery(query).has_value();
    const QJsonValue columns = object["columns"_L1];
    const bool areColumns = columns.isString() && columns.toString().size() <= longestColumnState;
    const bool isRange = chartRangeNamed(object["range"_L1].toString()).has_value();
    const bool isMark = object["notify"_L1].isUndefined() || object["notify"_L1].isBool();
    if (isQuery && areColumns && isRange && isMark && object["version"_L1].isDouble())
        return {};
    return ViewsExchange::tr("The view “%1” cannot be read: its query, columns or range make no "
                             "sense.")
        .arg(isolated(name));
}

QStringList unknownOf(const QJsonObject &object, const QStringList &known)
{
    QStringList unknown;
    for (const QString &key : object.keys()) {
        if (!known.contains(key))
            unknown << printable(key.left(longestExchangedName));
    }
    return unknown;
}

QString nameBeside(const SavedViews &views, const QString &wanted)
{
    QString name = wanted;
    for (int number = 2; indexOf(name, views) < views.size(); ++number)
        name = wanted.left(longestExchangedName - 8) + u' ' + QString::number(number);
    return name;
}

bool asksTheSame(const SavedView &view, const SavedView &other)
{
    return view.query == other.query && view.columns == other.columns &&
           view.range == other.range && view.isNewer == other.isNewer;
}

} // namespace

QByteArray exportedViews(const SavedViews &views)
{
    QJsonObject root = QJsonDocument::fromJson(savedViewsToJson(views)).object();
    root["format"_L1] = exchangeFormat;
    root["version"_L1] = exchangeVersion;
    return QJsonDocument(root).toJson();
}

tl::expected<ImportedViews, QString> importedViews(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    if (json.size() > mostExchangedBytes || root["format"_L1].toString() != exchangeFormat ||
        !root["views"_L1].isArray())
        return tl::unexpected(ViewsExchange::tr("This is no file of exported views."));
    if (root["version"_L1].toInt() != exchangeVersion)
        return tl::unexpected(ViewsExchange::tr("The file was written by another version of this "
                                                "program. Import it there."));
    const QJsonArray list = root["views"_L1].toArray();
    if (list.size() > mostExchanged)
        return tl::unexpected(ViewsExchange::tr("The file has too many views."));
    ImportedViews imported{.unknownFields =
                               unknownOf(root, {u"format"_s, u"version"_s, u"views"_s})};
    for (const QJsonValue &value : list) {
        const QJsonObject object = value.toObject();
        if (const QString fault = faultOf(object); !fault.isEmpty())
            return tl::unexpected(fault);
        imported.unknownFields += unknownOf(
            object, {u"version"_s, u"name"_s, u"query"_s, u"columns"_s, u"range"_s, u"notify"_s});
    }
    imported.unknownFields.removeDuplicates();
    imported.unknownFields =
        imported.unknownFields.first(std::min(imported.unknownFields.size(), mostFieldsNamed));
    // What is good is read as the program's own file is.
    imported.views = savedViewsFromJson(json).value_or(SavedViews{});
    for (SavedView &view : imported.views)
        view.notifies = false;
    return imported;
}

AddedViews addViews(SavedViews &views, const SavedViews &imported)
{
    AddedViews result;
    for (const SavedView &view : imported) {
        // Also under the name that an earlier import gave it.
        const bool isKnown = std::ranges::any_of(views, [&view](const SavedView &other) {
            const bool isItsName =
                other.name == view.name || other.name.startsWith(view.name + u' ');
            return isItsName && asksTheSame(other, view);
        });
        if (isKnown) {
            ++result.known;
            continue;
        }
        SavedView added = view;
        added.name = nameBeside(views, view.name);
        if (added.name != view.name)
            result.renamed << added.name;
        views.push_back(added);
        ++result.added;
    }
    return result;
}
