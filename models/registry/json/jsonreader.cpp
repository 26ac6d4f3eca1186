#include "jsonreader.h"

#include "stringinterner.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

char firstOf(std::string_view token)
{
    return token.empty() ? '\0' : token.front();
}

constexpr std::int64_t earliestTime = 1'420'070'400'000; // 2015-01-01T00:00Z
constexpr std::int64_t dayMs = 86'400'000;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

template<typename Number>
std::errc parseWhole(std::string_view text, Number &number)
{
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return stop == end ? error : std::errc::invalid_argument;
}

/// A whole number, also as 3.0, 3e0, +3 or between blanks.
bool parseInteger(std::string_view text, std::int64_t &number)
{
    if (parseWhole(text, number) == std::errc())
        return true;
    text = trimmed(text);
    if (text.starts_with('+') && text.substr(1).find_first_of("+-") != 0)
        text.remove_prefix(1);
    if (parseWhole(text, number) == std::errc())
        return true;
    constexpr double largestExact = 9'007'199'254'740'992; // 2^53
    double real = 0;
    if (parseWhole(text, real) != std::errc() || !(std::abs(real) <= largestExact) ||
        real != std::trunc(real))
        return false;
    number = static_cast<std::int64_t>(real);
    return true;
}

/// Without an offset from UTC it is not known which time is meant.
bool parseIsoTime(std::string_view text, std::int64_t &unixMs)
{
    constexpr std::size_t longest = 40;
    text = trimmed(text);
    if (text.size() > longest)
        return false;
    const QDateTime time = QDateTime::fromString(
        QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return false;
    unixMs = time.toMSecsSinceEpoch();
    return true;
}

/// "\ud83d" without its second half: JSON all the same, but no text.
bool hasSurrogate(std::string_view token)
{
    for (std::size_t at = token.find("\\u"); at != std::string_view::npos;
         at = token.find("\\u", at + 2)) {
        if (at + 3 < token.size() && (token[at + 2] == 'd' || token[at + 2] == 'D') &&
            std::string_view("89abcdefABCDEF").find(token[at + 3]) != std::string_view::npos)
            return true;
    }
    return false;
}

/// Whether \p token begins a container, or is a scalar other than a text.
bool opensContainer(std::string_view token)
{
    return firstOf(token) == '{' || firstOf(token) == '[';
}

bool isNumber(std::string_view token)
{
    double number = 0;
    const char first = firstOf(token);
    return (first == '-' || (first >= '0' && first <= '9')) &&
           parseWhole(token, number) != std::errc::invalid_argument;
}

bool isFlag(std::string_view token)
{
    return token == "true" || token == "false";
}

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

/// The quote that ends the text which \p quote begins, or \p end.
const char *textEnd(const char *quote, const char *end)
{
    const char *at = quote + 1;
    while (at != end && *at != '"')
        at += *at == '\\' && at + 1 != end ? 2 : 1;
    return at;
}

/// One past the end of the value at \p begin, as brackets and quotes say.
const char *valueEnd(const char *begin, const char *end)
{
    int depth = 0;
    for (const char *at = begin; at != end; ++at) {
        if (*at == '"')
            at = textEnd(at, end);
        if (at == end)
            return end;
        const bool isClosing = *at == '}' || *at == ']';
        if (isClosing)
            --depth;
        else if (*at == '{' || *at == '[')
            ++depth;
        if (depth <= 0 && (isClosing || *at == '"'))
            return at + 1;
    }
    return end;
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
    const std::string_view token = value.raw_json_token();
    if (firstOf(token) == '"') {
        if (plainText(token, text)) {
            simdjson::ondemand::raw_json_string passed; // so that the object need not skip it
            return !value.get_raw_json_string().get(passed);
        }
        const auto error = value.get_string().get(text);
        if (error && hasSurrogate(token))
            return fail("has half a character");
        return !error || fail(error);
    }
    text = trimmed(token);
    if (isNumber(text) || isFlag(text))
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
    const std::string_view token = value.raw_json_token();
    const char first = firstOf(token);
    if (first == '"') {
        std::string_view text;
        if (!readText(value, text))
            return false;
        if (!text.empty() && !parseInteger(text, integer))
            return fail("is not an integer");
        number = text.empty() ? std::nullopt : std::optional(integer);
        return true;
    }
    if (first == 'n' && isNull(value))
        return true;
    if (value.get_int64().get(integer) &&
        !(isNumber(trimmed(token)) && parseInteger(token, integer)))
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
    if (opensContainer(value.raw_json_token()))
        return fail("is neither true nor false");
    if (!readText(value, text))
        return false;
    text = trimmed(text);
    std::int64_t number = 0;
    if (equalsWithoutCase(text, "true") || equalsWithoutCase(text, "false"))
        flag = equalsWithoutCase(text, "true");
    else if (parseInteger(text, number) && (number == 0 || number == 1))
        flag = number == 1;
    return flag || text.empty() || fail("is neither true nor false");
}

bool JsonReader::read(JsonValue &value, QDateTime &time)
{
    time = {};
    std::int64_t unixMs = 0;
    if (value.get_int64().get(unixMs)) {
        std::string_view text;
        if (opensContainer(value.raw_json_token()))
            return fail("is not a time");
        if (!readText(value, text))
            return false;
        if (!text.empty() && !parseInteger(text, unixMs) && !parseIsoTime(text, unixMs))
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

/// Whether \p token can stand in JSON where it stands.
bool JsonReader::isJson(std::string_view token)
{
    token = trimmed(token);
    return firstOf(token) == '"' || opensContainer(token) || isFlag(token) || token == "null" ||
           isNumber(token);
}

std::string_view JsonReader::rawValue(JsonValue &value) const
{
    const std::string_view token = value.raw_json_token();
    const char *begin = token.data();
    if (firstOf(token) != '"' && !opensContainer(token))
        return trimmed(token);
    return {begin, static_cast<std::size_t>(valueEnd(begin, m_end) - begin)};
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
    if (m_failure == Failure::Value && !isJson(value.raw_json_token()))
        m_failure = Failure::Syntax;
    if (m_failure != Failure::Value)
        return failIn(name);
    const std::string path = joined(std::string(name), m_path);
    const std::string_view raw = rawValue(value);
    m_path.clear();
    m_issues.values.push_back(fingerprint(raw) ^ fingerprint(path));
    addExample(path, raw);
    return true;
}

bool JsonReader::passOverRow(std::size_t index, JsonValue &value, const Mark &mark)
{
    if (m_failure == Failure::Value && !isJson(value.raw_json_token()))
        m_failure = Failure::Syntax;
    if (m_failure != Failure::Value)
        return false; // the array names the row
    const std::string_view raw = rawValue(value);
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
