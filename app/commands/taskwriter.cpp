#include "taskwriter.h"

#include "displayed.h"
#include "printable.h"
#include "spreadsheetcell.h"
#include "taskfields.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

/// The same JSON, with the characters that a terminal would obey or that turn the text around them
/// written as \\u and their number. They occur within texts only.
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

QByteArray toJson(const SyncTask &task, const InstanceRef &listedBy)
{
    QJsonObject object;
    for (const TaskField &field : taskFields()) {
        const QString name = QString::fromLatin1(field.name);
        const QJsonValue value = field.value(task, listedBy);
        if (const qsizetype dot = name.indexOf(u'.'); dot > 0) {
            QJsonObject inner = object[name.first(dot)].toObject();
            inner.insert(name.sliced(dot + 1), value);
            object.insert(name.first(dot), inner);
        } else {
            object.insert(name, value);
        }
    }
    return terminalSafe(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// One array with an object for each task, on lines of their own.
class JsonWriter final : public TaskWriter {
public:
    QByteArray task(const SyncTask &task, const InstanceRef &listedBy) override
    {
        const QByteArray separator = m_isFirst ? "[\n" : ",\n";
        m_isFirst = false;
        return separator + toJson(task, listedBy);
    }
    QByteArray end() override { return m_isFirst ? "[]\n" : "\n]\n"; }

private:
    bool m_isFirst = true;
};

/// An object a line.
class NdjsonWriter final : public TaskWriter {
public:
    QByteArray task(const SyncTask &task, const InstanceRef &listedBy) override
    {
        return toJson(task, listedBy) + '\n';
    }
};

QByteArray csvLine(const QStringList &cells)
{
    QStringList safe;
    for (const QString &cell : cells)
        safe << csvCell(cell);
    return safe.join(u',').toUtf8() + "\r\n";
}

/// The fields as columns; what was not given is empty.
class CsvWriter final : public TaskWriter {
public:
    QByteArray begin() override
    {
        QStringList names;
        for (const TaskField &field : taskFields())
            names << QString::fromLatin1(field.name);
        return csvByteOrderMark + csvLine(names);
    }
    QByteArray task(const SyncTask &task, const InstanceRef &listedBy) override
    {
        QStringList cells;
        for (const TaskField &field : taskFields())
            cells << field.value(task, listedBy).toVariant().toString();
        return csvLine(cells);
    }
};

/// A column of the table for the eye: what identifies a task, how it stands, and who lists it.
/// Texts are of a task as it is displayed().
struct TitledText {
    const char *title = nullptr;
    QString (*text)(const SyncTask &task, const InstanceRef &listedBy) = nullptr;
    bool isOnlyWhereGiven = false; ///< no column where no task has it
};

QString createdText(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return utcTimeText(task.createdAt);
}

QString sourceImageText(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return task.imageFrom.path();
}

QString regionsText(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return task.imageFrom.regionId + u" -> "_s + task.imageTo.regionId;
}

template<auto SyncTask::*word>
QString wordText(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return (task.*word).text;
}

template<QString SyncTask::*member>
QString taskText(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return task.*member;
}

template<QString InstanceRef::*member>
QString listerText(const SyncTask & /*task*/, const InstanceRef &listedBy)
{
    return isolated(listedBy.*member);
}

QString priorityNumber(const SyncTask &task, const InstanceRef & /*listedBy*/)
{
    return task.priority ? QString::number(*task.priority) : QString();
}

constexpr std::array titledTexts = {
    TitledText{.title = "STATUS", .text = &wordText<&SyncTask::status>},
    TitledText{.title = "CREATED", .text = &createdText},
    TitledText{.title = "IMAGE", .text = &sourceImageText},
    TitledText{.title = "ROUTE", .text = &regionsText},
    TitledText{.title = "CAUSE", .text = &wordText<&SyncTask::issue>},
    TitledText{.title = "TASK", .text = &taskText<&SyncTask::id>},
    TitledText{.title = "INSTANCE",
               .text = &listerText<&InstanceRef::instanceId>,
               .isOnlyWhereGiven = true},
    TitledText{
        .title = "ACCOUNT", .text = &listerText<&InstanceRef::account>, .isOnlyWhereGiven = true},
    TitledText{.title = "LINK", .text = &taskText<&SyncTask::linkId>, .isOnlyWhereGiven = true},
    TitledText{.title = "PRIORITY", .text = &priorityNumber, .isOnlyWhereGiven = true},
};

/// Columns for the eye, as wide as their widest cell; so it speaks at the end.
class TableWriter final : public TaskWriter {
public:
    TableWriter()
    {
        for (std::size_t i = 0; i < titledTexts.size(); ++i)
            m_titles[i] = QString::fromLatin1(titledTexts[i].title);
    }
    QByteArray task(const SyncTask &task, const InstanceRef &listedBy) override
    {
        const SyncTask shown = displayed(task);
        Row row;
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = titledTexts[i].text(shown, listedBy);
            m_widths[i] = std::max(m_widths[i], widthOf(row[i]));
        }
        m_rows.push_back(std::move(row));
        return {};
    }
    QByteArray end() override
    {
        QByteArray text = line(m_titles);
        for (const Row &row : m_rows)
            text += line(row);
        return text;
    }

private:
    using Row = std::array<QString, titledTexts.size()>;

    /// Isolates take no room.
    static qsizetype widthOf(const QString &cell)
    {
        return cell.size() - cell.count(QChar(u'\u2068')) - cell.count(QChar(u'\u2069'));
    }

    [[nodiscard]] QByteArray line(const Row &row) const
    {
        QString text;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (titledTexts[i].isOnlyWhereGiven && m_widths[i] == 0)
                continue;
            const qsizetype width = std::max(m_widths[i], m_titles[i].size());
            text += row[i] + QString(width + 2 - widthOf(row[i]), u' ');
        }
        while (text.endsWith(u' '))
            text.chop(1);
        return text.toUtf8() + '\n';
    }

    Row m_titles;
    std::vector<Row> m_rows;
    std::array<qsizetype, titledTexts.size()> m_widths{}; ///< of the widest cell
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
