#pragma once

#include "apierror.h"
#include "fieldorder.h"
#include "readingissues.h"
#include "registryinstance.h"
#include "syncrule.h"
#include "synctask.h"

#include <QDateTime>
#include <QString>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <optional>
#include <simdjson.h>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

class StringInterner;

using JsonValue = simdjson::ondemand::value;

/// Reads values of a reply, each as what it can be: a number or a flag for a text, a text for a
/// number, 0 and 1 for a flag, 3.0 and 3e0 for 3. Missing, null and "" all mean "not given".
///
/// A value that cannot be read leaves its field empty, and the function answers false. passOver()
/// then counts it, and the reading goes on with what follows; only where the reply is not JSON, or
/// after refuse(), does it end there: the callers, on their way out, name the field.
class JsonReader final {
public:
    /// Longer texts are cut, longer ids cannot be used. The longest that the API has is a
    /// repository's name with 256 characters; a text of megabytes would stop the window for
    /// seconds wherever it is laid out.
    static constexpr qsizetype longestText = 1024;

    /// \p reply is what is read. Times lie between 2015, when the product did not exist yet, and
    /// a day after \p now.
    JsonReader(StringInterner &strings, std::string_view reply, const QDateTime &now);

    bool read(JsonValue &value, QString &text); ///< interned
    bool readUnique(JsonValue &value, QString &text);
    bool readId(JsonValue &value, QString &id); ///< not interned; never cut, never blank
    bool read(JsonValue &value, std::optional<qint64> &number);
    bool read(JsonValue &value, std::optional<int> &number);
    bool read(JsonValue &value, std::optional<bool> &flag);
    /// Milliseconds since 1970, or ISO 8601 with its offset from UTC; 0 means "not given".
    bool read(JsonValue &value, QDateTime &time);
    bool read(JsonValue &value, Word<SyncTaskStatus> &word);
    bool read(JsonValue &value, Word<TaskTrigger> &word);
    bool read(JsonValue &value, Word<TaskIssue> &word);
    bool read(JsonValue &value, Word<SyncDirection> &word);
    bool read(JsonValue &value, Word<SyncScope> &word);
    bool read(JsonValue &value, Word<InstanceStatus> &word);

    bool isNull(JsonValue &value);
    /// The members of an object, one by one.
    template<typename Visit>
    bool readMembers(JsonValue &value, const Visit &visit);
    template<typename Visit>
    bool readMembers(simdjson::ondemand::object object, const Visit &visit);
    /// The elements of an array, one by one.
    template<typename Visit>
    bool readArray(JsonValue &value, const Visit &visit);

    /// Notes what is wrong; answers false.
    bool fail(std::string_view problem);
    bool fail(simdjson::error_code error);
    /// What failed is needed: passOver() does not count it but ends the reading. Answers false.
    bool refuse();
    /// The field that is wrong lies in \p name. Answers false.
    bool failIn(std::string_view name);
    bool failIn(std::size_t index);
    /// What went wrong, with the path of the field, as in "SyncTasks[3].CreateTime".
    [[nodiscard]] ApiError error() const;

    /// How many issues there were at some time.
    struct Mark {
        std::size_t rows = 0;
        std::size_t values = 0;
        std::size_t examples = 0;
    };
    [[nodiscard]] Mark mark() const;
    [[nodiscard]] std::size_t issueCount() const;
    /// Counts the field \p name that failed; false where the reading cannot go on.
    bool passOver(std::string_view name, JsonValue &value);
    /// Counts a row that failed, in place of the values of it that failed since \p mark.
    bool passOverRow(std::size_t index, JsonValue &value, const Mark &mark);
    /// What failed since \p mark lies in \p name, or in the row \p index with the id \p id.
    void locate(const Mark &mark, std::string_view name);
    void locate(const Mark &mark, std::size_t index, const QString &id);
    [[nodiscard]] ReadingIssues takeIssues();

    /// Of the table of \p count fields at \p fields, in what has been read so far.
    FieldOrder &orderOf(const void *fields, std::size_t count);

private:
    enum class Failure {
        Value,  ///< of a field, which is left empty
        Reply,  ///< of something without which the reply is none
        Syntax, ///< it is not JSON
    };

    bool finish(std::string_view utf8, QString &text);
    void addExample(std::string_view path, std::string_view raw);
    bool readText(JsonValue &value, std::string_view &text);
    bool readInteger(JsonValue &value, std::optional<std::int64_t> &number);
    template<typename Enum, typename FromWire>
    bool readWord(JsonValue &value, Word<Enum> &word, const FromWire &fromWire);

    StringInterner &m_strings;
    const char *m_end;
    qint64 m_latestTime;
    ReadingIssues m_issues;
    // A word is mostly the one that the row above has.
    std::tuple<Word<SyncTaskStatus>, Word<TaskTrigger>, Word<TaskIssue>, Word<SyncDirection>,
               Word<SyncScope>, Word<InstanceStatus>>
        m_lastWords{};
    std::deque<FieldOrder> m_orders; // references to them stay good
    std::string m_path;
    std::string m_problem;
    Failure m_failure = Failure::Value;
};

/// How one field of an object is read into \p Owner.
template<typename Owner>
struct JsonField {
    std::string_view name{};
    bool (*read)(JsonReader &json, JsonValue &value, Owner &owner) = nullptr;
};

