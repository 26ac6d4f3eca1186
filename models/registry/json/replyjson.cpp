#include "replyjson.h"

#include "apireply.h"
#include "jsonmemory.h"
#include "jsonparser.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

// Pages of usual size lie far below.
constexpr std::size_t lastingBuffer = 4'194'304;

constexpr std::array envelopeFields = {
    JsonField<Envelope>{"RequestId", readUniqueMember<Envelope, &Envelope::requestId>},
    JsonField<Envelope>{"Code", readMember<Envelope, &Envelope::code>},
    JsonField<Envelope>{"Message", readUniqueMember<Envelope, &Envelope::message>},
    JsonField<Envelope>{"IsSuccess", readMember<Envelope, &Envelope::isSuccess>},
};

/// Reads all members of the reply, or as far as it can be read; \p text has room behind it.
bool readMembers(JsonReader &json, JsonParser &parser, std::string_view text, Envelope &envelope,
                 const MemberReader &readMember)
{
    simdjson::ondemand::document document;
    const std::size_t room = text.size() + simdjson::SIMDJSON_PADDING;
    if (const auto error = parser.simdjson.iterate(text.data(), text.size(), room).get(document))
        return json.fail(error);
    simdjson::ondemand::object root;
    if (document.get_object().get(root))
        return json.fail("is not a complete JSON object");

    const std::span<const JsonField<Envelope>> fields = envelopeFields;
    const bool isRead = json.readMembers(root, [&](auto &member) {
        std::string_view name;
        if (const auto error = member.unescaped_key().get(name))
            return json.fail(error);
        const JsonField<Envelope> *field = findField(fields, name);
        const JsonReader::Mark mark = json.mark();
        const bool isGood = field ? field->read(json, member.value(), envelope)
                                  : readMember(json, name, member.value());
        if (!isGood)
            return json.passOver(name, member.value());
        json.locate(mark, name);
        return true;
    });
    const bool isAtEnd = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    return isRead && (isAtEnd || json.fail(simdjson::TRAILING_CONTENT));
}

/// The bytes where the parser may read beyond their end: mostly where they are, for what grew
/// while it came has room behind it.
std::string_view padded(JsonParser &parser, const QByteArray &json)
{
    const auto padding = static_cast<qsizetype>(simdjson::SIMDJSON_PADDING);
    const auto size = static_cast<std::size_t>(json.size());
    if (QByteArray(json).data_ptr().freeSpaceAtEnd() >= padding)
        return {json.constData(), size};
    if (parser.padded.capacity() < json.size() + padding)
        parser.padded.reserve(2 * json.size() + padding);
    parser.padded.resize(json.size());
    std::memcpy(parser.padded.data(), json.constData(), size);
    return {parser.padded.constData(), size};
}

/// One reply of unusual size does not hold on to its memory.
void forgetLargeBuffers(JsonParser &parser)
{
    if (parser.simdjson.capacity() > lastingBuffer)
        parser = {};
}

/// One of the vendor's clients describes the code as an HTTP status.
bool saysSuccess(const Envelope &envelope)
{
    return envelope.code.compare("success"_L1, Qt::CaseInsensitive) == 0 ||
           envelope.code.compare("ok"_L1, Qt::CaseInsensitive) == 0 || envelope.code == "200"_L1;
}

std::optional<ApiError> refusal(const Envelope &envelope, bool isComplete)
{
    // A reply that does not say whether it is a success is one by its content, unless its code
    // says otherwise.
    const bool isNeutral = envelope.code.isEmpty() || saysSuccess(envelope);
    if (envelope.isSuccess.value_or(isComplete && isNeutral))
        return {};
    if (!envelope.isSuccess && isNeutral) {
        return ApiError{.kind = ApiError::Kind::Protocol,
                        .code = u"UnexpectedReply"_s,
                        .message = u"The reply is not one of this API"_s,
                        .requestId = envelope.requestId};
    }
    if (saysSuccess(envelope)) { // of an action nobody knows then what became of it
        return ApiError{.kind = ApiError::Kind::Protocol,
                        .code = u"ContradictoryReply"_s,
                        .message =
                            u"The reply says that the request failed (IsSuccess), and that it "
                            u"succeeded (Code)"_s,
                        .requestId = envelope.requestId};
    }
    return serverError(
        {.code = envelope.code, .message = envelope.message, .requestId = envelope.requestId}, 200);
}

} // namespace

Result<Envelope> readReply(const QByteArray &json, JsonMemory &memory,
                           const MemberReader &readMember, const bool &isComplete,
                           const QDateTime &now)
{
    JsonParser &parser = memory.parser();
    const std::string_view text = padded(parser, json);
    Envelope envelope;
    JsonReader reader(memory.strings(), text, now);
    const bool isRead = readMembers(reader, parser, text, envelope, readMember);
    if (!isRead) {
        // What stands behind the bad field may say that all of it is about a failure, and which
        // request it belongs to.
        JsonReader again(memory.strings(), text, now);
        readMembers(again, parser, text, envelope,
                    [](JsonReader &, std::string_view, JsonValue &) { return true; });
    }
    forgetLargeBuffers(parser);
    const bool isRefused = envelope.isSuccess.has_value() && !*envelope.isSuccess;
    if (!isRead && !isRefused) {
        ApiError error = reader.error();
        error.requestId = envelope.requestId;
        return tl::unexpected(std::move(error));
    }
    if (const std::optional<ApiError> error = refusal(envelope, isComplete))
        return tl::unexpected(*error);
    envelope.issues = reader.takeIssues();
    return envelope;
}

ApiError missingField(const QString &name, const QString &requestId)
{
    return {.kind = ApiError::Kind::Protocol,
            .code = u"UnexpectedReply"_s,
            .message = name + u" is missing"_s,
            .requestId = requestId};
}

std::optional<bool> readPageNumber(JsonReader &json, std::string_view name, JsonValue &value,
                                   PageNumbers &numbers)
{
    if (name == "PageNo")
        return json.read(value, numbers.pageNo);
    if (name == "PageSize")
        return json.read(value, numbers.pageSize);
    if (name == "TotalCount") {
        const bool isRead = json.read(value, numbers.totalCount);
        if (numbers.totalCount.value_or(0) >= 0)
            return isRead;
        numbers.totalCount.reset();
        return json.fail("is below zero");
    }
    return {};
}
