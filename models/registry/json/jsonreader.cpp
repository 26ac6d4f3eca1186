#include "jsonreader.h"

#include "jsontoken.h"
#include "stringinterner.h"

#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t earliestTime = 1'420'070'400'000; // 2015-01-01T00:00Z
constexpr std::int64_t dayMs = 86'400'000;

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// The first \p longest characters at most.
QString cutText(std::string_view utf8, qsizetype longest)
{
    // A UTF-16 unit is written in at most three bytes.
    QString text = fromUtf8(utf8.substr(0, static_cast<std::size_t>(longest) * 3 + 4));
    if (text.size() > longest) {
        const bool splitsPair = text.at(longest - 1).isHighSurrogate();
        text.truncate(splitsPair ? longest - 1 : longest);
    }
    return text;
}

std::string joined(const std::string &name, const std::string &path)
{
    const bool needsDot = !path.empty() && path.front() != '[';
    return name + (needsDot ? "." : "") + path;
}

void prepend(QString &path, const QString &name)
{
    const bool needsDot = !path.isEmpty() && !path.startsWith(u'[');
    path.prepend(needsDot ? name + u'.' : name);
}

quint64 fingerprint(std::string_view bytes)
{
    return qHash(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())), 0);
}

bool equalsWithoutCase(std::string_view text, const char *lowerCase)
{
    return text.size() == std::strlen(lowerCase) &&
           qstrnicmp(text.data(), lowerCase, static_cast<size_t>(text.size())) == 0;
}

} // namespace

JsonReader::JsonReader(StringInterner &strings, std::string_view reply, const QDateTime &now)
    : m_strings(strings),
      m_end(reply.data() + reply.size()),
      m_latestTime(now.isValid() ? now.toMSecsSinceEpoch() + dayMs
                                 : std::numeric_limits<qint64>::max())
{
}

bool JsonReader::readText(JsonValue &value, std::string_view &text)
{
    // Names hardly ever hold an escape; then no copy is made.
    const JsonToken token(value.raw_json_token());
    if (token.isText()) {
        if (token.takePlainText(text)) {
            simdjson::ondemand::raw_json_string passed; // so that the object need not skip it
            return !value.get_raw_json_string().get(passed);
        }
        const auto error = value.get_string().get(text);
        if (error && token.hasSurrogate())
            return fail("has half a character");
        return !error || fail(error);
    }
    text = token.trimmed();
    if (JsonToken(text).isNumber() || JsonToken(text).isFlag())
        return true;
    text = {};
    return isNull(value) || fail("is not a text");
}

/// Cuts what is too long; not for the usual texts.
bool JsonReader::finish(std::string_view utf8, QString &text)
{
    text = cutText(utf8, longestText);
    const bool isWhole = utf8.size() <= static_cast<std::size_t>(longestText) * 3 &&
                         fromUtf8(utf8).size() <= longestText;
    return isWhole || fail("is longer than 1,024 characters");
}

bool JsonReader::read(JsonValue &value, QString &text)
{
    std::string_view utf8;
    if (!readText(value, utf8)) {
        text.clear();
        return false;
    }
    if (utf8.size() > longestText)
        return finish(utf8, text);
    text = m_strings.intern(utf8);
    return true;
}

bool JsonReader::readUnique(JsonValue &value, QString &text)
{
    std::string_view utf8;
    if (!readText(value, utf8)) {
        text.clear();
        return false;
    }
    if (utf8.size() > longestText)
        return finish(utf8, text);
    text = fromUtf8(utf8);
    return true;
}

bool JsonReader::readId(JsonValue &value, QString &id)
{
    const bool isWhole = readUnique(value, id);
    const bool isBlank = !id.isEmpty() && id.front().isSpace() && id.trimmed().isEmpty();
    if (!isWhole || isBlank)
        id.clear(); // cut, it would be another one
    return isWhole && (!isBlank || fail("is blank"));
}

bool JsonReader::readInteger(JsonValue &value, std::optional<std::int64_t> &number)
{
    std::int64_t integer = 0;
    number.reset();
    const std::string_view raw = value.raw_json_token();
    const JsonToken token(raw);
    if (token.isText()) {
        std::string_view text;
        if (!readText(value, text))
            return false;
        if (!text.empty() && !integerFromText(text, integer))
            return fail("is not an integer");
        number = text.empty() ? std::nullopt : std::optional(integer);
        return true;
    }
    if (token.first() == 'n' && isNull(value))
        return true;
    if (value.get_int64().get(integer) &&
        !(JsonToken(token.trimmed()).isNumber() && integerFromText(raw, integer)))
        return fail("is not an integer");
    number = integer;
    return true;
}

