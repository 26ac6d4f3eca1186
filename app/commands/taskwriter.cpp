#include "taskwriter.h"

#include "displayed.h"
#include "printable.h"
#include "taskfields.h"
#include "utctime.h"

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype bytesOfLine = 1'024; // nearly each fits

/// The fields of a task as rows of a file.
class FieldsWriter final : public TaskWriter {
public:
    explicit FieldsWriter(RowFormat format) : m_rows(makeRowWriter(format, taskFieldNames())) {}
    QByteArray begin() override { return m_rows->begin(); }
    QByteArray task(const SyncTask &task, const InstanceRef &listedBy) override
    {
        m_values.clear();
        for (const TaskField &field : taskFields())
            m_values.push_back(field.value(task, listedBy));
        QByteArray line;
        line.reserve(bytesOfLine);
        m_rows->append(line, m_values);
        return line;
    }
    QByteArray end() override { return m_rows->end(); }

private:
    std::unique_ptr<RowWriter> m_rows;
    std::vector<FieldValue> m_values; ///< of one task; kept for its memory
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
        return std::make_unique<FieldsWriter>(RowFormat::Json);
    case ListFormat::Ndjson:
        return std::make_unique<FieldsWriter>(RowFormat::Ndjson);
    case ListFormat::Csv:
        return std::make_unique<FieldsWriter>(RowFormat::Csv);
    }
    return nullptr;
}
