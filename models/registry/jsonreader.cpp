#include "jsonreader.h"

#include "stringinterner.h"

#include <charconv>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

char firstOf(std::string_view token)
{
    return token.empty() ? '\0' : token.front();
}

// 9999-12-31T23:59:59.999Z. Beyond it a number is not a time, whatever it was meant to be.
constexpr std::int64_t latestTime = 253'402'300'799'999;

bool parseInteger(std::string_view text, std::int64_t &number)
{
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stop == end;
}

bool equalsWithoutCase(std::string_view text, const char *lowerCase)
{
    return text.size() == std::strlen(lowerCase) &&
           qstrnicmp(text.data(), lowerCase, static_cast<size_t>(text.size())) == 0;
}

/// The text between the quotes, when it stands there as it is meant.
bool plainText(std::string_view token, std::string_view &text)
{
    const std::size_t end = token.find_last_of('"');
    if (end == 0 || end == std::string_view::npos)
        return false;
    text = token.substr(1, end - 1);
    return text.find('\\') == std::string_view::npos;
}

} // namespace

bool JsonReader::readText(JsonValue &value, std::string_view &text)
{
    // Names hardly ever hold an escape; then no copy is made.
    const std::string_view token = value.raw_json_token();
    if (firstOf(token) == '"') {
        if (plainText(token, text)) {
            simdjson::ondemand::raw_json_string passed; // so that the object need not skip it
            return !value.get_raw_json_string().get(passed);
        }
        const auto error = value.get_string().get(text);
        return !error || fail(error);
    }
    text = {};
    return isNull(value) || fail("is not a text");
}

bool JsonReader::read(JsonValue &value, QString &text)
{
    std::string_view utf8;
    if (!readText(value, utf8))
        return false;
    text = m_strings.intern(utf8);
    return true;
}

bool JsonReader::readUnique(JsonValue &value, QString &text)
{
    std::string_view utf8;
    if (!readText(value, utf8))
        return false;
    text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    return true;
}

bool JsonReader::readInteger(JsonValue &value, std::optional<std::int64_t> &number)
{
    std::int64_t integer = 0;
    const char first = firstOf(value.raw_json_token());
    if (first == '"') {
        std::string_view text;
        if (!readText(value, text))
            return false;
        if (!text.empty() && !parseInteger(text, integer))
            return fail("is not an integer");
        number = text.empty() ? std::nullopt : std::optional(integer);
        return true;
    }
    if (first == 'n' && isNull(value)) {
        number.reset();
        return true;
    }
    if (value.get_int64().get(integer))
        return fail("is not an integer");
    number = integer;
    return true;
}

bool JsonReader::read(JsonValue &value, std::optional<qint64> &number)
{
    std::optional<std::int64_t> integer;
    if (!readInteger(value, integer))
        return false;
    number = integer ? std::optional<qint64>(*integer) : std::nullopt;
    return true;
}

bool JsonReader::read(JsonValue &value, std::optional<int> &number)
{
    std::optional<std::int64_t> integer;
    if (!readInteger(value, integer))
        return false;
    using Limits = std::numeric_limits<int>;
    if (integer && (*integer < Limits::min() || *integer > Limits::max()))
        return fail("is out of range");
    number = integer ? std::optional<int>(static_cast<int>(*integer)) : std::nullopt;
    return true;
}

bool JsonReader::read(JsonValue &value, std::optional<bool> &flag)
{
    const char first = firstOf(value.raw_json_token());
    if (first == '"') {
        std::string_view text;
        if (!readText(value, text))
            return false;
        const bool isTrue = equalsWithoutCase(text, "true");
        if (!text.empty() && !isTrue && !equalsWithoutCase(text, "false"))
            return fail("is neither true nor false");
        flag = text.empty() ? std::nullopt : std::optional(isTrue);
        return true;
    }
    if (first == 'n' && isNull(value)) {
        flag.reset();
        return true;
    }
    bool isTrue = false;
    if (value.get_bool().get(isTrue))
        return fail("is neither true nor false");
    flag = isTrue;
    return true;
}

bool JsonReader::read(JsonValue &value, QDateTime &time)
{
    std::optional<std::int64_t> unixMs;
    if (!readInteger(value, unixMs))
        return false;
    if (unixMs && *unixMs > latestTime)
        return fail("is out of range");
    time = unixMs && *unixMs > 0 ? QDateTime::fromMSecsSinceEpoch(*unixMs, Qt::UTC) : QDateTime();
    return true;
}

template<typename Enum, typename FromWire>
bool JsonReader::readWord(JsonValue &value, Word<Enum> &word, const FromWire &fromWire)
{
    std::string_view utf8;
    if (!readText(value, utf8))
        return false;
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
    m_isMalformed = false;
    m_problem = problem;
    return false;
}

bool JsonReader::fail(simdjson::error_code error)
{
    m_isMalformed = true;
    m_problem = simdjson::error_message(error);
    return false;
}

bool JsonReader::failIn(std::string_view name)
{
    const bool needsDot = !m_path.empty() && m_path.front() != '[';
    m_path = std::string(name) + (needsDot ? "." : "") + m_path;
    return false;
}

bool JsonReader::failIn(std::size_t index)
{
    const bool needsDot = !m_path.empty() && m_path.front() != '[';
    m_path = '[' + std::to_string(index) + ']' + (needsDot ? "." : "") + m_path;
    return false;
}

ApiError JsonReader::error() const
{
    const QString problem = QString::fromStdString(m_problem);
    ApiError error{.kind = ApiError::Kind::Protocol};
    if (m_isMalformed) {
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
