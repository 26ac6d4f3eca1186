#include "rowwriter.h"

#include "asciibytes.h"
#include "jsontext.h"
#include "printable.h"
#include "spreadsheetcell.h"
#include "utctime.h"

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

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

/// \p appendText takes the bytes and a text.
template<typename AppendText>
void appendCell(QByteArray &line, const FieldValue &value, const AppendText &appendText)
{
    struct Append {
        QByteArray &line;
        const AppendText &appendText;

        void operator()(std::monostate /*nothing*/) const {}
        void operator()(QStringView text) const { appendText(line, text); }
        void operator()(const QDateTime &time) const { appendUtcTime(line, time); }
        void operator()(bool is) const { appendFlag(line, is); }
        void operator()(int number) const { appendNumber(line, number); }
    };
    std::visit(Append{line, appendText}, value);
}

/// Rows as JSON objects; a dot in the name of a field makes an object within. What stands between
/// the values is the same for all rows: QJsonObject would sort and write it anew for each, which
/// takes ten times as long.
class RowJson final {
public:
    explicit RowJson(const QStringList &names)
    {
        QString object; // that the field before stands in
        for (const QString &name : names) {
            const qsizetype dot = name.indexOf(u'.');
            const QString within = name.first(std::max<qsizetype>(dot, 0));
            QByteArray before = m_before.empty() ? "{" : ",";
            if (within != object) {
                if (!object.isEmpty())
                    before.prepend('}');
                if (!within.isEmpty()) {
                    appendJsonText(before, within);
                    before += ":{";
                }
            }
            appendJsonText(before, QStringView(name).sliced(dot + 1));
            before += ':';
            m_before.push_back(before);
            object = within;
        }
        m_after = object.isEmpty() ? "}" : "}}";
    }

    void append(QByteArray &json, std::span<const FieldValue> values) const
    {
        for (std::size_t i = 0; i < values.size(); ++i) {
            appendBytes(json, m_before[i]);
            appendJson(json, values[i]);
        }
        appendBytes(json, m_after);
    }

private:
    std::vector<QByteArray> m_before; ///< each value
    QByteArray m_after;               ///< the last one
};

/// The members of the object around the rows, with a comma behind the last one.
QByteArray coverageJson(const ExportCoverage &coverage)
{
    const auto timeOrNull = [](const QDateTime &time) {
        return time.isValid() ? FieldValue(time) : FieldValue();
    };
    const QString scope = wholeScopeText(coverage.scope);
    const QString leftOut = coverage.leftOut.join(u", "_s);
    const std::pair<const char *, FieldValue> members[] = {
        {"exportedAt", timeOrNull(coverage.exportedAt)},
        {"asOf", timeOrNull(coverage.asOf)},
        {"isComplete", coverage.isComplete},
        {"shortfall", QStringView(coverage.shortfall)},
        {"query", QStringView(coverage.query)},
        {"since", timeOrNull(coverage.since)},
        {"until", timeOrNull(coverage.until)},
        {"isSelection", !coverage.isOfAll},
        {"scope", QStringView(scope)},
        {"leftOut", QStringView(leftOut)},
    };
    QByteArray json;
    for (const auto &[name, value] : members) {
        json += '"';
        json += name;
        json += "\": ";
        appendJson(json, value);
        json += ",\n";
    }
    return json;
}

/// One array with an object for each row, on lines of their own.
class JsonRows final : public RowWriter {
public:
    JsonRows(const QStringList &names, const std::optional<ExportCoverage> &coverage)
        : m_json(names)
    {
        if (!coverage)
            return;
        m_begin = "{\n" + coverageJson(*coverage) + "\"tasks\": ";
        m_end = "}\n";
    }
    QByteArray begin() override { return m_begin; }
    void append(QByteArray &bytes, std::span<const FieldValue> values) override
    {
        appendBytes(bytes, m_isFirst ? QByteArrayView("[\n") : QByteArrayView(",\n"));
        m_isFirst = false;
        m_json.append(bytes, values);
    }
    QByteArray end() override { return (m_isFirst ? "[]\n" : "\n]\n") + m_end; }

private:
    RowJson m_json;
    QByteArray m_begin;
    QByteArray m_end;
    bool m_isFirst = true;
};

/// An object a line.
class NdjsonRows final : public RowWriter {
public:
    explicit NdjsonRows(const QStringList &names) : m_json(names) {}
    void append(QByteArray &bytes, std::span<const FieldValue> values) override
    {
        m_json.append(bytes, values);
        bytes += '\n';
    }

private:
    RowJson m_json;
};

/// The names as columns.
class CsvRows final : public RowWriter {
public:
    explicit CsvRows(const QStringList &names)
    {
        const std::vector<FieldValue> titles(names.begin(), names.end());
        m_titles = csvByteOrderMark;
        CsvRows::append(m_titles, titles);
    }
    QByteArray begin() override { return m_titles; }
    void append(QByteArray &bytes, std::span<const FieldValue> values) override
    {
        for (const FieldValue &value : values) {
            appendCell(bytes, value, appendCsvCell);
            bytes += ',';
        }
        bytes.chop(1); // the last cell has no comma behind it
        appendBytes(bytes, "\r\n");
    }

private:
    QByteArray m_titles;
};

/// As a cell shows it and nothing else: what is a sign in Markdown or HTML is escaped, and what
/// would end the row is a blank.
void appendMarkdownText(QByteArray &line, QStringView text)
{
    const QString shown = printable(text.toString().simplified());
    QString cell;
    for (const QChar character : shown) {
        if (u"\\`*_[]|~"_s.contains(character))
            cell += u'\\';
        if (character == u'<' || character == u'&')
            cell += character == u'<' ? u"&lt;"_s : u"&amp;"_s;
        else
            cell += character;
    }
    line += cell.toUtf8();
}

/// A table of GitHub's kind of Markdown, under what the rows are of.
class MarkdownRows final : public RowWriter {
public:
    MarkdownRows(const QStringList &names, const std::optional<ExportCoverage> &coverage)
    {
        const QStringList lines = coverage ? coverageLines(*coverage) : QStringList();
        for (const QString &line : lines) {
            m_begin += "- ";
            appendMarkdownText(m_begin, line);
            m_begin += '\n';
        }
        if (!lines.isEmpty())
            m_begin += '\n';
        const std::vector<FieldValue> titles(names.begin(), names.end());
        MarkdownRows::append(m_begin, titles);
        m_begin += QByteArray("|---").repeated(names.size()) + "|\n";
    }
    QByteArray begin() override { return m_begin; }
    void append(QByteArray &bytes, std::span<const FieldValue> values) override
    {
        for (const FieldValue &value : values) {
            appendBytes(bytes, "| ");
            appendCell(bytes, value, appendMarkdownText);
            bytes += ' ';
        }
        appendBytes(bytes, "|\n");
    }

private:
    QByteArray m_begin;
};

} // namespace

std::unique_ptr<RowWriter> makeRowWriter(RowFormat format, const QStringList &names,
                                         const std::optional<ExportCoverage> &coverage)
{
    switch (format) {
    case RowFormat::Csv:
        return std::make_unique<CsvRows>(names);
    case RowFormat::Json:
        return std::make_unique<JsonRows>(names, coverage);
    case RowFormat::Ndjson:
        return std::make_unique<NdjsonRows>(names);
    case RowFormat::Markdown:
        return std::make_unique<MarkdownRows>(names, coverage);
    }
    return nullptr;
}
