#include "taskwriter.h"

#include "displayed.h"
#include "printable.h"
#include "spreadsheetcell.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString isoTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QJsonValue flagOrNull(std::optional<bool> flag)
{
    return flag ? QJsonValue(*flag) : QJsonValue();
}

/// The same JSON, with the characters that a terminal would obey or that turn the text around them
/// written as \\uXXXX. They occur within texts only.
QByteArray terminalSafe(const QByteArray &json)
{
    const QString text = QString::fromUtf8(json);
    if (printable(text) == text)
        return json;
    QString safe;
    for (const QChar unit : text) {
        // Half of a pair may be of a character that is hidden: both halves are written so.
        if (unit.isSurrogate() || printable(QStringView(&unit, 1)) != QStringView(&unit, 1))
            safe += u"\\u"_s + QString::number(unit.unicode(), 16).rightJustified(4, u'0');
        else
            safe += unit;
    }
    return safe.toUtf8();
}

QJsonObject toJson(const ImageRef &image)
{
    return {
        {u"instanceId"_s, textOrNull(image.instanceId)},
        {u"regionId"_s, textOrNull(image.regionId)},
        {u"namespace"_s, textOrNull(image.repoNamespaceName)},
        {u"repo"_s, textOrNull(image.repoName)},
        {u"tag"_s, textOrNull(image.imageTag)},
    };
}

QByteArray toJson(const SyncTask &task)
{
    const QJsonObject object{
        {u"syncTaskId"_s, task.id},
        {u"syncRuleId"_s, textOrNull(task.ruleId)},
        {u"syncBatchTaskId"_s, textOrNull(task.batchId)},
        {u"status"_s, textOrNull(task.status.text)},
        {u"issue"_s, textOrNull(task.issue.text)},
        {u"trigger"_s, textOrNull(task.trigger.text)},
        {u"createTime"_s, textOrNull(isoTime(task.createdAt))},
        {u"modifiedTime"_s, textOrNull(isoTime(task.modifiedAt))},
        {u"crossUser"_s, flagOrNull(task.crossUser)},
        {u"accelerated"_s, flagOrNull(task.syncTransAccelerate)},
        {u"customLink"_s, flagOrNull(task.customLink)},
        {u"imageFrom"_s, toJson(task.imageFrom)},
        {u"imageTo"_s, toJson(task.imageTo)},
    };
    return terminalSafe(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// One array with an object for each task, on lines of their own.
class JsonWriter final : public TaskWriter {
public:
    QByteArray task(const SyncTask &task) override
    {
        const QByteArray separator = m_isFirst ? "[\n" : ",\n";
        m_isFirst = false;
        return separator + toJson(task);
    }
    QByteArray end() override { return m_isFirst ? "[]\n" : "\n]\n"; }

private:
    bool m_isFirst = true;
};

/// An object a line.
class NdjsonWriter final : public TaskWriter {
public:
    QByteArray task(const SyncTask &task) override { return toJson(task) + '\n'; }
};

QString flagText(std::optional<bool> flag)
{
    if (!flag)
        return {};
    return *flag ? u"true"_s : u"false"_s;
}

QByteArray csvLine(const QStringList &cells)
{
    QStringList safe;
    for (const QString &cell : cells)
        safe << csvCell(cell);
    return safe.join(u',').toUtf8() + "\r\n";
}

QStringList imageCells(const ImageRef &image)
{
    return {image.instanceId, image.regionId, image.repoNamespaceName, image.repoName,
            image.imageTag};
}

/// The JSON's keys as columns.
class CsvWriter final : public TaskWriter {
public:
    QByteArray begin() override
    {
        QStringList names{u"syncTaskId"_s,  u"syncRuleId"_s,   u"syncBatchTaskId"_s,
                          u"status"_s,      u"issue"_s,        u"trigger"_s,
                          u"createTime"_s,  u"modifiedTime"_s, u"crossUser"_s,
                          u"accelerated"_s, u"customLink"_s};
        for (const QString &end : {u"imageFrom."_s, u"imageTo."_s}) {
            for (const QString &field :
                 {u"instanceId"_s, u"regionId"_s, u"namespace"_s, u"repo"_s, u"tag"_s})
                names << end + field;
        }
        return csvByteOrderMark + csvLine(names);
    }
    QByteArray task(const SyncTask &task) override
    {
        return csvLine(QStringList{task.id, task.ruleId, task.batchId, task.status.text,
                                   task.issue.text, task.trigger.text, isoTime(task.createdAt),
                                   isoTime(task.modifiedAt), flagText(task.crossUser),
                                   flagText(task.syncTransAccelerate), flagText(task.customLink)} +
                       imageCells(task.imageFrom) + imageCells(task.imageTo));
    }
};

/// Columns for the eye, as wide as their widest cell; so it speaks at the end.
class TableWriter final : public TaskWriter {
public:
    QByteArray task(const SyncTask &task) override
    {
        const SyncTask shown = displayed(task);
        addRow({shown.status.text, isoTime(shown.createdAt), shown.imageFrom.path(),
                shown.imageFrom.regionId + u" -> "_s + shown.imageTo.regionId, shown.issue.text,
                shown.id});
        return {};
    }
    QByteArray end() override
    {
        QByteArray text =
            line({u"STATUS"_s, u"CREATED"_s, u"IMAGE"_s, u"ROUTE"_s, u"CAUSE"_s, u"TASK"_s});
        for (const Row &row : m_rows)
            text += line(row);
        return text;
    }

private:
    using Row = std::array<QString, 6>;

    void addRow(Row row)
    {
        for (std::size_t i = 0; i < row.size(); ++i)
            m_widths[i] = std::max(m_widths[i], widthOf(row[i]));
        m_rows.push_back(std::move(row));
    }

    /// Isolates take no room.
    static qsizetype widthOf(const QString &cell)
    {
        return cell.size() - cell.count(QChar(u'\u2068')) - cell.count(QChar(u'\u2069'));
    }

    [[nodiscard]] QByteArray line(const Row &row) const
    {
        QString text;
        for (std::size_t i = 0; i < row.size(); ++i)
            text += row[i] + QString(m_widths[i] + 2 - widthOf(row[i]), u' ');
        while (text.endsWith(u' '))
            text.chop(1);
        return text.toUtf8() + '\n';
    }

    std::vector<Row> m_rows;
    std::array<qsizetype, 6> m_widths{6, 7, 5, 5, 5, 4};
};

} // namespace

std::unique_ptr<TaskWriter> makeTaskWriter(ListFormat format)
{
    switch (format) {
    case ListFormat::Table:
        return std::make_unique<TableWriter>();
    case ListFormat::Json:
        return std::make_unique<JsonWriter>();
    case ListFormat::Ndjson:
        return std::make_unique<NdjsonWriter>();
    case ListFormat::Csv:
        return std::make_unique<CsvWriter>();
    }
    return nullptr;
}
