#pragma once

#include "apierror.h"
#include "registryinstance.h"
#include "syncrule.h"
#include "synctask.h"

#include <QDateTime>
#include <QString>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <simdjson.h>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

class StringInterner;

using JsonValue = simdjson::ondemand::value;

/// Reads values of a reply, forgiving where the API is loose and strict where it is not. Integers
/// may stand in texts, and so may booleans; missing, null and "" all mean "not given". What cannot
/// be meant ends the reading: every function answers false then, and the callers, on their way
/// out, name the field.
class JsonReader final {
public:
    explicit JsonReader(StringInterner &strings) : m_strings(strings) {}

    bool read(JsonValue &value, QString &text); ///< interned
    bool readUnique(JsonValue &value, QString &text);
    bool read(JsonValue &value, std::optional<qint64> &number);
    bool read(JsonValue &value, std::optional<int> &number);
    bool read(JsonValue &value, std::optional<bool> &flag);
    bool read(JsonValue &value, QDateTime &time); ///< milliseconds since 1970, positive
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
    /// The field that is wrong lies in \p name. Answers false.
    bool failIn(std::string_view name);
    bool failIn(std::size_t index);
    /// What went wrong, with the path of the field, as in "SyncTasks[3].CreateTime".
    [[nodiscard]] ApiError error() const;

private:
    bool readText(JsonValue &value, std::string_view &text);
    bool readInteger(JsonValue &value, std::optional<std::int64_t> &number);
    template<typename Enum, typename FromWire>
    bool readWord(JsonValue &value, Word<Enum> &word, const FromWire &fromWire);

    StringInterner &m_strings;
    // A word is mostly the one that the row above has.
    std::tuple<Word<SyncTaskStatus>, Word<TaskTrigger>, Word<TaskIssue>, Word<SyncDirection>,
               Word<SyncScope>, Word<InstanceStatus>>
        m_lastWords{};
    std::string m_path;
    std::string m_problem;
    bool m_isMalformed = false;
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

/// The field called \p name; null when \p fields has none.
template<typename Owner>
const JsonField<Owner> *findField(std::span<const JsonField<Owner>> fields, std::string_view name)
{
    const auto found = std::ranges::find(fields, name, &JsonField<Owner>::name);
    return found == fields.end() ? nullptr : &*found;
}

/// The field whose name \p key begins with, up to the closing quote. \p next is where it is looked
/// for first: a table in the server's order is read straight down.
template<typename Owner>
const JsonField<Owner> *findField(std::span<const JsonField<Owner>> fields, const char *key,
                                  std::size_t &next)
{
    for (std::size_t tried = 0; tried < fields.size(); ++tried) {
        const JsonField<Owner> &field = fields[next];
        next = next + 1 == fields.size() ? 0 : next + 1;
        const std::size_t size = field.name.size();
        if (key[size] == '"' && std::memcmp(key, field.name.data(), size) == 0)
            return &field;
    }
    return nullptr;
}

/// Reads an object by its table of fields; others are passed over.
template<typename Owner>
bool readFields(JsonReader &json, JsonValue &value, std::span<const JsonField<Owner>> fields,
                Owner &owner)
{
    std::size_t next = 0;
    return json.readMembers(value, [&](auto &member) {
        const JsonField<Owner> *field = findField(fields, member.key().raw(), next);
        if (!field) {
            std::string_view name; // written with escapes, it may be one of ours all the same
            if (const auto error = member.unescaped_key().get(name))
                return json.fail(error);
            field = findField(fields, name);
        }
        return !field || field->read(json, member.value(), owner) || json.failIn(field->name);
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