bool JsonReader::read(JsonValue &value, std::optional<qint64> &number)
{
    std::optional<std::int64_t> integer;
    const bool isRead = readInteger(value, integer);
    number = integer ? std::optional<qint64>(*integer) : std::nullopt;
    return isRead;
}

bool JsonReader::read(JsonValue &value, std::optional<int> &number)
{
    std::optional<std::int64_t> integer;
    number.reset();
    if (!readInteger(value, integer))
        return false;
    using Limits = std::numeric_limits<int>;
    if (integer && (*integer < Limits::min() || *integer > Limits::max()))
        return fail("is out of range");
    if (integer)
        number = static_cast<int>(*integer);
    return true;
}

bool JsonReader::read(JsonValue &value, std::optional<bool> &flag)
{
    flag.reset();
    bool isTrue = false;
    if (!value.get_bool().get(isTrue)) {
        flag = isTrue;
        return true;
    }
    std::string_view text;
    if (JsonToken(value.raw_json_token()).opensContainer())
        return fail("is neither true nor false");
    if (!readText(value, text))
        return false;
    text = withoutBlanks(text);
    std::int64_t number = 0;
    if (equalsWithoutCase(text, "true") || equalsWithoutCase(text, "false"))
        flag = equalsWithoutCase(text, "true");
    else if (integerFromText(text, number) && (number == 0 || number == 1))
        flag = number == 1;
    return flag || text.empty() || fail("is neither true nor false");
}

bool JsonReader::read(JsonValue &value, QDateTime &time)
{
    time = {};
    std::int64_t unixMs = 0;
    if (value.get_int64().get(unixMs)) {
        std::string_view text;
        if (JsonToken(value.raw_json_token()).opensContainer())
            return fail("is not a time");
        if (!readText(value, text))
            return false;
        if (!text.empty() && !integerFromText(text, unixMs) && !unixMsFromIsoText(text, unixMs))
            return fail("is not a time");
    }
    if (unixMs == 0)
        return true;
    if (unixMs < earliestTime || unixMs > m_latestTime)
        return fail("is not a time from 2015 to tomorrow");
    time = QDateTime::fromMSecsSinceEpoch(unixMs, Qt::UTC);
    return true;
}

template<typename Enum, typename FromWire>
bool JsonReader::readWord(JsonValue &value, Word<Enum> &word, const FromWire &fromWire)
{
    std::string_view utf8;
    word = {};
    if (!readText(value, utf8))
        return false;
    if (utf8.size() > longestText) {
        QString text;
        const bool isWhole = finish(utf8, text);
        word = fromWire(text);
        return isWhole;
    }
    const QString &text = m_strings.intern(utf8);
    auto &last = std::get<Word<Enum>>(m_lastWords);
    if (last.text.constData() != text.constData()) // interned: equal texts are one
        last = fromWire(text);
    word = last;
    return true;
}

bool JsonReader::read(JsonValue &value, Word<SyncTaskStatus> &word)
{
    return readWord(value, word, syncTaskStatusFromWire);
}

bool JsonReader::read(JsonValue &value, Word<TaskTrigger> &word)
{
    return readWord(value, word, taskTriggerFromWire);
}

bool JsonReader::read(JsonValue &value, Word<TaskIssue> &word)
{
    return readWord(value, word, taskIssueFromWire);
}

bool JsonReader::read(JsonValue &value, Word<SyncDirection> &word)
{
    return readWord(value, word, syncDirectionFromWire);
}

bool JsonReader::read(JsonValue &value, Word<SyncScope> &word)
{
    return readWord(value, word, syncScopeFromWire);
}

bool JsonReader::read(JsonValue &value, Word<InstanceStatus> &word)
{
    return readWord(value, word, instanceStatusFromWire);
}

bool JsonReader::isNull(JsonValue &value)
{
    bool isNull = false;
    return !value.is_null().get(isNull) && isNull;
}

bool JsonReader::fail(std::string_view problem)
{
    m_failure = Failure::Value;
    m_problem = problem;
    return false;
}

bool JsonReader::fail(simdjson::error_code error)
{
    m_failure = Failure::Syntax;
    m_problem = simdjson::error_message(error);
    return false;
}

