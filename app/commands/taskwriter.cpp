#include "taskwriter.h"

#include "asciibytes.h"
#include "displayed.h"
#include "jsontext.h"
#include "printable.h"
#include "spreadsheetcell.h"
#include "taskfields.h"

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype bytesOfLine = 1'024; // nearly each fits

void appendNumber(QByteArray &bytes, int number)
{
    bytes += QByteArray::number(number);
}

void appendFlag(QByteArray &bytes, bool is)
{
    appendBytes(bytes, is ? QByteArrayView("true") : QByteArrayView("false"));
}

void appendJson(QByteArray &json, const FieldValue &value)
{
    struct Append {
        QByteArray &json;

        void operator()(std::monostate /*nothing*/) const { appendBytes(json, "null"); }
        void operator()(QStringView text) const { appendJsonText(json, text); }
        void operator()(const QDateTime &time) const
        {
            appendBytes(json, "\"");
            appendUtcTime(json, time);
            appendBytes(json, "\"");
        }
        void operator()(bool is) const { appendFlag(json, is); }
        void operator()(int number) const { appendNumber(json, number); }
    };
    std::visit(Append{json}, value);
}

void appendCsv(QByteArray &line, const FieldValue &value)
{
    struct Append {
        QByteArray &line;

        void operator()(std::monostate /*nothing*/) const {}
        void operator()(QStringView text) const { appendCsvCell(line, text); }
        void operator()(const QDateTime &time) const { appendUtcTime(line, time); }
        void operator()(bool is) const { appendFlag(line, is); }
        void operator()(int number) const { appendNumber(line, number); }
    };
    std::visit(Append{line}, value);
}

/// Tasks as JSON objects; a dot in the name of a field makes an object within. What stands between
/// the values is the same for all tasks: QJsonObject would sort and write it anew for each, which
/// takes ten times as long.
class TaskJson final {
public:
    TaskJson()
    {
        QByteArray object; // that the field before stands in
        for (const TaskField &field : taskFields()) {
            const QByteArray name(field.name);
            const qsizetype dot = name.indexOf('.');
            const QByteArray within = name.first(std::max<qsizetype>(dot, 0));
            QByteArray before = m_before.empty() ? "{" : ",";
            if (within != object) {
                if (!object.isEmpty())
                    before.prepend('}');
                if (!within.isEmpty())
                    before += '"' + within + "\":{";
            }
            before += '"' + name.sliced(dot + 1) + "\":";
            m_before.push_back(before);
            object = within;
        }
        m_after = object.isEmpty() ? "}" : "}}";
    }

    void append(QByteArray &json, const SyncTask &task, const InstanceRef &listedBy) const
    {
        const std::span<const TaskField> fields = taskFields();
        for (std::size_t i = 0; i < fields.size(); ++i) {
            appendBytes(json, m_before[i]);
            appendJson(json, fields[i].value(task, listedBy));
        }
        appendBytes(json, m_after);
    }

private:
    std::vector<QByteArray> m_before; ///< each value
    QByteArray m_after;               ///< the last one
};

/// One array with an object for each task, on lines of their own.
class JsonWriter final : public TaskWriter {
public:
    QByteArray task(const SyncTask &task, const InstanceRef &listedBy) override
    {
        QByteArray json;
        json.reserve(bytesOfLine);
        json += m_isFirst ? "[\n" : ",\n";
        m_isFirst = false;
        m_json.append(json, task, listedBy);
        return json;
    }
    QByteArray end() override { return m_isFirst ? "[]\n" : "\n]\n"; }

private:
    TaskJson m_json;
    bool m_isFirst = true;
};

/// An object a line.
class NdjsonWriter final : public TaskWriter {
public:
    QByteArray task(const SyncTask &task, const InstanceRef &listedBy) override
    {
        QByteArray line;
        line.reserve(bytesOfLine);
        m_json.append(line, task, listedBy);
        return line += '\n';
    }

private:
    TaskJson m_json;
};

/// The fields as columns; what was not given is empty.
class CsvWriter final : public TaskWriter {
public:
    QByteArray begin() override
    {
        QByteArray line;
        for (const TaskField &field : taskFields())
            addCell(line, QStringView(QString::fromLatin1(field.name)));
        return csvByteOrderMark + ended(line);
    }
    QByteArray task(const SyncTask &task, const InstanceRef &listedBy) override
    {
        QByteArray line;
        line.reserve(bytesOfLine);
        for (const TaskField &field : taskFields())
            addCell(line, field.value(task, listedBy));
        return ended(line);
    }

private:
    static void addCell(QByteArray &line, const FieldValue &value)
    {
        appendCsv(line, value);
        line += ',';
    }
    /// The last cell has no comma behind it.
    static QByteArray ended(QByteArray &line)
    {
        line.chop(1);
        return line += "\r\n";
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
