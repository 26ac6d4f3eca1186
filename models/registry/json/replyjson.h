#pragma once

#include "jsonreader.h"
#include "page.h"

#include <QByteArray>

#include <functional>
#include <utility>

class JsonMemory;

/// What surrounds every reply of the API.
struct Envelope {
    QString requestId{};
    QString code{};
    QString message{};
    std::optional<bool> isSuccess{};
    ReadingIssues issues{}; ///< of the whole reply
};

/// Gets the members of the reply that are not the envelope's.
using MemberReader = std::function<bool(JsonReader &json, std::string_view name, JsonValue &value)>;

/// Reads a reply; the error is what the server says went wrong, or what is wrong with the reply.
/// \p isComplete: whether \p readMember has met what the reply exists for. A reply without it
/// must say itself that it is a success. \p now: as in JsonReader.
Result<Envelope> readReply(const QByteArray &json, JsonMemory &memory,
                           const MemberReader &readMember, const bool &isComplete,
                           const QDateTime &now = {});

/// A reply lacks the field \p name without which it says nothing.
ApiError missingField(const QString &name, const QString &requestId);

/// How the items of a listing are written.
template<typename Item>
struct ListShape {
    std::string_view list{};
    QString Item::*id = nullptr;
    std::span<const JsonField<Item>> fields{};
};

/// Numbers of a page as they stand in a reply.
struct PageNumbers {
    std::optional<int> pageNo{};
    std::optional<int> pageSize{};
    std::optional<qint64> totalCount{};
};

/// Answers nothing when \p name is none of them.
std::optional<bool> readPageNumber(JsonReader &json, std::string_view name, JsonValue &value,
                                   PageNumbers &numbers);

template<typename Item>
Result<Page<Item>> readPage(const QByteArray &json, JsonMemory &memory,
                            const ListShape<Item> &shape, const QDateTime &now)
{
    Page<Item> page;
    PageNumbers numbers;
    // An item is written in about 500 bytes.
    page.items.reserve(static_cast<std::size_t>(json.size()) / 512);
    bool hasMember = false;
    page.hasList = false;
    const auto readMember = [&](JsonReader &reader, std::string_view name, JsonValue &value) {
        if (name == shape.list) {
            hasMember = true;
            page.hasList = !reader.isNull(value);
            // Without a list that is one it is no page.
            return readRows(reader, value, shape.fields, shape.id, page.items) || reader.refuse();
        }
        return readPageNumber(reader, name, value, numbers).value_or(true);
    };
    const Result<Envelope> envelope = readReply(json, memory, readMember, hasMember, now);
    if (!envelope)
        return tl::unexpected(envelope.error());
    page.pageNo = numbers.pageNo.value_or(0);
    page.pageSize = numbers.pageSize.value_or(0);
    page.totalCount = numbers.totalCount;
    page.requestId = envelope->requestId;
    page.issues = envelope->issues;
    return page;
}

/// How a reply about one thing is written: its fields stand beside the envelope's.
template<typename Thing>
struct FlatShape {
    QLatin1StringView keyName{};
    QString Thing::*key = nullptr; ///< without it the reply says nothing
    std::span<const JsonField<Thing>> fields{};
};

/// The thing, and the id of the request that brought it.
template<typename Thing>
Result<std::pair<Thing, QString>> readFlat(const QByteArray &json, JsonMemory &memory,
                                           const FlatShape<Thing> &shape, const QDateTime &now)
{
    Thing thing;
    bool hasKey = false;
    const auto readMember = [&](JsonReader &reader, std::string_view name, JsonValue &value) {
        const JsonField<Thing> *field = findField(shape.fields, name);
        const bool isGood = !field || field->read(reader, value, thing);
        hasKey = !(thing.*shape.key).isEmpty();
        return isGood;
    };
    const Result<Envelope> envelope = readReply(json, memory, readMember, hasKey, now);
    if (!envelope)
        return tl::unexpected(envelope.error());
    if (!hasKey)
        return tl::unexpected(missingField(QString(shape.keyName), envelope->requestId));
    return std::pair(std::move(thing), envelope->requestId);
}