bool JsonReader::refuse()
{
    if (m_failure == Failure::Value)
        m_failure = Failure::Reply;
    return false;
}

bool JsonReader::failIn(std::string_view name)
{
    m_path = joined(std::string(name), m_path);
    return false;
}

bool JsonReader::failIn(std::size_t index)
{
    m_path = joined('[' + std::to_string(index) + ']', m_path);
    return false;
}

ApiError JsonReader::error() const
{
    const QString problem = QString::fromStdString(m_problem);
    ApiError error{.kind = ApiError::Kind::Protocol};
    if (m_failure == Failure::Syntax) {
        error.code = u"MalformedReply"_s;
        error.message = u"The reply is not valid JSON"_s;
        if (!m_path.empty())
            error.message += u" in "_s + QString::fromStdString(m_path);
        error.message += u": "_s + problem;
        return error;
    }
    error.code = u"UnexpectedReply"_s;
    const QString field = m_path.empty() ? u"The reply"_s : QString::fromStdString(m_path);
    error.message = field + u' ' + problem;
    return error;
}

JsonReader::Mark JsonReader::mark() const
{
    return {.rows = m_issues.rows.size(),
            .values = m_issues.values.size(),
            .examples = m_issues.examples.size()};
}

std::size_t JsonReader::issueCount() const
{
    return m_issues.rows.size() + m_issues.values.size();
}

void JsonReader::addExample(std::string_view path, std::string_view raw)
{
    if (m_issues.examples.size() == ReadingIssues::maxExamples)
        return;
    m_issues.examples.push_back({.path = fromUtf8(path),
                                 .problem = QString::fromStdString(m_problem),
                                 .raw = cutText(raw, ReadingIssues::longestRaw)});
}

bool JsonReader::passOver(std::string_view name, JsonValue &value)
{
    if (m_failure == Failure::Value && !JsonToken(value.raw_json_token()).isJson())
        m_failure = Failure::Syntax;
    if (m_failure != Failure::Value)
        return failIn(name);
    const std::string path = joined(std::string(name), m_path);
    const std::string_view raw = JsonToken(value.raw_json_token()).whole(m_end);
    m_path.clear();
    m_issues.values.push_back(fingerprint(raw) ^ fingerprint(path));
    addExample(path, raw);
    return true;
}

bool JsonReader::passOverRow(std::size_t index, JsonValue &value, const Mark &mark)
{
    if (m_failure == Failure::Value && !JsonToken(value.raw_json_token()).isJson())
        m_failure = Failure::Syntax;
    if (m_failure != Failure::Value)
        return false; // the array names the row
    const std::string_view raw = JsonToken(value.raw_json_token()).whole(m_end);
    m_issues.rows.resize(mark.rows);
    m_issues.values.resize(mark.values);
    m_issues.examples.resize(mark.examples);
    m_issues.rows.push_back(fingerprint(raw));
    addExample('[' + std::to_string(index) + ']', raw);
    m_path.clear();
    return true;
}

void JsonReader::locate(const Mark &mark, std::string_view name)
{
    for (std::size_t i = mark.values; i < m_issues.values.size(); ++i)
        m_issues.values[i] ^= fingerprint(name);
    for (std::size_t i = mark.examples; i < m_issues.examples.size(); ++i)
        prepend(m_issues.examples[i].path, fromUtf8(name));
}

void JsonReader::locate(const Mark &mark, std::size_t index, const QString &id)
{
    // A row within this row is one of its values.
    const auto inner = m_issues.rows.begin() + static_cast<std::ptrdiff_t>(mark.rows);
    m_issues.values.insert(m_issues.values.end(), inner, m_issues.rows.end());
    m_issues.rows.erase(inner, m_issues.rows.end());
    for (std::size_t i = mark.values; i < m_issues.values.size(); ++i)
        m_issues.values[i] ^= qHash(id, 0);
    for (std::size_t i = mark.examples; i < m_issues.examples.size(); ++i) {
        prepend(m_issues.examples[i].path, u'[' + QString::number(index) + u']');
        m_issues.examples[i].item = id;
    }
}

ReadingIssues JsonReader::takeIssues()
{
    return std::move(m_issues);
}

FieldOrder &JsonReader::orderOf(const void *fields, std::size_t count)
{
    for (FieldOrder &order : m_orders) {
        if (order.isOf(fields))
            return order;
    }
    return m_orders.emplace_back(fields, count);
}