/// Reads a field into a member, by the member's type.
template<typename Owner, auto member>
bool readMember(JsonReader &json, JsonValue &value, Owner &owner)
{
    return json.read(value, owner.*member);
}

template<typename Owner, auto member>
bool readUniqueMember(JsonReader &json, JsonValue &value, Owner &owner)
{
    return json.readUnique(value, owner.*member);
}

template<typename Owner, auto member>
bool readIdMember(JsonReader &json, JsonValue &value, Owner &owner)
{
    return json.readId(value, owner.*member);
}

/// The field called \p name; null when \p fields has none.
template<typename Owner>
const JsonField<Owner> *findField(std::span<const JsonField<Owner>> fields, std::string_view name)
{
    const auto found = std::ranges::find(fields, name, &JsonField<Owner>::name);
    return found == fields.end() ? nullptr : &*found;
}

/// \p key begins with the name of \p field and the closing quote.
template<typename Owner>
bool isNamed(const JsonField<Owner> &field, const char *key)
{
    const std::size_t size = field.name.size();
    return key[size] == '"' && std::memcmp(key, field.name.data(), size) == 0;
}

/// The field whose name \p key begins with, up to the closing quote. \p place is that of the field
/// before it, and becomes its own.
template<typename Owner>
const JsonField<Owner> *findField(std::span<const JsonField<Owner>> fields, const char *key,
                                  FieldOrder &order, FieldOrder::Place &place)
{
    std::size_t found = order.next(place);
    if (found >= fields.size() || !isNamed(fields[found], key)) {
        found = 0;
        while (found < fields.size() && !isNamed(fields[found], key))
            ++found;
        if (found == fields.size())
            return nullptr;
        order.note(place, found);
    }
    place = FieldOrder::placeBehind(found);
    return &fields[found];
}

/// \p mark: of the object that is read.
template<typename Owner>
bool readField(JsonReader &json, const JsonField<Owner> &field, JsonValue &value, Owner &owner,
               JsonReader::Mark &mark)
{
    if (!field.read(json, value, owner))
        return json.passOver(field.name, value) && (mark = json.mark(), true);
    if (json.issueCount() != mark.rows + mark.values) { // in an object within
        json.locate(mark, field.name);
        mark = json.mark();
    }
    return true;
}

/// Reads an object by its table of fields; others are passed over. False where it is no object.
template<typename Owner>
bool readFields(JsonReader &json, JsonValue &value, std::span<const JsonField<Owner>> fields,
                Owner &owner)
{
    FieldOrder &order = json.orderOf(fields.data(), fields.size());
    FieldOrder::Place place = FieldOrder::begin;
    JsonReader::Mark mark = json.mark();
    return json.readMembers(value, [&](auto &member) {
        const JsonField<Owner> *field = findField(fields, member.key().raw(), order, place);
        if (!field) {
            std::string_view name; // written with escapes, it may be one of ours all the same
            if (const auto error = member.unescaped_key().get(name))
                return json.fail(error);
            field = findField(fields, name);
        }
        return !field || readField(json, *field, member.value(), owner, mark);
    });
}

/// What is made of a row takes many times the bytes of the shortest; twice the largest page seen.
constexpr std::size_t mostRows = 50'000;

/// Reads rows by their table of fields. One that is no object or has no id is counted.
template<typename Row>
bool readRows(JsonReader &json, JsonValue &value, std::span<const JsonField<Row>> fields,
              QString Row::*id, std::vector<Row> &rows)
{
    rows.clear();
    if (json.isNull(value))
        return true;
    std::size_t index = 0;
    return json.readArray(value, [&](JsonValue &element) {
        if (rows.size() == mostRows)
            return json.fail("holds more rows than a reply may have");
        const JsonReader::Mark mark = json.mark();
        Row &row = rows.emplace_back();
        const bool isObject = readFields(json, element, fields, row);
        const bool isRow = isObject && !(row.*id).isEmpty();
        if (isRow && json.issueCount() != mark.rows + mark.values)
            json.locate(mark, index, row.*id);
        if (!isRow)
            rows.pop_back();
        if (isObject && !isRow)
            json.fail("has no usable id");
        return isRow ? (++index, true) : json.passOverRow(index++, element, mark);
    });
}

template<typename Visit>
bool JsonReader::readMembers(JsonValue &value, const Visit &visit)
{
    simdjson::ondemand::object object;
    if (const auto error = value.get_object().get(object))
        return error == simdjson::INCORRECT_TYPE ? fail("is not an object") : fail(error);
    return readMembers(object, visit);
}

template<typename Visit>
bool JsonReader::readMembers(simdjson::ondemand::object object, const Visit &visit)
{
    for (auto member : object) {
        if (const auto error = member.error())
            return fail(error);
        if (!visit(member.value_unsafe()))
            return false;
    }
    return true;
}

template<typename Visit>
bool JsonReader::readArray(JsonValue &value, const Visit &visit)
{
    simdjson::ondemand::array array;
    if (const auto error = value.get_array().get(array))
        return error == simdjson::INCORRECT_TYPE ? fail("is not an array") : fail(error);
    std::size_t index = 0;
    for (auto element : array) {
        if (const auto error = element.error())
            return fail(error);
        if (!visit(element.value_unsafe()))
            return failIn(index);
        ++index;
    }
    return true;
}
