#include "dashboardlink.h"

#include "printable.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QHash>
#include <QStringDecoder>
#include <QUrl>

#include <algorithm>
#include <cctype>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLinkedQuery = 4'000;
constexpr qsizetype longestLinkedId = 128;
constexpr qsizetype longestRangeWord = 16;
constexpr qsizetype longestShownLink = 120;
constexpr QStringView linkBegin = u"syncdashboard://";

using ReadLink = tl::expected<DashboardLink, QString>;
/// The values after "?", decoded.
using LinkValues = QHash<QString, QString>;

QString linkText(const char *text)
{
    return QCoreApplication::translate("DashboardLink", text);
}

tl::unexpected<QString> badLink(const char *text)
{
    return tl::unexpected(linkText(text));
}

constexpr auto badCharacter =
    QT_TRANSLATE_NOOP("DashboardLink", "It holds characters that no link of this program holds.");
constexpr auto badKind = QT_TRANSLATE_NOOP(
    "DashboardLink", "It leads to nothing that this version of the program knows.");
constexpr auto badTask =
    QT_TRANSLATE_NOOP("DashboardLink", "It does not name an instance and a task.");
constexpr auto badValues = QT_TRANSLATE_NOOP(
    "DashboardLink", "What it says after the question mark is not as this program writes it.");
constexpr auto tooLong = QT_TRANSLATE_NOOP("DashboardLink", "It is too long.");

bool isLinkCharacter(QChar c)
{
    return c > u' ' && c < u'\x7f';
}

bool isWordCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
           c == u'-' || c == u'_' || c == u'.' || c == u':';
}

bool isLinkedId(const QString &id)
{
    return !id.isEmpty() && id.size() <= longestLinkedId &&
           std::all_of(id.begin(), id.end(), isWordCharacter);
}

/// Nothing where a percent sign has no two digits after it, or the bytes are no UTF-8.
std::optional<QString> decoded(QStringView text)
{
    QByteArray bytes;
    const QByteArray latin = text.toLatin1();
    for (qsizetype i = 0; i < latin.size(); ++i) {
        if (latin.at(i) != '%') {
            bytes += latin.at(i);
            continue;
        }
        bool isByte = false;
        const QByteArray digits = latin.mid(i + 1, 2);
        const bool areDigits = digits.size() == 2 && std::isxdigit(uchar(digits.at(0))) != 0 &&
                               std::isxdigit(uchar(digits.at(1))) != 0;
        const uint byte = digits.toUInt(&isByte, 16);
        if (!areDigits || !isByte)
            return {};
        bytes += static_cast<char>(byte);
        i += 2;
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString result = decoder(bytes);
    if (decoder.hasError())
        return {};
    return result;
}

/// The error is one of the texts above.
tl::expected<LinkValues, const char *> valuesOf(QStringView text)
{
    LinkValues values;
    for (const QStringView part : text.split(u'&')) {
        const qsizetype sign = part.indexOf(u'=');
        if (sign <= 0)
            return tl::unexpected(badValues);
        const QString name = part.left(sign).toString();
        const std::optional<QString> value = decoded(part.mid(sign + 1));
        if (!value || hasHidden(*value))
            return tl::unexpected(badCharacter);
        if (values.contains(name))
            return tl::unexpected(badValues);
        values.insert(name, *value);
    }
    return values;
}

ReadLink taskLink(QStringView path)
{
    const QList<QStringView> parts = path.split(u'/');
    if (parts.size() != 3)
        return badLink(badTask);
    const QString instanceId = decoded(parts.at(1)).value_or(QString());
    const QString taskId = decoded(parts.at(2)).value_or(QString());
    if (!isLinkedId(instanceId) || !isLinkedId(taskId))
        return badLink(badTask);
    return LinkedTask{.instanceId = instanceId, .taskId = taskId};
}

ReadLink queryLink(LinkValues values)
{
    if (!values.contains(u"q"_s))
        return badLink(badValues);
    const LinkedQuery linked{.query = values.take(u"q"_s), .range = values.take(u"range"_s)};
    if (linked.query.size() > longestLinkedQuery)
        return badLink(tooLong);
    const bool isRange = linked.range.size() <= longestRangeWord &&
                         std::all_of(linked.range.begin(), linked.range.end(),
                                     [](QChar c) { return c >= u'a' && c <= u'z'; });
    if (!isRange || !values.isEmpty())
        return badLink(badValues);
    return linked;
}

ReadLink viewLink(LinkValues values)
{
    const LinkedView linked{.name = values.take(u"name"_s)};
    if (linked.name.isEmpty() || !values.isEmpty())
        return badLink(badValues);
    if (linked.name.size() > longestLinkedName)
        return badLink(tooLong);
    return linked;
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, ":,=/*"));
}

/// Writes each kind.
struct LinkWriter {
    QString operator()(const LinkedTask &task) const
    {
        return u"task/"_s + encoded(task.instanceId) + u'/' + encoded(task.taskId);
    }
    QString operator()(const LinkedQuery &query) const
    {
        return u"query?q="_s + encoded(query.query) +
               (query.range.isEmpty() ? QString() : u"&range="_s + query.range);
    }
    QString operator()(const LinkedView &view) const
    {
        return u"view?name="_s + encoded(view.name);
    }
};

} // namespace

tl::expected<DashboardLink, QString> parseLink(const QString &text)
{
    if (text.size() > longestLink)
        return badLink(tooLong);
    if (!std::all_of(text.begin(), text.end(), isLinkCharacter) || text.contains(u'#'))
        return badLink(badCharacter);
    if (!text.startsWith(linkBegin, Qt::CaseInsensitive))
        return badLink(badKind);
    const QStringView rest = QStringView(text).mid(linkBegin.size());
    const qsizetype mark = rest.indexOf(u'?');
    if (mark < 0)
        return rest.startsWith(u"task/") ? taskLink(rest) : badLink(badKind);
    QStringView kind = rest.left(mark);
    if (kind.endsWith(u'/')) // as some browsers write an empty path
        kind.chop(1);
    const auto values = valuesOf(rest.mid(mark + 1));
    if (kind != u"query" && kind != u"view")
        return badLink(badKind);
    if (!values)
        return badLink(values.error());
    return kind == u"query" ? queryLink(*values) : viewLink(*values);
}

QString writeLink(const DashboardLink &link)
{
    return linkBegin.toString() + std::visit(LinkWriter{}, link);
}

QString shownLink(const QString &text)
{
    const bool isCut = text.size() > longestShownLink;
    return printable(text.left(longestShownLink)) + (isCut ? u"…"_s : QString());
}
